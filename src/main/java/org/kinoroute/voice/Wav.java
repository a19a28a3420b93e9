package org.kinoroute.voice;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import javax.sound.sampled.UnsupportedAudioFileException;

/** WAV files of one channel and 16 bits. */
final class Wav {

    static final int HEADER = 44;

    private Wav() {}

    static byte[] of(short[] pcm, int sampleRate) {
        int size = pcm.length * 2;
        ByteBuffer wav = ByteBuffer.allocate(HEADER + size).order(ByteOrder.LITTLE_ENDIAN);
        wav.put(ascii("RIFF")).putInt(HEADER - 8 + size).put(ascii("WAVE"));
        wav.put(ascii("fmt ")).putInt(16).putShort((short) 1).putShort((short) 1);
        wav.putInt(sampleRate).putInt(sampleRate * 2).putShort((short) 2).putShort((short) 16);
        wav.put(ascii("data")).putInt(size);
        wav.asShortBuffer().put(pcm);
        return wav.array();
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    /** The sound of a file. */
    static Speech read(byte[] wav) {
        return read(wav, AudioSystem.NOT_SPECIFIED);
    }

    /** The sound of a file at a rate, Hz; several channels become one. */
    static Speech read(byte[] wav, int wanted) {
        try (AudioInputStream sound = AudioSystem.getAudioInputStream(new ByteArrayInputStream(wav))) {
            int rate = wanted == AudioSystem.NOT_SPECIFIED
                    ? (int) sound.getFormat().getSampleRate()
                    : wanted;
            AudioFormat plain = new AudioFormat(rate, 16, 1, true, false);
            boolean asItIs = plain.matches(sound.getFormat());
            try (AudioInputStream mono = asItIs ? sound : AudioSystem.getAudioInputStream(plain, sound)) {
                return new Speech(samples(mono.readAllBytes()), rate, List.of(), null, List.of());
            }
        } catch (UnsupportedAudioFileException | IOException e) {
            throw new IllegalArgumentException("no WAV file", e);
        }
    }

    /** The samples of 16 bits, as a WAV holds them. */
    static short[] samples(byte[] data) {
        short[] pcm = new short[data.length / 2];
        ByteBuffer.wrap(data).order(ByteOrder.LITTLE_ENDIAN).asShortBuffer().get(pcm);
        return pcm;
    }
}
