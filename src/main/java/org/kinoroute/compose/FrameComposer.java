package org.kinoroute.compose;

import java.util.ArrayList;
import java.util.List;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.kinoroute.store.ObjectStore;
import org.kinoroute.video.Box;
import org.kinoroute.video.ChatLayout;
import org.kinoroute.video.Composition;
import org.kinoroute.video.Settings;

/**
 * Puts frames together out of background, chat and captions. The frame is kept: from one to the next, only what has
 * changed is written, and never a pixel of the background that the panel hides.
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
    private final PicturePlan picturePlan;
    private final ObjectStore store;
    private YuvPicture picture;
    private String pictureKey;
    private boolean fresh = true;

    FrameComposer(Composition composition, ObjectStore store) {
        this.store = store;
        settings = composition.settings();
        chat = composition.chat();
        shape = chat == null ? null : PanelShape.of(settings, chat);
        motion = chat == null ? null : new ChatMotion(composition, shape);
        picturePlan = new PicturePlan(composition);
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

    /** What is seen above the background at a frame; equal looks are equal pictures. */
    Look look(long frame) {
        String key = picturePlan.at(frame);
        return new Look(key != null || chat == null ? null : motion.at(frame), key, captionPlan.at(frame));
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
        if (look.chat == null) {
            drawPicture(look.picture);
        } else {
            drawChat(look.chat, background);
        }
        if (look.caption != null) {
            Box box = captionPainter.draw(look.caption, out);
            if (look.chat != null) {
                restore.add(new Box(box.x() - shape.x(), box.y() - shape.y(), box.width(), box.height()));
            }
        }
        return out.frame();
    }

    private void drawPicture(String key) {
        if (key == null) {
            out.fill(BACKDROP);
            return;
        }
        if (!key.equals(pictureKey)) {
            Picture read = Pictures.filling(store.fetch(key), settings.width(), settings.height());
            picture = new YuvPicture(settings.width(), settings.height(), true);
            picture.convert(read.argb, new Box(0, 0, settings.width(), settings.height()));
            pictureKey = key;
        }
        out.put(picture, 0, 0, 0, 0, settings.width(), settings.height());
        restore.clear();
        fresh = true;
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
        out.close();
    }

    /**
     * What is above the background.
     *
     * @param chat null: a picture fills the frame
     * @param picture key of the picture that fills the frame, or null
     * @param caption or null
     */
    record Look(ChatState chat, String picture, CaptionPlan.Shown caption) {

        Look withoutCaption() {
            return new Look(chat, picture, null);
        }
    }
}
