package org.kinoroute.compose;

/** Stereo sound at the output's rate, read from its start to its end. */
interface SoundSource extends AutoCloseable {

    /** Fills both channels from {@code 0} on with up to {@code count} samples, and tells how many; 0 at the end only. */
    int read(float[] left, float[] right, int count);

    @Override
    void close();
}
