package org.kinoroute.docs;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Something to be heard, as a WAV file. */
final class Recording {

    private static final int RATE = 24_000;

    private Recording() {}

    static byte[] wav(int seconds) {
        int samples = seconds * RATE;
        ByteBuffer wav = ByteBuffer.allocate(44 + 2 * samples).order(ByteOrder.LITTLE_ENDIAN);
        wav.put("RIFF".getBytes()).putInt(36 + 2 * samples).put("WAVEfmt ".getBytes());
        wav.putInt(16).putShort((short) 1).putShort((short) 1).putInt(RATE).putInt(2 * RATE);
        wav.putShort((short) 2).putShort((short) 16).put("data".getBytes()).putInt(2 * samples);
        for (int i = 0; i < samples; i++) {
            wav.putShort((short) (9000 * Math.sin(i / 10.0)));
        }
        return wav.array();
    }
}
