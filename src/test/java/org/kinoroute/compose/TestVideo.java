package org.kinoroute.compose;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.kinoroute.store.ObjectStore;
import org.kinoroute.video.Box;
import org.kinoroute.video.CaptionCards;
import org.kinoroute.video.ChatLayout;
import org.kinoroute.video.ChatLayout.Row;
import org.kinoroute.video.Composition;
import org.kinoroute.video.Settings;
import org.kinoroute.video.Sheet;
import org.kinoroute.video.Sprite;
import org.kinoroute.video.Timeline;
import org.kinoroute.video.Timeline.Cue;
import org.kinoroute.video.WordTime;

/** Makes a chat out of plain coloured boxes, with a beep for each voice, as the stages before composition would. */
final class TestVideo {

    static final Color TOP = new Color(0, 92, 75);
    static final Color BOTTOM = new Color(40, 50, 60);
    static final Color WALLPAPER = new Color(236, 229, 221);
    static final Color TYPING = new Color(120, 120, 120);
    static final Color CAPTION = new Color(20, 20, 20);
    static final Color SPOKEN = new Color(255, 210, 0);
    static final int RATE = 48_000;

    int width = 270;
    int height = 480;
    int fps = 30;
    int messages = 6;
    int rowsPerSheet = 12;
    int group = 0;
    double voice = 0.8;
    double pause = 0.5;
    double startBuffer = 1;
    double endBuffer = 1;
    int wavRate = 22_050;
    boolean motion;
    boolean captions;
    boolean beeps = true;
    double amplitude = 0.3;
    String background;
    String music;
    int rowHeight;
    String title = "A chat";

    private final ObjectStore store;
    private final List<Sheet> sheets = new ArrayList<>();

    TestVideo(ObjectStore store) {
        this.store = store;
    }

    /** Every bubble has a colour of its own. */
    static Color bubble(int index) {
        return Color.getHSBColor((index * 0.381966f) % 1, 0.55f + 0.4f * (index % 3) / 3, 0.9f);
    }

    /** Every third message is "me"'s. */
    static boolean mine(int index) {
        return index % 3 == 0;
    }

    int panelWidth() {
        return background == null ? width : (int) Math.round(width * 0.8) & ~1;
    }

    int row() {
        return rowHeight > 0 ? rowHeight : height / 12;
    }

    Composition build() {
        ChatLayout layout = layout();
        return new Composition(title, "pt-br", settings(), timeline(), layout, captions ? captions() : null);
    }

    Settings settings() {
        return new Settings(
                width,
                height,
                fps,
                group > 0 ? Settings.Layout.GROUPS : Settings.Layout.SCROLL,
                Math.max(1, group),
                startBuffer,
                endBuffer,
                pause,
                1.5,
                motion,
                captions ? "plain" : null,
                background,
                music,
                1);
    }

    Timeline timeline() {
        List<Cue> cues = new ArrayList<>();
        long at = Math.round(startBuffer * RATE);
        for (int i = 0; i < messages; i++) {
            // Lengths that fit neither the frames nor the files' own rate.
            long wavSamples = Math.round((voice + 0.0137 * (i % 7)) * wavRate);
            long length = Math.round((double) wavSamples * RATE / wavRate);
            long rest = i + 1 < messages ? Math.round(pause * RATE) : 0;
            String key = "voices/" + Integer.toHexString(System.identityHashCode(this)) + "-" + i % 7 + ".wav";
            if (beeps && !store.exists(key)) {
                store.put(key, beep((int) wavSamples, wavRate, amplitude), "audio/wav");
            }
            double seconds = (double) length / RATE;
            List<WordTime> words = List.of(
                    new WordTime("Hello", 0, seconds / 3),
                    new WordTime("message", seconds / 3, seconds * 2 / 3),
                    new WordTime(Integer.toString(i), seconds * 2 / 3, seconds));
            cues.add(new Cue(
                    i, at, length, rest, mine(i) ? "Me" : "You", "Hello message " + i, beeps ? key : null, words));
            at += length + rest;
        }
        return new Timeline(RATE, cues, at + Math.round(endBuffer * RATE));
    }

    static byte[] beep(int samples, int rate, double amplitude) {
        ByteBuffer wav = ByteBuffer.allocate(44 + samples * 2).order(ByteOrder.LITTLE_ENDIAN);
        wav.put("RIFF".getBytes()).putInt(36 + samples * 2).put("WAVEfmt ".getBytes());
        wav.putInt(16).putShort((short) 1).putShort((short) 1).putInt(rate).putInt(rate * 2);
        wav.putShort((short) 2).putShort((short) 16).put("data".getBytes()).putInt(samples * 2);
        for (int i = 0; i < samples; i++) {
            wav.putShort((short) Math.round(32767 * amplitude * Math.sin(2 * Math.PI * 880 * i / rate)));
        }
        return wav.array();
    }

    ChatLayout layout() {
        int panel = panelWidth();
        int row = row();
        int gap = row / 8;
        int top = height / 16;
        int bottom = height / 20;
        BufferedImage chrome = image(panel, top * 2 + bottom + height + row);
        Graphics2D g = graphics(chrome);
        fill(g, TOP, 0, 0, panel, top);
        fill(g, TOP.brighter(), 0, top, panel, top);
        fill(g, BOTTOM, 0, 2 * top, panel, bottom);
        fill(g, WALLPAPER, 0, 2 * top + bottom, panel, height);
        int typingY = 2 * top + bottom + height;
        round(g, TYPING, gap, typingY, panel / 4, row);
        sheets.add(sheet(chrome));
        List<Row> rows = new ArrayList<>();
        int y = 0;
        for (int i = 0; i < messages; i++) {
            int inSheet = i % rowsPerSheet;
            if (inSheet == 0) {
                int count = Math.min(rowsPerSheet, messages - i);
                BufferedImage sheet = image(panel, count * row);
                Graphics2D paint = graphics(sheet);
                for (int k = 0; k < count; k++) {
                    Box box = bubble(panel, row, gap, mine(i + k));
                    round(paint, bubble(i + k), box.x(), k * row + box.y(), box.width(), box.height());
                }
                sheets.add(sheet(sheet));
            }
            int page = group > 0 ? i / group : 0;
            if (i > 0 && page != rows.get(i - 1).page()) {
                y = 0;
            }
            Sprite sprite = new Sprite(sheets.size() - 1, 0, inSheet * row, panel, row);
            rows.add(new Row(i, page, y, sprite, bubble(panel, row, gap, mine(i)), mine(i)));
            y += row + gap;
        }
        return new ChatLayout(
                panel,
                List.copyOf(sheets),
                new Sprite(0, 0, 2 * top + bottom, panel, height),
                new Sprite(0, 0, 0, panel, top),
                Map.of("You", new Sprite(0, 0, top, panel, top)),
                new Sprite(0, 0, 2 * top, panel, bottom),
                Map.of("You", List.of(new Sprite(0, 0, typingY, panel, row))),
                1,
                panel / 20,
                gap,
                gap,
                rows);
    }

    private static Box bubble(int panel, int row, int gap, boolean mine) {
        int width = panel * 6 / 10;
        return new Box(mine ? panel - gap - width : gap, 0, width, row);
    }

    private CaptionCards captions() {
        int cardWidth = width / 2;
        int cardHeight = height / 16;
        BufferedImage image = image(cardWidth, 2 * cardHeight);
        Graphics2D g = graphics(image);
        round(g, CAPTION, 0, 0, cardWidth, cardHeight);
        round(g, SPOKEN, 0, cardHeight, cardWidth, cardHeight);
        Sheet sheet = sheet(image);
        List<Box> words = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            words.add(new Box(cardWidth * i / 3, 0, cardWidth / 3, cardHeight));
        }
        List<CaptionCards.Card> cards = new ArrayList<>();
        for (int i = 0; i < messages; i++) {
            cards.add(new CaptionCards.Card(
                    i,
                    0,
                    new Sprite(0, 0, 0, cardWidth, cardHeight),
                    new Sprite(0, 0, cardHeight, cardWidth, cardHeight),
                    words));
        }
        return new CaptionCards(List.of(sheet), height * 9 / 10, cards);
    }

    private Sheet sheet(BufferedImage image) {
        String key = "sheets/" + Integer.toHexString(System.identityHashCode(image)) + ".png";
        store.put(key, png(image), "image/png");
        return new Sheet(key, image.getWidth(), image.getHeight());
    }

    static BufferedImage image(int width, int height) {
        return new BufferedImage(width, height, BufferedImage.TYPE_INT_ARGB);
    }

    static byte[] png(BufferedImage image) {
        try {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            ImageIO.write(image, "png", out);
            return out.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Graphics2D graphics(BufferedImage image) {
        Graphics2D g = image.createGraphics();
        g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        return g;
    }

    private static void fill(Graphics2D g, Color colour, int x, int y, int width, int height) {
        g.setColor(colour);
        g.fillRect(x, y, width, height);
    }

    private static void round(Graphics2D g, Color colour, int x, int y, int width, int height) {
        g.setColor(colour);
        g.fillRoundRect(x, y, width, height, height / 2, height / 2);
    }
}
