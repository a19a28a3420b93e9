package org.kinoroute.compose;

import org.kinoroute.video.Drawing;
import org.kinoroute.video.Settings;
import org.kinoroute.video.Shot;

/**
 * How the layers of a drawing enter, one after the other: each fades in and rises a little. Times are frames since the
 * drawing's base was whole.
 *
 * @param first when the first layer comes
 * @param step from one layer to the next
 * @param length that a layer takes; 0: all stand there from the beginning
 */
record LayerMotion(int layers, double first, double step, double length) {

    private static final long NOTHING = -1;
    private static final long ALL = Long.MAX_VALUE;

    private static final double LENGTH = 0.45;
    private static final double LEAST_STEP = 0.12;
    private static final double MOST_STEP = 1.5;

    /** Of the voice; by then all are there. */
    private static final double SHARE = 0.45;

    /**
     * @param start of the voice, in frames
     * @param voice how long it lasts, in frames
     * @return null for what is no drawing
     */
    static LayerMotion of(Shot shot, Settings settings, long start, long voice) {
        if (shot == null || shot.type() != Shot.Type.DRAWING) {
            return null;
        }
        Drawing drawing = shot.drawing();
        int count = drawing.layers().size();
        if (!settings.motion()) {
            return new LayerMotion(count, 0, 0, 0);
        }
        int fps = settings.fps();
        double seconds = (double) voice / fps;
        int steps = Math.max(1, count - 1);
        double step = Math.min(MOST_STEP, (SHARE * seconds - LENGTH) / steps);
        // A short voice: closer together, but for a very short one, in which all must be there in the end.
        step = Math.max(step, Math.min(LEAST_STEP, Math.max(0, seconds - LENGTH) / steps));
        return new LayerMotion(count, start, step * fps, LENGTH * fps);
    }

    /** How far a layer has entered at a moment, from 0 (nothing is seen) to 1 (it stands). */
    double entered(int layer, long moment) {
        if (moment == NOTHING || moment == ALL) {
            return moment == ALL ? 1 : 0;
        }
        return Math.max(0, Math.min(1, (moment + 1 - first - layer * step) / (length + 1)));
    }

    /** At equal moments it looks the same. */
    long moment(long frame) {
        if (length == 0 || layers == 0 || frame >= last()) {
            return ALL;
        }
        return frame < first ? NOTHING : frame;
    }

    /** From when on all layers stand. */
    long last() {
        return (long) Math.ceil(first + (layers - 1) * step + length);
    }
}
