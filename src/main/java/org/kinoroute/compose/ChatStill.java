package org.kinoroute.compose;

import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.TexturePaint;
import java.awt.geom.RoundRectangle2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.imageio.ImageIO;
import javax.imageio.stream.ImageOutputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import org.kinoroute.store.ObjectStore;
import org.kinoroute.video.Composition;
import org.kinoroute.video.Problem;
import org.kinoroute.video.Timeline;
import org.kinoroute.video.Timeline.Cue;
import org.springframework.stereotype.Component;

/** The chat's panel as a video shows it while a message is told, without the background around it. */
@Component("chatStill")
public class ChatStill {

    private final ObjectStore store;

    public ChatStill(ObjectStore store) {
        this.store = store;
    }

    /**
     * A PNG of the panel at the end of a message's voice, painted as the video's frames are.
     *
     * @param scene index of the message in the script
     * @throws Problem if the chat has no such message
     */
    public byte[] png(Composition composition, int scene) {
        if (composition.chat() == null || composition.chat().rows().stream().noneMatch(row -> row.scene() == scene)) {
            throw new Problem("The chat of this video has no message " + scene);
        }
        PanelShape shape = PanelShape.of(composition.settings(), composition.chat());
        ChatState state = new ChatMotion(composition, shape).at(frame(composition, scene));
        ChatPainter painter = new ChatPainter(
                composition.chat(), shape, new Sprites(store, composition.chat().sheets()));
        painter.draw(state);
        int height = shape.height(state.window());
        BufferedImage panel = new BufferedImage(shape.width(), height, BufferedImage.TYPE_INT_ARGB_PRE);
        panel.getRaster().setDataElements(0, 0, shape.width(), height, painter.canvas().argb);
        return png(shape.radius() == 0 ? panel : rounded(panel, shape.radius()));
    }

    /** The last one that belongs to the message's voice: it is whole then. */
    private static long frame(Composition composition, int scene) {
        Timeline timeline = composition.timeline();
        int fps = composition.settings().fps();
        Cue cue = timeline.cues().get(scene);
        long start = timeline.frameAt(cue.start(), fps);
        return Math.max(start, timeline.frameAt(cue.start() + cue.voice(), fps) - 1);
    }

    private static BufferedImage rounded(BufferedImage panel, int radius) {
        BufferedImage rounded = new BufferedImage(panel.getWidth(), panel.getHeight(), BufferedImage.TYPE_INT_ARGB);
        Graphics2D canvas = rounded.createGraphics();
        canvas.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        RoundRectangle2D whole =
                new RoundRectangle2D.Float(0, 0, panel.getWidth(), panel.getHeight(), 2 * radius, 2 * radius);
        canvas.setPaint(new TexturePaint(panel, whole.getBounds2D()));
        canvas.fill(whole);
        canvas.dispose();
        return rounded;
    }

    private static byte[] png(BufferedImage image) {
        try {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            // By itself, ImageIO takes a detour by a file.
            try (ImageOutputStream png = new MemoryCacheImageOutputStream(out)) {
                ImageIO.write(image, "png", png);
            }
            return out.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
