package org.kinoroute.voice;

import java.util.List;

/**
 * What the synthesiser made of a line: mono sound of 16 bits, and when each of its words begins.
 *
 * @param pcm samples; not to be changed
 * @param sampleRate Hz
 * @param words in the order of time
 * @param language the espeak language that was spoken
 * @param warnings for the person who asked, each one line
 */
public record Speech(short[] pcm, int sampleRate, List<WordEvent> words, String language, List<String> warnings) {

    public Speech {
        words = List.copyOf(words);
        warnings = List.copyOf(warnings);
    }

    /** The sound as a WAV file. */
    public byte[] wav() {
        return Wav.of(pcm, sampleRate);
    }
}
