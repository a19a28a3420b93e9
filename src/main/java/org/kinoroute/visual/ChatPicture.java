package org.kinoroute.visual;

import java.awt.AlphaComposite;
import java.awt.Graphics2D;
import java.awt.Rectangle;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import javax.imageio.stream.ImageOutputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import org.kinoroute.store.ObjectStore;
import org.kinoroute.video.Box;
import org.kinoroute.video.ChatLayout;
import org.kinoroute.video.Problem;
import org.kinoroute.video.Sprite;
import org.springframework.stereotype.Component;

/** The chat's panel as it stands after a scene, put together from the stored sheets. */
@Component
public class ChatPicture {

    private final ObjectStore store;

    public ChatPicture(ObjectStore store) {
        this.store = store;
    }

    /** A bubble in the picture of the panel; it may lie above the window's upper edge, scrolled away. */
    public record Bubble(int scene, Box box, boolean mine) {}

    /** PNG of the panel after a scene, the newest bubble in view. */
    public byte[] png(ChatLayout layout, int scene, int height) {
        try {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            // By itself, ImageIO takes a detour by a file.
            try (ImageOutputStream png = new MemoryCacheImageOutputStream(out)) {
                ImageIO.write(image(layout, scene, height), "png", png);
            }
            return out.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where the bubbles lie in that picture, those of the scene's page from its first. */
    public static List<Bubble> bubbles(ChatLayout layout, int scene, int height) {
        int list = listTop(layout, scene, height);
        return shown(layout, scene).stream()
                .map(row -> new Bubble(
                        row.scene(),
                        new Box(
                                row.bubble().x(),
                                list + row.y() + row.bubble().y(),
                                row.bubble().width(),
                                row.bubble().height()),
                        row.mine()))
                .toList();
    }

    BufferedImage image(ChatLayout layout, int scene, int height) {
        BufferedImage image = new BufferedImage(layout.width(), height, BufferedImage.TYPE_INT_ARGB);
        Graphics2D canvas = image.createGraphics();
        canvas.setComposite(AlphaComposite.SrcOver);
        try {
            Sheets sheets = new Sheets(layout);
            int windowTop = layout.top().height();
            int windowBottom = height - layout.bottom().height();
            canvas.drawImage(sheets.cut(layout.wallpaper()), 0, windowTop, null);
            canvas.drawImage(sheets.cut(layout.top()), 0, 0, null);
            canvas.drawImage(sheets.cut(layout.bottom()), 0, windowBottom, null);
            canvas.setClip(new Rectangle(0, windowTop, layout.width(), Math.max(0, windowBottom - windowTop)));
            int list = listTop(layout, scene, height);
            for (ChatLayout.Row row : shown(layout, scene)) {
                int y = list + row.y();
                if (y < windowBottom && y + row.sprite().height() > windowTop) {
                    canvas.drawImage(sheets.cut(row.sprite()), 0, y, null);
                }
            }
        } finally {
            canvas.dispose();
        }
        return image;
    }

    /** Where the list's upper edge lies in the panel: at the window's, or as far above that the newest row is seen. */
    private static int listTop(ChatLayout layout, int scene, int height) {
        List<ChatLayout.Row> shown = shown(layout, scene);
        ChatLayout.Row newest = shown.get(shown.size() - 1);
        int window = layout.top().height() + layout.paddingTop();
        int bottom = height - layout.bottom().height() - layout.paddingBottom();
        return Math.min(window, bottom - newest.y() - newest.sprite().height());
    }

    private static List<ChatLayout.Row> shown(ChatLayout layout, int scene) {
        if (scene < 0 || scene >= layout.rows().size()) {
            throw new Problem("The chat has no scene " + scene + "; it has "
                    + layout.rows().size());
        }
        int page = layout.rows().get(scene).page();
        return layout.rows().subList(0, scene + 1).stream()
                .filter(row -> row.page() == page)
                .toList();
    }

    /** Reads sheets as they are needed, and keeps the last one: rows come in the order of the sheets. */
    private final class Sheets {

        private final ChatLayout layout;
        private int current = -1;
        private BufferedImage picture;

        Sheets(ChatLayout layout) {
            this.layout = layout;
        }

        BufferedImage cut(Sprite sprite) {
            if (sprite.sheet() != current) {
                picture = read(store.fetch(layout.sheets().get(sprite.sheet()).key()));
                current = sprite.sheet();
            }
            return picture.getSubimage(sprite.x(), sprite.y(), sprite.width(), sprite.height());
        }
    }

    static BufferedImage read(Path png) {
        try {
            return ImageIO.read(png.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
