package org.kinoroute.compose;

/**
 * A sound at a gain, with its true peaks held below a ceiling. It turns down before a peak and up after it, smoothly;
 * samples stay where they are.
 */
final class Limiter implements SoundSource {

    /** Samples that a peak is seen ahead; 5 ms at 48 kHz. */
    private static final int AHEAD = 240;

    /** Per sample, of what is missing; about 100 ms at 48 kHz. */
    private static final float RELEASE = 1 / 4800f;

    private static final int RING = 1024;
    private static final int MASK = RING - 1;

    private final SoundSource source;
    private final float gain;
    private final float ceiling;
    private final float[] left = new float[RING];
    private final float[] right = new float[RING];
    private final float[] wanted = new float[RING];
    private final float[] envelope = new float[RING];
    /** Places of the window's wanted gains that may yet be the least, rising in both place and gain. */
    private final long[] least = new long[RING];

    private int leastFrom;
    private int leastTo;
    private final float[] blockLeft = new float[SoundTrack.BLOCK];
    private final float[] blockRight = new float[SoundTrack.BLOCK];
    private int blockAt;
    private int blockEnd;
    private long in;
    private long out;
    private long end = Long.MAX_VALUE;
    private float level = 1;
    private double sum = AHEAD;
    private float highest;

    Limiter(SoundSource source, double gain, double ceiling) {
        this.source = source;
        this.gain = (float) gain;
        this.ceiling = (float) ceiling;
        java.util.Arrays.fill(envelope, 1);
    }

    /** The greatest true peak so far, as it would be without the limit. */
    float highest() {
        return highest;
    }

    @Override
    public int read(float[] toLeft, float[] toRight, int count) {
        for (int i = 0; i < count; i++) {
            while (in < out + AHEAD + 2L * TruePeak.REACH + 1) {
                take();
            }
            if (out >= end) {
                return i;
            }
            int at = (int) out & MASK;
            float turn = next();
            toLeft[i] = left[at] * turn;
            toRight[i] = right[at] * turn;
            out++;
        }
        return count;
    }

    /** Takes one sample in, or silence after the end, and says what gain the one some samples before it wants. */
    private void take() {
        if (blockAt == blockEnd && end == Long.MAX_VALUE) {
            blockAt = 0;
            blockEnd = source.read(blockLeft, blockRight, blockLeft.length);
            if (blockEnd == 0) {
                end = in;
            }
        }
        int at = (int) in & MASK;
        boolean there = blockAt < blockEnd;
        left[at] = there ? blockLeft[blockAt] * gain : 0;
        right[at] = there ? blockRight[blockAt] * gain : 0;
        if (there) {
            blockAt++;
        }
        in++;
        long seen = in - 1 - TruePeak.REACH;
        if (seen >= 0) {
            want(seen);
        }
    }

    private void want(long seen) {
        int at = (int) seen & MASK;
        float loud = Math.max(Math.abs(left[at]), Math.abs(right[at]));
        loud = Math.max(loud, Math.max(Math.abs(left[at + 1 & MASK]), Math.abs(right[at + 1 & MASK])));
        float peak = loud;
        // Far below the ceiling, nothing between two samples reaches it.
        if (loud > 0.5f * Math.min(1, ceiling)) {
            peak = Math.max(loud, Math.max(TruePeak.at(left, at), TruePeak.at(right, at)));
        }
        highest = Math.max(highest, peak);
        wanted[at] = peak > ceiling ? ceiling / peak : 1;
        while (leastFrom != leastTo && wanted[(int) least[leastTo - 1 & MASK] & MASK] >= wanted[at]) {
            leastTo = leastTo - 1 & MASK;
        }
        least[leastTo] = seen;
        leastTo = leastTo + 1 & MASK;
    }

    private float next() {
        while (least[leastFrom] < out - 1) {
            leastFrom = leastFrom + 1 & MASK;
        }
        float low = wanted[(int) least[leastFrom] & MASK];
        level = Math.min(low, level + (1 - level) * RELEASE);
        int at = (int) out & MASK;
        envelope[at] = level;
        // The mean of levels that are all low enough for this sample is low enough too, and has no steps.
        sum += level - envelope[(int) (out - AHEAD) & MASK];
        return (float) Math.min(1, sum / AHEAD);
    }

    @Override
    public void close() {
        source.close();
    }
}
