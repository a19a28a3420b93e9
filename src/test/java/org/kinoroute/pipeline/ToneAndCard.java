package org.kinoroute.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import javax.sound.sampled.AudioFileFormat;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import org.bytedeco.javacv.Frame;

/** A second of sound and a red picture, for engines and visuals that tests bring along. */
final class ToneAndCard {

    private ToneAndCard() {}

    static void writeTone(Path file) throws IOException {
        Files.createDirectories(file.getParent());
        byte[] pcm = new byte[2 * 22050];
        for (int i = 0; i < 22050; i++) {
            short sample = (short) (8000 * Math.sin(2 * Math.PI * 440 * i / 22050));
            pcm[2 * i] = (byte) sample;
            pcm[2 * i + 1] = (byte) (sample >> 8);
        }
        AudioInputStream sound =
                new AudioInputStream(new ByteArrayInputStream(pcm), new AudioFormat(22050, 16, 1, true, false), 22050);
        AudioSystem.write(sound, AudioFileFormat.Type.WAVE, file.toFile());
    }

    static void writeCard(Path file) throws IOException {
        Files.createDirectories(file.getParent());
        BufferedImage card = new BufferedImage(400, 300, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = card.createGraphics();
        graphics.setColor(new Color(0xe02020));
        graphics.fillRect(0, 0, 400, 300);
        graphics.dispose();
        ImageIO.write(card, "png", file.toFile());
    }

    /** RGB of a pixel of a frame in BGR. */
    static int colour(Frame frame, int x, int y) {
        ByteBuffer pixels = (ByteBuffer) frame.image[0];
        int at = y * frame.imageStride + 3 * x;
        return (pixels.get(at + 2) & 255) << 16 | (pixels.get(at + 1) & 255) << 8 | pixels.get(at) & 255;
    }

    static void isRed(int rgb) {
        assertThat(red(rgb)).as("%06x", rgb).isTrue();
    }

    static void isNotRed(int rgb) {
        assertThat(red(rgb)).as("%06x", rgb).isFalse();
    }

    private static boolean red(int rgb) {
        return (rgb >> 16) > 180 && (rgb >> 8 & 255) < 90 && (rgb & 255) < 90;
    }
}
