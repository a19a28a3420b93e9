package org.kinoroute.compose;

import java.util.ArrayList;
import java.util.List;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.kinoroute.compose.ShotPlan.Piece;
import org.kinoroute.store.ObjectStore;
import org.kinoroute.video.Box;
import org.kinoroute.video.ChatLayout;
import org.kinoroute.video.Composition;
import org.kinoroute.video.Settings;

/**
 * Puts frames together out of background, chat, shots and captions. The frame is kept: of a chat, only what has changed is
 * written from one to the next, and never a pixel of the background that the panel hides.
 */
final class FrameComposer implements AutoCloseable {

    /** Around a chat that does not fill the frame though there is no background. */
    private static final int BACKDROP = 0x10131a;

    private final Settings settings;
    private final ChatLayout chat;
    private final PanelShape shape;
    private final ChatMotion motion;
    private final CaptionPlan captionPlan;
    private final ChatPainter painter;
    private final CaptionPainter captionPainter;
    private final YuvPicture panel;
    private final Corners corners;
    private final Planes out;
    private final List<Box> restore = new ArrayList<>();
    private final ShotPlan shotPlan;
    private final Shots shots;
    private Planes above;
    private boolean fresh = true;

    FrameComposer(Composition composition, ObjectStore store, Backgrounds backgrounds, Progress progress) {
        settings = composition.settings();
        chat = composition.chat();
        shape = chat == null ? null : PanelShape.of(settings, chat);
        motion = chat == null ? null : new ChatMotion(composition, shape);
        shotPlan = new ShotPlan(composition);
        shots = new Shots(settings, store, backgrounds, progress);
        captionPlan = new CaptionPlan(composition);
        painter = chat == null ? null : new ChatPainter(chat, shape, new Sprites(store, chat.sheets()));
        captionPainter = composition.captions() == null
                ? null
                : new CaptionPainter(
                        composition.captions(),
                        settings,
                        new Sprites(store, composition.captions().sheets()));
        panel = chat == null ? null : new YuvPicture(shape.width(), shape.highest() + 1 & ~1, true);
        corners = chat != null && shape.radius() > 0 ? new Corners(shape.radius()) : null;
        out = new Planes(settings.width(), settings.height());
    }

    /** Whether pictures last, but for short moments; a moving background aside. */
    boolean isStill() {
        return shotPlan.isStill();
    }

    /** What is seen above the background at a frame; equal looks are equal pictures. */
    Look look(long frame) {
        ShotPlan.Moment moment = shotPlan.at(frame);
        Piece below = moment.below();
        Piece above = moment.above();
        ChatState state = null;
        int weight = moment.weight();
        if (below.isChat() || above != null && above.isChat()) {
            state = chat == null ? null : motion.at(frame);
            if (!below.isChat()) {
                // The chat is always drawn first; what fades away is laid over it.
                above = below;
                weight = 256 - weight;
            }
            below = null;
        }
        return new Look(
                state,
                below,
                below == null ? 0 : below.moment(frame),
                above,
                above == null ? 0 : above.moment(frame),
                above == null ? 0 : weight,
                captionPlan.at(frame));
    }

    /** A frame at which the first shot is whole, with all its layers; for a video without a chat. */
    long wholeShot() {
        Piece piece = shotPlan.pieces().get(0);
        long until = shotPlan.pieces().size() > 1 ? shotPlan.pieces().get(1).appears() - 1 : piece.to() - 1;
        long frame = piece.layers() == null
                ? (piece.from() + until) / 2
                : piece.from() + piece.layers().last();
        return Math.max(0, Math.min(until, frame));
    }

    /** How much of the highest window rows fill, in pixels. */
    int filled(Look look) {
        ChatState state = look.chat;
        if (state == null || state.end() == state.first()) {
            return 0;
        }
        ChatLayout.Row last = chat.rows().get(state.end() - 1);
        return Math.min(
                shape.maxWindow(), chat.paddingTop() + last.y() + last.sprite().height());
    }

    /**
     * The picture of a look, which is good until the next call.
     *
     * @param background of the frame's size, or null: none
     */
    AVFrame draw(Look look, AVFrame background) {
        shots.keep(look.below, look.above);
        if (look.below != null) {
            shots.draw(look.below, look.belowMoment, out);
        } else if (look.chat != null) {
            drawChat(look.chat, background);
        } else {
            out.fill(BACKDROP);
        }
        if (look.above != null) {
            if (above == null) {
                above = new Planes(settings.width(), settings.height());
            }
            shots.draw(look.above, look.aboveMoment, above);
            out.mix(above, look.weight);
        }
        if (look.chat == null || look.above != null) {
            // When the chat is seen next, nothing of it is there.
            restore.clear();
            fresh = true;
        }
        if (look.caption != null) {
            Box box = captionPainter.draw(look.caption, out);
            if (!fresh) {
                restore.add(new Box(box.x() - shape.x(), box.y() - shape.y(), box.width(), box.height()));
            }
        }
        return out.frame();
    }

    private void drawChat(ChatState state, AVFrame background) {
        int height = shape.height(state.window());
        for (Box dirty : painter.draw(state)) {
            panel.convert(painter.canvas().argb, dirty);
            put(dirty, height);
        }
        if (background != null) {
            surround(background, height);
        } else if (fresh) {
            out.fill(BACKDROP);
        }
        if (fresh) {
            put(new Box(0, 0, shape.width(), height), height);
        }
        fresh = false;
        restore.forEach(box -> put(box, height));
        restore.clear();
        if (corners != null && background != null) {
            corner(background, height);
            corners.draw(out, panel, shape.x(), shape.y(), height);
        }
    }

    /** Takes the background over all around the panel. */
    private void surround(AVFrame background, int height) {
        int width = settings.width();
        int right = shape.x() + shape.width();
        int bottom = Math.min(settings.height(), shape.y() + height);
        out.copy(background, 0, 0, width, shape.y());
        out.copy(background, 0, shape.y(), shape.x(), bottom - shape.y());
        out.copy(background, right, shape.y(), width - right, bottom - shape.y());
        out.copy(background, 0, bottom, width, settings.height() - bottom);
    }

    private void corner(AVFrame background, int height) {
        int size = corners.size();
        for (int which = 0; which < 4; which++) {
            int x = shape.x() + ((which & 1) == 0 ? 0 : shape.width() - size);
            int y = shape.y() + ((which & 2) == 0 ? 0 : height - size);
            out.copy(background, x, y, size, size);
        }
    }

    /** Writes a part of the panel into the frame, as far as it lies in both; made even. */
    private void put(Box part, int height) {
        int visible = Math.min(height, settings.height() - shape.y());
        int x0 = Math.max(0, part.x() & ~1);
        int y0 = Math.max(0, part.y() & ~1);
        int x1 = Math.min(shape.width(), part.x() + part.width() + 1 & ~1);
        int y1 = Math.min(visible, part.y() + part.height() + 1 & ~1);
        if (x0 < x1 && y0 < y1) {
            out.put(panel, shape.x(), shape.y(), x0, y0, x1 - x0, y1 - y0);
        }
    }

    @Override
    public void close() {
        shots.close();
        if (above != null) {
            above.close();
        }
        out.close();
    }

    /**
     * What is above the background.
     *
     * @param chat null: it is not seen
     * @param below the shot that fills the frame; null: there is none, or the chat is seen
     * @param above what is laid over it, or null
     * @param weight of what is laid over, of 256
     * @param caption or null
     */
    record Look(
            ChatState chat,
            Piece below,
            long belowMoment,
            Piece above,
            long aboveMoment,
            int weight,
            CaptionPlan.Shown caption) {

        Look withoutCaption() {
            return new Look(chat, below, belowMoment, above, aboveMoment, weight, null);
        }
    }
}
