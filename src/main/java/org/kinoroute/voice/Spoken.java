package org.kinoroute.voice;

import java.util.List;
import org.kinoroute.video.Voice;
import org.kinoroute.video.WordTime;

/**
 * A line as sound.
 *
 * @param wav mono, 16 bits; not to be changed
 * @param sampleRate Hz
 * @param samples length; 0 where nothing is said
 * @param words the shown words with their times
 * @param source of the times
 * @param warnings for the maker, each one line
 */
public record Spoken(
        byte[] wav, int sampleRate, long samples, List<WordTime> words, Voice.Source source, List<String> warnings) {

    public Spoken {
        words = List.copyOf(words);
        warnings = List.copyOf(warnings);
    }

    /** What lies beside the WAV. */
    public StoredVoice stored(String key) {
        return new StoredVoice(new Voice(key, sampleRate, samples, words, source), warnings);
    }
}
