package org.kinoroute.voice;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.kinoroute.store.ContentKey;
import org.kinoroute.video.Voice;
import org.kinoroute.video.WordTime;
import org.kinoroute.voice.VoiceLines.Line;
import org.kinoroute.voice.VoiceLines.Passage;

/** A line, put together from the passages that were spoken; for one line and one thread. */
public final class Telling {

    /** Of silence between two scenes of a narration, seconds. */
    private static final double BREATH = 0.25;

    private final Line line;
    private final List<Take> takes = new ArrayList<>();
    private final List<Speech> sounds = new ArrayList<>();
    private final Map<Passage, Integer> places = new HashMap<>();
    private final TreeSet<Integer> transcribed = new TreeSet<>();
    private String untimed;

    Telling(Line line) {
        this.line = line;
    }

    /**
     * The next passage was spoken.
     *
     * @param sound of the take
     * @param heard what a transcription has heard of it; null: none was asked, or it has failed
     */
    void add(Passage passage, Take take, Speech sound, List<WordEvent> heard) {
        int place = takes.size();
        places.put(passage, place);
        takes.add(take);
        if (heard != null) {
            transcribed.add(place);
        }
        List<WordEvent> words = heard != null ? heard : take.words() == null ? List.of() : take.words();
        Speech timed = sound.with(words);
        sounds.add(place == 0 ? timed : timed.at(sounds.get(0).sampleRate()));
    }

    /** A transcription could not tell the times of a passage. */
    void untimed(String cause) {
        untimed = cause;
    }

    /** Whether the sound is one of its own, put together from several. */
    public boolean isJoined() {
        return takes.size() > 1;
    }

    /** The key of the sound. */
    public String getKey() {
        return isJoined()
                ? "voices/"
                        + ContentKey.sha256(takes.stream()
                                .map(take -> VoiceLines.bytes(take.key()))
                                .toList())
                        + ".wav"
                : takes.get(0).key();
    }

    /** The sound of a line that was put together. */
    public byte[] getWav() {
        return new Joined(sounds, BREATH).speech().wav();
    }

    /** What is known of the line's voice. */
    public Voice getVoice() {
        Joined joined = new Joined(sounds, BREATH);
        List<WordTime> words = new ArrayList<>();
        List<Integer> cuts = new ArrayList<>();
        Voice.Source source = Voice.Source.ENGINE;
        for (Passage passage : line.passages()) {
            cuts.add(words.size());
            if (!passage.isSilent()) {
                int place = places.get(passage);
                Optional<List<WordTime>> told = told(passage, sounds.get(place));
                source = least(source, told.isEmpty() ? Voice.Source.ESTIMATE : teller(place));
                double start = (double) joined.start(place) / rate();
                told.orElseGet(() -> estimate(passage, sounds.get(place)))
                        .forEach(
                                word -> words.add(new WordTime(word.word(), start + word.start(), start + word.end())));
            }
        }
        long samples = isJoined()
                ? joined.start(sounds.size() - 1)
                        + sounds.get(sounds.size() - 1).pcm().length
                : takes.get(0).samples();
        return new Voice(getKey(), rate(), samples, words, source, line.narration() ? cuts : List.of(), warnings());
    }

    private int rate() {
        return sounds.get(0).sampleRate();
    }

    /** The times as they were told, if that was of the words that are shown. */
    private static Optional<List<WordTime>> told(Passage passage, Speech sound) {
        return sound.words().isEmpty() || !passage.isTimeable()
                ? Optional.empty()
                : WordTimes.of(passage.said(), sound);
    }

    private static List<WordTime> estimate(Passage passage, Speech sound) {
        SpokenText shown = passage.shown().isEmpty() ? passage.said() : passage.shown();
        return WordTimes.estimate(shown, (double) sound.pcm().length / sound.sampleRate());
    }

    private Voice.Source teller(int place) {
        return transcribed.contains(place) ? Voice.Source.TRANSCRIPTION : Voice.Source.ENGINE;
    }

    private static Voice.Source least(Voice.Source one, Voice.Source other) {
        return one.compareTo(other) > 0 ? one : other;
    }

    private List<String> warnings() {
        List<String> warnings = takes.stream()
                .flatMap(take -> take.warnings().stream())
                .distinct()
                .collect(Collectors.toList());
        if (untimed != null) {
            warnings.add("scene %d: the times of its words are estimated: %s".formatted(line.scene() + 1, untimed));
        }
        return warnings;
    }
}
