package org.kinoroute.voice;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** A text that an engine speaks piece by piece, put together again; for one text and one thread. */
public final class PieceByPiece {

    /** Of silence between two pieces, seconds: a breath. */
    private static final double BREATH = 0.18;

    private final List<Pieces.Piece> pieces;
    private final List<Speech> spoken = new ArrayList<>();
    private final List<String> warnings = new ArrayList<>();
    private final UnaryOperator<String> keys;
    private final String language;

    /**
     * @param keys the key of a piece, by its text
     * @param language in which it is spoken, as the engine calls it
     */
    PieceByPiece(List<Pieces.Piece> pieces, UnaryOperator<String> keys, String language) {
        this.pieces = List.copyOf(pieces);
        this.keys = keys;
        this.language = language;
    }

    /** What is to be spoken, in order: the texts. */
    public List<String> getTexts() {
        return pieces.stream().map(Pieces.Piece::text).toList();
    }

    /** In which language, as the engine calls it. */
    public String getLanguage() {
        return language;
    }

    /** Whether it takes more than one request. */
    boolean isLong() {
        return pieces.size() > 1;
    }

    /** The key of the piece that is spoken next. */
    String nextKey() {
        return keys.apply(pieces.get(spoken.size()).text());
    }

    void warn(String warning) {
        warnings.add(warning);
    }

    /**
     * The next piece was spoken.
     *
     * @param wav of one channel and 16 bits
     * @param heard when which word was heard; null: the engine does not tell
     * @return the piece, without the silence at its ends
     */
    Speech add(byte[] wav, List<HeardWord> heard) {
        String text = pieces.get(spoken.size()).text();
        Speech sound = Wav.read(wav);
        List<WordEvent> words =
                heard == null ? List.of() : Alignment.of(text, heard, sound.sampleRate(), sound.pcm().length);
        Speech piece = sound.with(words).cropped();
        add(piece);
        return piece;
    }

    /** The next piece was spoken before. */
    void add(Speech piece) {
        spoken.add(piece);
    }

    /** The sound of all pieces. */
    public byte[] getWav() {
        return new Joined(spoken, BREATH).speech().wav();
    }

    /** When which word of the whole text begins; null: the engine does not tell. */
    public List<WordEvent> getWords() {
        Joined joined = new Joined(spoken, BREATH);
        List<WordEvent> words = new ArrayList<>();
        for (int i = 0; i < spoken.size(); i++) {
            int offset = pieces.get(i).offset();
            long start = joined.start(i);
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
}
