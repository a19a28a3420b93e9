package org.kinoroute.bench;

import java.awt.AlphaComposite;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.RoundRectangle2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import javax.imageio.ImageIO;
import org.kinoroute.store.FolderStore;
import org.kinoroute.video.Box;
import org.kinoroute.video.ChatLayout;
import org.kinoroute.video.ChatLayout.Row;
import org.kinoroute.video.Composition;
import org.kinoroute.video.Settings;
import org.kinoroute.video.Sheet;
import org.kinoroute.video.Sprite;
import org.kinoroute.video.Timeline;
import org.kinoroute.video.Timeline.Cue;

/** A chat of 20 messages in 30 seconds at 1080x1920, with bubbles and text like a real one's. */
final class BenchChat {

    static final int WIDTH = 1080;
    static final int HEIGHT = 1920;
    static final int FPS = 30;
    static final int MESSAGES = 20;
    static final int PANEL_Y = 40;
    static final int RATE = 48_000;

    private static final int TOP = 170;
    private static final int BOTTOM = 130;
    private static final int GAP = 14;
    private static final int RADIUS = 40;
    private static final String[] WORDS = ("the train leaves at nine and nobody has the tickets yet so please look "
                    + "into the blue bag below the window before you call me again about coffee")
            .split(" ");

    private final boolean background;
    private final int panel;
    private final BufferedImage chrome;
    private final List<BufferedImage> rows = new ArrayList<>();
    private final List<Box> bubbles = new ArrayList<>();

    BenchChat(boolean background) {
        this.background = background;
        panel = background ? 864 : WIDTH;
        chrome = chrome();
        Random random = new Random(7);
        for (int i = 0; i < MESSAGES; i++) {
            rows.add(row(random, i % 2 == 0));
        }
    }

    int window() {
        return (background ? HEIGHT * 3 / 4 : HEIGHT) - TOP - BOTTOM;
    }

    Composition composition(FolderStore store, String backgroundKey, boolean motion) {
        store.put("chrome.png", png(chrome), "image/png");
        List<Row> laid = new ArrayList<>();
        int y = 0;
        int height = rows.stream().mapToInt(BufferedImage::getHeight).sum();
        BufferedImage sheet = new BufferedImage(panel, height, BufferedImage.TYPE_INT_ARGB);
        Graphics2D g = sheet.createGraphics();
        int sheetY = 0;
        for (int i = 0; i < MESSAGES; i++) {
            BufferedImage row = rows.get(i);
            g.drawImage(row, 0, sheetY, null);
            Sprite sprite = new Sprite(1, 0, sheetY, panel, row.getHeight());
            laid.add(new Row(i, 0, y, sprite, bubbles.get(i), i % 2 == 0));
            sheetY += row.getHeight();
            y += row.getHeight() + GAP;
        }
        store.put("rows.png", png(sheet), "image/png");
        List<Sprite> typing = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            typing.add(new Sprite(0, 0, TOP + BOTTOM + HEIGHT + i * 110, panel, 110));
        }
        ChatLayout layout = new ChatLayout(
                panel,
                List.of(
                        new Sheet("chrome.png", panel, chrome.getHeight()),
                        new Sheet("rows.png", panel, sheet.getHeight())),
                new Sprite(0, 0, TOP + BOTTOM, panel, HEIGHT),
                new Sprite(0, 0, 0, panel, TOP),
                Map.of(),
                new Sprite(0, 0, TOP, panel, BOTTOM),
                Map.of("You", typing),
                0.9,
                RADIUS,
                24,
                24,
                laid);
        Settings settings = new Settings(
                WIDTH, HEIGHT, FPS, Settings.Layout.SCROLL, 4, 1, 3, 0.5, 1.5, motion, null, backgroundKey, null, 1);
        return new Composition("Bench", "en", settings, timeline(store), layout, null);
    }

    private static Timeline timeline(FolderStore store) {
        long voice = Math.round((30 - 1 - 3 - 0.5 * (MESSAGES - 1)) / MESSAGES * RATE);
        store.put("voice.wav", wav((int) voice), "audio/wav");
        List<Cue> cues = new ArrayList<>();
        long at = RATE;
        for (int i = 0; i < MESSAGES; i++) {
            long pause = i + 1 < MESSAGES ? RATE / 2 : 0;
            cues.add(new Cue(i, at, voice, pause, i % 2 == 0 ? "Me" : "You", "text", "voice.wav", List.of()));
            at += voice + pause;
        }
        return new Timeline(RATE, cues, 30L * RATE);
    }

    /** A buzz that rises and falls like syllables. */
    private static byte[] wav(int samples) {
        ByteBuffer wav = ByteBuffer.allocate(44 + samples * 2).order(ByteOrder.LITTLE_ENDIAN);
        wav.put("RIFF".getBytes()).putInt(36 + samples * 2).put("WAVEfmt ".getBytes());
        wav.putInt(16).putShort((short) 1).putShort((short) 1).putInt(RATE).putInt(RATE * 2);
        wav.putShort((short) 2).putShort((short) 16).put("data".getBytes()).putInt(samples * 2);
        for (int i = 0; i < samples; i++) {
            double time = (double) i / RATE;
            double tone = 0;
            for (int k = 1; k < 12; k++) {
                tone += Math.sin(2 * Math.PI * 140 * k * time) / k;
            }
            wav.putShort((short) (4000 * tone * (0.6 + 0.4 * Math.sin(2 * Math.PI * 4 * time))));
        }
        return wav.array();
    }

    /** The whole panel after each message, as a program would paste it that takes a screenshot of each state. */
    List<BufferedImage> panels() {
        List<BufferedImage> panels = new ArrayList<>();
        for (int shown = 0; shown <= MESSAGES; shown++) {
            BufferedImage image = new BufferedImage(panel, TOP + window() + BOTTOM, BufferedImage.TYPE_INT_ARGB);
            // The panel grows with the list, in Kinoroute's video too.
            int window = background ? Math.max(48 + HEIGHT / 12, Math.min(window(), 48 + list(shown))) : window();
            int height = TOP + window + BOTTOM;
            Graphics2D g = graphics(image);
            g.setColor(Color.WHITE);
            int radius = background ? 2 * RADIUS : 0;
            g.fill(new RoundRectangle2D.Double(0, 0, panel, height, radius, radius));
            g.setComposite(AlphaComposite.SrcIn);
            g.drawImage(content(shown, window), 0, 0, null);
            panels.add(image);
        }
        return panels;
    }

    private BufferedImage content(int shown, int window) {
        BufferedImage image = new BufferedImage(panel, TOP + window + BOTTOM, BufferedImage.TYPE_INT_ARGB);
        Graphics2D g = image.createGraphics();
        g.drawImage(chrome.getSubimage(0, TOP + BOTTOM, panel, window), 0, TOP, null);
        int y = TOP + Math.min(24, window - 24 - list(shown));
        for (int i = 0; i < shown; i++) {
            g.drawImage(rows.get(i), 0, y, null);
            y += rows.get(i).getHeight() + GAP;
        }
        g.drawImage(chrome.getSubimage(0, 0, panel, TOP), 0, 0, null);
        g.drawImage(chrome.getSubimage(0, TOP, panel, BOTTOM), 0, TOP + window, null);
        return image;
    }

    private int list(int shown) {
        int height = 0;
        for (int i = 0; i < shown; i++) {
            height += rows.get(i).getHeight() + (i + 1 < shown ? GAP : 0);
        }
        return height;
    }

    private BufferedImage chrome() {
        BufferedImage image = new BufferedImage(panel, TOP + BOTTOM + HEIGHT + 330, BufferedImage.TYPE_INT_ARGB);
        Graphics2D g = graphics(image);
        g.setColor(new Color(0, 92, 75));
        g.fillRect(0, 0, panel, TOP);
        g.setColor(Color.WHITE);
        g.fillOval(40, 70, 80, 80);
        g.setFont(new Font(Font.SANS_SERIF, Font.BOLD, 40));
        g.drawString("Somebody", 150, 122);
        g.setColor(new Color(245, 245, 245));
        g.fillRect(0, TOP, panel, BOTTOM);
        g.setColor(Color.WHITE);
        g.fillRoundRect(30, TOP + 25, panel - 160, 80, 80, 80);
        g.setColor(new Color(236, 229, 221));
        g.fillRect(0, TOP + BOTTOM, panel, HEIGHT);
        g.setColor(new Color(226, 219, 209));
        Random random = new Random(3);
        for (int i = 0; i < 400; i++) {
            g.drawOval(random.nextInt(panel), TOP + BOTTOM + random.nextInt(HEIGHT - 40), 30, 30);
        }
        for (int phase = 0; phase < 3; phase++) {
            int y = TOP + BOTTOM + HEIGHT + phase * 110;
            g.setColor(Color.WHITE);
            g.fillRoundRect(30, y, 170, 90, 50, 50);
            for (int dot = 0; dot < 3; dot++) {
                g.setColor(dot == phase ? Color.DARK_GRAY : Color.LIGHT_GRAY);
                g.fillOval(60 + dot * 40, y + 33, 26, 26);
            }
        }
        return image;
    }

    private BufferedImage row(Random random, boolean mine) {
        int lines = 1 + random.nextInt(4);
        int height = 60 + lines * 48;
        BufferedImage image = new BufferedImage(panel, height, BufferedImage.TYPE_INT_ARGB);
        Graphics2D g = graphics(image);
        int width = panel * 7 / 10;
        int x = mine ? panel - width - 30 : 30;
        g.setColor(mine ? new Color(217, 253, 211) : Color.WHITE);
        g.fillRoundRect(x, 0, width, height, 40, 40);
        g.setColor(new Color(17, 27, 33));
        g.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, 36));
        for (int line = 0; line < lines; line++) {
            StringBuilder text = new StringBuilder();
            while (g.getFontMetrics().stringWidth(text.toString()) < width - 230) {
                text.append(WORDS[random.nextInt(WORDS.length)]).append(' ');
            }
            g.drawString(text.toString(), x + 30, 55 + line * 48);
        }
        bubbles.add(new Box(x, 0, width, height));
        return image;
    }

    private static Graphics2D graphics(BufferedImage image) {
        Graphics2D g = image.createGraphics();
        g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        g.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        return g;
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
}
