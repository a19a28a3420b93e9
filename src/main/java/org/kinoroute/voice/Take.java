package org.kinoroute.voice;

import java.util.List;

/**
 * What is known of a sound that an engine has made; lies in the store beside the sound.
 *
 * @param key of the WAV in the store
 * @param sampleRate of the WAV, Hz
 * @param samples length of the WAV, in samples
 * @param words when which piece of the text is heard; null: the engine does not tell
 * @param warnings what is not as it was asked for, one line each
 */
public record Take(String key, int sampleRate, long samples, List<WordEvent> words, List<String> warnings) {

    public Take {
        words = words == null ? null : List.copyOf(words);
        warnings = warnings == null ? List.of() : List.copyOf(warnings);
    }

    /** How long it lasts. */
    public double seconds() {
        return (double) samples / sampleRate;
    }
}
