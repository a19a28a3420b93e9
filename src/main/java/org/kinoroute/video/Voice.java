package org.kinoroute.video;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/**
 * The spoken audio of a scene.
 *
 * @param key of the WAV in the store; null while it is not stored
 * @param sampleRate of the WAV, Hz
 * @param samples length of the WAV, in samples
 * @param words the script's own words in order, none lost, none doubled
 * @param source where the times come from
 * @param cuts where the sound tells several scenes: index of the first word of each; empty: it tells one
 * @param warnings what is not as it was asked for, one line each
 */
public record Voice(
        String key,
        int sampleRate,
        long samples,
        List<WordTime> words,
        Source source,
        List<Integer> cuts,
        List<String> warnings) {

    public Voice {
        words = List.copyOf(words);
        cuts = cuts == null ? List.of() : List.copyOf(cuts);
        warnings = warnings == null ? List.of() : List.copyOf(warnings);
    }

    /** Where word times come from. */
    public enum Source {
        @JsonProperty("engine")
        ENGINE,
        @JsonProperty("transcription")
        TRANSCRIPTION,
        @JsonProperty("estimate")
        ESTIMATE
    }
}
