package org.kinoroute.voice;

import java.util.ArrayList;
import java.util.Arrays;
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

    private static final double KEPT_SILENCE = 0.03;

    /** Soft beginnings and ends of words are below what counts as sound. */
    private static final double KEPT_QUIET = 0.06;

    public Speech {
        words = List.copyOf(words);
        warnings = List.copyOf(warnings);
    }

    /** The sound as a WAV file. */
    public byte[] wav() {
        return Wav.of(pcm, sampleRate);
    }

    /** The same sound, with other words in it. */
    Speech with(List<WordEvent> words) {
        return new Speech(pcm, sampleRate, words, language, warnings);
    }

    /** The same at another rate. */
    Speech at(int rate) {
        if (rate == sampleRate) {
            return this;
        }
        short[] converted = Wav.read(wav(), rate).pcm();
        List<WordEvent> moved = words.stream()
                .map(word -> new WordEvent(
                        word.offset(),
                        word.length(),
                        Math.min(converted.length, Math.round((double) word.sample() * rate / sampleRate))))
                .toList();
        return new Speech(converted, rate, moved, language, warnings);
    }

    /** With one more thing that is not as asked. */
    Speech warning(String warning) {
        List<String> more = new ArrayList<>(warnings);
        more.add(warning);
        return new Speech(pcm, sampleRate, words, language, more);
    }

    /** Without the silence before and after, for pauses are the timeline's. */
    Speech trimmed() {
        return without(Loudness.start(pcm), Loudness.end(pcm), KEPT_SILENCE);
    }

    /** The same for sound whose silence is not quite silent, such as that of a neural voice. */
    Speech cropped() {
        return without(Loudness.firstSound(pcm), (int) Loudness.lastSound(pcm, 0, pcm.length), KEPT_QUIET);
    }

    private Speech without(int start, int end, double keptSeconds) {
        int kept = (int) (keptSeconds * sampleRate);
        int from = Math.max(0, start - kept);
        int to = Math.min(pcm.length, end + kept);
        if (from >= to) {
            return this;
        }
        List<WordEvent> moved = words.stream()
                .map(word ->
                        new WordEvent(word.offset(), word.length(), Math.max(0, Math.min(word.sample(), to) - from)))
                .toList();
        return new Speech(Arrays.copyOfRange(pcm, from, to), sampleRate, moved, language, warnings);
    }
}
