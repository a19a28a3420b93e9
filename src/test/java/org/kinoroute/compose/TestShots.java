package org.kinoroute.compose;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.kinoroute.store.ObjectStore;
import org.kinoroute.video.ChatLayout;
import org.kinoroute.video.Composition;
import org.kinoroute.video.Drawing;
import org.kinoroute.video.Settings;
import org.kinoroute.video.Sheet;
import org.kinoroute.video.Shot;
import org.kinoroute.video.Sprite;
import org.kinoroute.video.Timeline;
import org.kinoroute.video.Timeline.Cue;

/** Makes compositions of shots, silent ones. */
final class TestShots {

    static final int RATE = 48_000;
    static final int FPS = 30;

    int width = 270;
    int height = 480;
    double startBuffer = 0.5;
    double endBuffer = 0.5;
    double pause = 0.2;
    double transition = 0.3;
    boolean motion = true;
    long seed = 7;
    ChatLayout chat;

    private final ObjectStore store;
    private final List<Shot> shots = new ArrayList<>();
    private final List<Double> voices = new ArrayList<>();

    TestShots(ObjectStore store) {
        this.store = store;
    }

    /** @param shot null: the chat is seen */
    TestShots scene(Shot shot, double voice) {
        shots.add(shot);
        voices.add(voice);
        return this;
    }

    Composition build() {
        Settings settings = new Settings(
                width,
                height,
                FPS,
                Settings.Layout.SCROLL,
                1,
                startBuffer,
                endBuffer,
                pause,
                1.5,
                transition,
                motion,
                null,
                null,
                null,
                seed);
        List<Cue> cues = new ArrayList<>();
        Map<Integer, Shot> byScene = new HashMap<>();
        long at = Math.round(startBuffer * RATE);
        for (int i = 0; i < shots.size(); i++) {
            long voice = Math.round(voices.get(i) * RATE);
            long rest = i + 1 < shots.size() ? Math.round(pause * RATE) : 0;
            cues.add(new Cue(i, at, voice, rest, null, null, null, List.of()));
            at += voice + rest;
            if (shots.get(i) != null) {
                byScene.put(i, shots.get(i));
            }
        }
        Timeline timeline = new Timeline(RATE, cues, at + Math.round(endBuffer * RATE));
        return new Composition("Shots", "en", settings, timeline, chat, byScene, null);
    }

    static long start(Composition composition, int cue) {
        Timeline timeline = composition.timeline();
        return timeline.frameAt(
                timeline.cues().get(cue).start(), composition.settings().fps());
    }

    Shot flat(Color colour) {
        return Shot.still(put(filled(colour, width, height), "png"));
    }

    Shot photo(BufferedImage image, String motion) {
        return new Shot(Shot.Type.PHOTO, put(image, "png"), null, motion);
    }

    static Shot photo(String key, String motion) {
        return new Shot(Shot.Type.PHOTO, key, null, motion);
    }

    static Shot clip(String key) {
        return new Shot(Shot.Type.CLIP, key, null, null);
    }

    /** Blue with white bars, one for each layer, below one another. */
    Shot drawing(int layers) {
        int bar = height / 20;
        BufferedImage sheet = TestVideo.image(width, height + bar);
        Graphics2D g = sheet.createGraphics();
        g.setColor(Color.BLUE);
        g.fillRect(0, 0, width, height);
        g.setColor(Color.WHITE);
        g.fillRect(0, height, width, bar);
        g.dispose();
        List<Drawing.Layer> all = new ArrayList<>();
        for (int i = 0; i < layers; i++) {
            all.add(new Drawing.Layer(new Sprite(0, 0, height, width, bar), 0, barY(i)));
        }
        Sheet stored = new Sheet(put(sheet, "png"), width, height + bar);
        return new Shot(
                Shot.Type.DRAWING,
                null,
                new Drawing(width, height, List.of(stored), new Sprite(0, 0, 0, width, height), all),
                null);
    }

    /** Where the bar of a layer stands. */
    int barY(int layer) {
        return height / 10 + layer * height / 8;
    }

    String put(BufferedImage image, String type) {
        String key = "assets/picture-" + Integer.toHexString(System.identityHashCode(image)) + "." + type;
        store.put(key, bytes(image, type), "image/" + type);
        return key;
    }

    static byte[] bytes(BufferedImage image, String type) {
        try {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            ImageIO.write(image, type, out);
            return out.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A JPEG whose camera was held otherwise, by EXIF's number for it. */
    static byte[] turned(BufferedImage image, int orientation) {
        byte[] jpeg = bytes(image, "jpg");
        byte[] exif = {
            (byte) 0xff,
            (byte) 0xe1,
            0,
            34,
            'E',
            'x',
            'i',
            'f',
            0,
            0,
            'M',
            'M',
            0,
            42,
            0,
            0,
            0,
            8,
            0,
            1,
            1,
            0x12,
            0,
            3,
            0,
            0,
            0,
            1,
            0,
            (byte) orientation,
            0,
            0,
            0,
            0,
            0,
            0
        };
        byte[] all = new byte[jpeg.length + exif.length];
        System.arraycopy(jpeg, 0, all, 0, 2);
        System.arraycopy(exif, 0, all, 2, exif.length);
        System.arraycopy(jpeg, 2, all, 2 + exif.length, jpeg.length - 2);
        return all;
    }

    static BufferedImage filled(Color colour, int width, int height) {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D g = image.createGraphics();
        g.setColor(colour);
        g.fillRect(0, 0, width, height);
        g.dispose();
        return image;
    }

    /** Grey, with a soft white spot. */
    static BufferedImage spot(int width, int height, double x, double y, double size) {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        int[] pixels = Decoded.pixels(image);
        for (int j = 0; j < height; j++) {
            for (int i = 0; i < width; i++) {
                double square = (i + 0.5 - x) * (i + 0.5 - x) + (j + 0.5 - y) * (j + 0.5 - y);
                int grey = 40 + (int) Math.round(200 * Math.exp(-square / (2 * size * size)));
                pixels[j * width + i] = grey << 16 | grey << 8 | grey;
            }
        }
        return image;
    }

    /** Every frame of a composition, as it goes to the encoder. */
    static List<BufferedImage> frames(Composition composition, ObjectStore store) {
        List<BufferedImage> frames = new ArrayList<>();
        Backgrounds backgrounds = new Backgrounds(store, CompositionTest.properties(20));
        try (FrameComposer composer = new FrameComposer(composition, store, backgrounds, Progress.NONE)) {
            for (long i = 0; i < composition.timeline().frames(FPS); i++) {
                frames.add(Decoded.image(composer.draw(composer.look(i), null)));
            }
        }
        return frames;
    }

    /** Where the light of a picture lies within a box, weighed by how bright it is above grey. */
    static double[] centre(BufferedImage image, double x, double y, double reach) {
        int[] pixels = Decoded.pixels(image);
        double sum = 0;
        double sumX = 0;
        double sumY = 0;
        for (int j = (int) Math.max(0, y - reach); j < Math.min(image.getHeight(), y + reach); j++) {
            for (int i = (int) Math.max(0, x - reach); i < Math.min(image.getWidth(), x + reach); i++) {
                double light = Math.max(0, (pixels[j * image.getWidth() + i] >> 8 & 255) - 60);
                sum += light;
                sumX += light * (i + 0.5);
                sumY += light * (j + 0.5);
            }
        }
        return new double[] {sumX / sum, sumY / sum};
    }
}
