package org.kinoroute.dashboard;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.sound.sampled.AudioFileFormat;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;

/** Something to hear. */
final class Sounds {

    private Sounds() {}

    /** A tone of three seconds, as a WAV file. */
    static byte[] beep() {
        int rate = 22050;
        byte[] samples = new byte[3 * rate * 2];
        for (int i = 0; i < samples.length / 2; i++) {
            short value = (short) (4000 * Math.sin(2 * Math.PI * 440 * i / rate));
            samples[2 * i] = (byte) value;
            samples[2 * i + 1] = (byte) (value >> 8);
        }
        AudioFormat format = new AudioFormat(rate, 16, 1, true, false);
        try (ByteArrayOutputStream wav = new ByteArrayOutputStream()) {
            AudioSystem.write(
                    new AudioInputStream(new ByteArrayInputStream(samples), format, samples.length / 2),
                    AudioFileFormat.Type.WAVE,
                    wav);
            return wav.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
