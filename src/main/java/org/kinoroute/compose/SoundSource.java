package org.kinoroute.compose;

/** Stereo sound at the output's rate, read from its start to its end. */
interface SoundSource extends AutoCloseable {

    /** Fills both channels from {@code 0} to before {@code count}, or less at the end; how many samples were filled. */
    int read(float[] left, float[] right, int count);

    @Override
    void close();
}
