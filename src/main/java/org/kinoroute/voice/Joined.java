package org.kinoroute.voice;

import java.util.Arrays;
import java.util.List;

/**
 * Several pieces of sound as one, a breath apart.
 *
 * @param parts in order, all of the same rate; not empty
 * @param breath of silence between two of them, seconds
 */
record Joined(List<Speech> parts, double breath) {

    /** Over which a part comes and goes, seconds: a cut in the middle of a sound would click. */
    private static final double FADE = 0.005;

    Joined {
        parts = List.copyOf(parts);
    }

    /** First sample of a part in the whole. */
    long start(int part) {
        return parts.stream()
                .limit(part)
                .mapToLong(speech -> speech.pcm().length + breathSamples())
                .sum();
    }

    /** The whole. */
    Speech speech() {
        short[] whole = new short[(int) start(parts.size()) - breathSamples()];
        for (int i = 0; i < parts.size(); i++) {
            short[] pcm = faded(parts.get(i).pcm(), (int) (FADE * rate()));
            System.arraycopy(pcm, 0, whole, (int) start(i), pcm.length);
        }
        return new Speech(whole, rate(), List.of(), null, List.of());
    }

    private int rate() {
        return parts.get(0).sampleRate();
    }

    private int breathSamples() {
        return (int) (breath * rate());
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
