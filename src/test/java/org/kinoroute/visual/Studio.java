package org.kinoroute.visual;

import java.awt.AlphaComposite;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferInt;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.kinoroute.OneBrowser;
import org.kinoroute.store.FolderStore;
import org.kinoroute.video.Asset;
import org.kinoroute.video.Chat;
import org.kinoroute.video.ChatLayout;
import org.kinoroute.video.Format;
import org.kinoroute.video.Participant;
import org.kinoroute.video.Scene;
import org.kinoroute.video.Script;
import org.kinoroute.video.Settings;
import org.kinoroute.video.Sprite;

/** What the tests of pictures share: one real browser, a store that is a folder, and probes of what was drawn. */
final class Studio {

    static final Browser BROWSER = OneBrowser.BROWSER;
    static final FolderStore STORE = new FolderStore(temporary());
    static final ChatVisual CHAT = new ChatVisual(BROWSER, STORE, VisualProperties.defaults());
    static final ChatPicture PICTURE = new ChatPicture(STORE);

    private Studio() {}

    static Path temporary() {
        try {
            return Files.createTempDirectory(Files.createDirectories(Path.of("target/visual-tests")), "");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Asset sample(String name) {
        String key = "assets/" + name;
        if (!STORE.exists(key)) {
            STORE.put(key, Path.of("config/samples/pictures", name), PageFiles.typeOf(name));
        }
        return new Asset(key);
    }

    static Settings frame(int width, int height) {
        return settings(width, height, "backgrounds/any.mp4", Settings.Layout.SCROLL, 4);
    }

    static Settings settings(int width, int height, String background, Settings.Layout layout, int perGroup) {
        return new Settings(width, height, 30, layout, perGroup, 1, 3, 0.5, 1.5, true, null, background, null, 1);
    }

    static Script chat(Scene... scenes) {
        return chat(Chat.Look.ANDROID, Chat.Theme.LIGHT, scenes);
    }

    static Script chat(Chat.Look look, Chat.Theme theme, Scene... scenes) {
        return chat("en", new Chat("Ana", false, null, "online", look, theme, "9:41", 80), scenes);
    }

    static Script chat(String language, Chat chat, Scene... scenes) {
        return new Script(
                Format.CHAT,
                "Test",
                language,
                "Bruno",
                List.of(new Participant("Ana"), new Participant("Bruno"), new Participant("Carla Dias")),
                chat,
                List.of(scenes));
    }

    static Scene[] plain(int count) {
        return IntStream.range(0, count)
                .mapToObj(i ->
                        Scenes.say(i % 3 == 0 ? "Bruno" : "Ana", "Message number " + i + " says hello. ".repeat(i % 7)))
                .toArray(Scene[]::new);
    }

    /** Draws a chat and stores its sheets, as the pipeline does. */
    static Drawn draw(Script script, Settings settings) {
        Path folder = temporary();
        ChatLayout layout = CHAT.render(script, settings, folder);
        List<BufferedImage> sheets = new ArrayList<>();
        for (int i = 0; i < layout.sheets().size(); i++) {
            Path png = folder.resolve("sheet-" + i + ".png");
            if (!STORE.exists(layout.sheets().get(i).key())) {
                STORE.put(layout.sheets().get(i).key(), png, "image/png");
            }
            sheets.add(ChatPicture.read(png));
        }
        return new Drawn(layout, sheets);
    }

    /** A chat with the pictures of its sheets. */
    record Drawn(ChatLayout layout, List<BufferedImage> sheets) {

        BufferedImage cut(Sprite sprite) {
            return sheets.get(sprite.sheet()).getSubimage(sprite.x(), sprite.y(), sprite.width(), sprite.height());
        }

        BufferedImage row(int scene) {
            return cut(layout.rows().get(scene).sprite());
        }

        /** The bubble alone. */
        BufferedImage bubble(int scene) {
            var box = layout.rows().get(scene).bubble();
            return row(scene).getSubimage(box.x(), box.y(), box.width(), box.height());
        }
    }

    /** How many pixels are about of a colour. */
    static int count(BufferedImage image, int rgb) {
        return countWhere(image, pixel -> pixel >>> 24 > 200 && distance(pixel, rgb) < 24);
    }

    /** How many pixels are about of a hue, whatever their brightness; for edges and emojis. */
    static int countWhere(BufferedImage image, IntPredicate wanted) {
        int found = 0;
        for (int pixel : pixels(image)) {
            if (wanted.test(pixel)) {
                found++;
            }
        }
        return found;
    }

    /** All pixels, line by line, as {@code getRGB} has them; much faster than one after the other. */
    static int[] pixels(BufferedImage image) {
        BufferedImage copy = new BufferedImage(image.getWidth(), image.getHeight(), BufferedImage.TYPE_INT_ARGB);
        Graphics2D graphics = copy.createGraphics();
        graphics.setComposite(AlphaComposite.Src);
        graphics.drawImage(image, 0, 0, null);
        graphics.dispose();
        return ((DataBufferInt) copy.getRaster().getDataBuffer()).getData();
    }

    static int distance(int a, int b) {
        return Math.max(
                Math.abs((a >> 16 & 255) - (b >> 16 & 255)),
                Math.max(Math.abs((a >> 8 & 255) - (b >> 8 & 255)), Math.abs((a & 255) - (b & 255))));
    }

    static boolean isOpaque(BufferedImage image) {
        return countWhere(image, pixel -> pixel >>> 24 != 255) == 0;
    }
}
