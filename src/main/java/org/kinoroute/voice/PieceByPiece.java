package org.kinoroute.voice;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A line that an engine speaks piece by piece, put together again; for one line and one thread. */
public final class PieceByPiece {

    /** Of silence between two pieces, seconds: a breath. */
    private static final double BREATH = 0.18;

    /** Over which a piece comes and goes, seconds: a cut in the middle of a sound would click. */
    private static final double FADE = 0.005;

    private final List<Pieces.Piece> pieces;
    private final List<Speech> spoken = new ArrayList<>();
    private final List<String> warnings = new ArrayList<>();
    private String language;

    PieceByPiece(List<Pieces.Piece> pieces) {
        this.pieces = List.copyOf(pieces);
    }

    /** What is to be spoken, in order: the texts. */
    public List<String> getTexts() {
        return pieces.stream().map(Pieces.Piece::text).toList();
    }

    /** In which language, as the engine calls it. */
    public String getLanguage() {
        return language;
    }

    void speakIn(String language) {
        this.language = language;
    }

    void warn(String warning) {
        warnings.add(warning);
    }

    /**
     * The next piece was spoken.
     *
     * @param wav of one channel and 16 bits
     * @param heard when which word was heard; null: the engine does not tell
     */
    public void add(byte[] wav, List<HeardWord> heard) {
        String text = pieces.get(spoken.size()).text();
        Speech sound = Wav.read(wav);
        List<WordEvent> words =
                heard == null ? List.of() : Alignment.of(text, heard, sound.sampleRate(), sound.pcm().length);
        spoken.add(new Speech(sound.pcm(), sound.sampleRate(), words, language, List.of()).cropped());
    }

    /** The sound of all pieces. */
    public byte[] getWav() {
        int rate = rate();
        short[] whole = new short[(int) start(spoken.size()) - (spoken.isEmpty() ? 0 : breath())];
        for (int i = 0; i < spoken.size(); i++) {
            short[] pcm = faded(spoken.get(i).pcm(), (int) (FADE * rate));
            System.arraycopy(pcm, 0, whole, (int) start(i), pcm.length);
        }
        return Wav.of(whole, rate);
    }

    /** When which word of the whole text begins; null: the engine does not tell. */
    public List<WordEvent> getWords() {
        List<WordEvent> words = new ArrayList<>();
        for (int i = 0; i < spoken.size(); i++) {
            int offset = pieces.get(i).offset();
            long start = start(i);
            spoken.get(i)
                    .words()
                    .forEach(word ->
                            words.add(new WordEvent(word.offset() + offset, word.length(), word.sample() + start)));
        }
        return words.isEmpty() ? null : words;
    }

    /** What is not as it was asked. */
    public List<String> getWarnings() {
        return List.copyOf(warnings);
    }

    /** First sample of a piece in the whole. */
    private long start(int piece) {
        return spoken.stream()
                .limit(piece)
                .mapToLong(speech -> speech.pcm().length + breath())
                .sum();
    }

    private int rate() {
        return spoken.get(0).sampleRate();
    }

    private int breath() {
        return (int) (BREATH * rate());
    }

    private static short[] faded(short[] pcm, int samples) {
        short[] faded = Arrays.copyOf(pcm, pcm.length);
        int edge = Math.min(samples, pcm.length / 2);
        for (int i = 0; i < edge; i++) {
            faded[i] = (short) (faded[i] * i / edge);
            faded[pcm.length - 1 - i] = (short) (faded[pcm.length - 1 - i] * i / edge);
        }
        return faded;
    }
}
