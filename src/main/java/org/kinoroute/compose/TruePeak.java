package org.kinoroute.compose;

/** The level of a sound between its samples: what a converter makes of it, by fourfold oversampling. */
final class TruePeak {

    /** Samples before and after that a point between two samples depends on. */
    static final int REACH = 6;

    private static final int PHASES = 4;
    private static final float[][] TAPS = taps();

    private TruePeak() {}

    private static float[][] taps() {
        float[][] taps = new float[PHASES - 1][2 * REACH];
        for (int phase = 1; phase < PHASES; phase++) {
            for (int k = 0; k < 2 * REACH; k++) {
                // From sample i - 5 to sample i + 6, seen from the point phase / 4 after sample i.
                double distance = (double) phase / PHASES - (k - REACH + 1);
                double sinc = Math.sin(Math.PI * distance) / (Math.PI * distance);
                double window = 0.5 + 0.5 * Math.cos(Math.PI * distance / (REACH + 0.5));
                taps[phase - 1][k] = (float) (sinc * window);
            }
        }
        return taps;
    }

    /** The greatest level from sample {@code at} to just before the next; the ring's length is a power of two. */
    static float at(float[] ring, int at) {
        int mask = ring.length - 1;
        float peak = Math.abs(ring[at & mask]);
        for (float[] taps : TAPS) {
            float value = 0;
            for (int k = 0; k < taps.length; k++) {
                value += taps[k] * ring[at + k - REACH + 1 & mask];
            }
            peak = Math.max(peak, Math.abs(value));
        }
        return peak;
    }
}
