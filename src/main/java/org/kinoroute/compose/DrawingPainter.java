package org.kinoroute.compose;

import java.util.ArrayList;
import java.util.List;
import org.kinoroute.store.ObjectStore;
import org.kinoroute.video.Box;
import org.kinoroute.video.Drawing;

/** Draws a picture whose layers enter one after the other; layers that stand are not drawn again. */
final class DrawingPainter implements ShotPainter {

    /** How far a layer rises, of the picture's height. */
    private static final double RISE = 0.012;

    private final Drawing drawing;
    private final LayerMotion motion;
    private final Sprites sprites;
    private final YuvPicture picture;
    /** The base with the layers that stand. */
    private final Canvas standing;

    private final Canvas canvas;
    private final List<Box> entering = new ArrayList<>();
    private int stand;
    private long drawn = Long.MIN_VALUE;

    DrawingPainter(Drawing drawing, LayerMotion motion, ObjectStore store) {
        this.drawing = drawing;
        this.motion = motion;
        sprites = new Sprites(store, drawing.sheets());
        picture = new YuvPicture(drawing.width(), drawing.height(), true);
        standing = new Canvas(drawing.width(), drawing.height());
        canvas = new Canvas(drawing.width(), drawing.height());
        begin();
    }

    private void begin() {
        standing.copy(sprites.get(drawing.base()), 0, 0, drawing.height());
        stand = 0;
        copy(whole());
        picture.convert(canvas.argb, whole());
        entering.clear();
    }

    private Box whole() {
        return new Box(0, 0, drawing.width(), drawing.height());
    }

    @Override
    public void draw(long moment, Planes frame) {
        if (moment != drawn) {
            if (moment < drawn) {
                begin();
            }
            paint(moment);
            drawn = moment;
        }
        frame.put(picture, 0, 0, 0, 0, drawing.width(), drawing.height());
    }

    private void paint(long moment) {
        List<Box> dirty = new ArrayList<>(entering);
        entering.clear();
        dirty.forEach(this::copy);
        List<Drawing.Layer> layers = drawing.layers();
        while (stand < layers.size() && motion.entered(stand, moment) >= 1) {
            Drawing.Layer layer = layers.get(stand++);
            Picture sprite = sprites.get(layer.sprite());
            standing.blend(sprite, layer.x(), layer.y(), 255);
            Box box = new Box(layer.x(), layer.y(), sprite.width, sprite.height);
            copy(box);
            dirty.add(box);
        }
        for (int i = stand; i < layers.size() && motion.entered(i, moment) > 0; i++) {
            Drawing.Layer layer = layers.get(i);
            Picture sprite = sprites.get(layer.sprite());
            double rest = Math.pow(1 - motion.entered(i, moment), 3);
            double down = rest * RISE * drawing.height();
            canvas.blendBetween(sprite, layer.x(), layer.y() + down, (int) Math.round(255 * (1 - rest)));
            entering.add(new Box(layer.x(), layer.y(), sprite.width, sprite.height + (int) Math.ceil(down) + 1));
        }
        dirty.addAll(entering);
        dirty.forEach(box -> picture.convert(canvas.argb, visible(box)));
    }

    /** What stands in a part of the picture, in place of what is entering there. */
    private void copy(Box box) {
        Box part = visible(box);
        for (int y = part.y(); y < part.y() + part.height(); y++) {
            int at = y * drawing.width() + part.x();
            System.arraycopy(standing.argb, at, canvas.argb, at, part.width());
        }
    }

    private Box visible(Box box) {
        int left = Math.max(0, box.x());
        int top = Math.max(0, box.y());
        int right = Math.min(drawing.width(), box.x() + box.width());
        int bottom = Math.min(drawing.height(), box.y() + box.height());
        return new Box(left, top, Math.max(0, right - left), Math.max(0, bottom - top));
    }
}
