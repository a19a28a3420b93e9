package org.kinoroute.compose;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Random;

/** Sounds for tests. */
final class Clicks {

    private Clicks() {}

    /** Soft noise with hard clicks, mono. */
    static byte[] over(int seconds, int rate) {
        int samples = seconds * rate;
        ByteBuffer wav = ByteBuffer.wrap(TestVideo.beep(samples, rate, 0)).order(ByteOrder.LITTLE_ENDIAN);
        Random random = new Random(5);
        for (int i = 0; i < samples; i++) {
            double level = i % (rate / 3) < 60 ? 0.95 : 0.08;
            wav.putShort(44 + 2 * i, (short) (32767 * level * (2 * random.nextDouble() - 1)));
        }
        return wav.array();
    }
}
