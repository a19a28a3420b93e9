package org.kinoroute.compose;

/**
 * Draws a plane at any scale and place into one of a frame, exact to a small part of a sample, so that slow motion is
 * smooth: bicubic (Catmull-Rom), first down the columns, then along the lines. Edges within the frame are covered in
 * part.
 */
final class Resampler {

    private final int width;
    private final int height;
    private final byte[] line;
    private final int[] index;
    private final float[] weights;
    private final float[] coverage;
    private float[] column = new float[0];
    private final float[] vertical = new float[4];

    /** @param width of the frame's plane */
    Resampler(int width, int height) {
        this.width = width;
        this.height = height;
        line = new byte[width];
        index = new int[width];
        weights = new float[4 * width];
        coverage = new float[width];
    }

    /**
     * @param left of the plane's left edge in the frame, in samples
     * @param top of its upper edge
     * @param scaleX samples of the frame for one of the plane
     * @param noise below one step, so that soft gradients have no bands
     */
    void draw(Plane from, double left, double top, double scaleX, double scaleY, Planes to, int plane, boolean noise) {
        int x0 = (int) Math.max(0, Math.floor(left + 1e-6));
        int x1 = (int) Math.min(width, Math.ceil(left + from.width() * scaleX - 1e-6));
        int y0 = (int) Math.max(0, Math.floor(top + 1e-6));
        int y1 = (int) Math.min(height, Math.ceil(top + from.height() * scaleY - 1e-6));
        if (x0 >= x1 || y0 >= y1) {
            return;
        }
        int lowest = columns(from, left, scaleX, x0, x1);
        int count = index[x1 - 1] + 4;
        if (column.length < count) {
            column = new float[count];
        }
        for (int y = y0; y < y1; y++) {
            double at = (y + 0.5 - top) / scaleY - 0.5;
            int row = (int) Math.floor(at);
            weigh(vertical, 0, (float) (at - row));
            down(from, row, lowest, count);
            along(x0, x1, noise ? y : -1);
            double covered = covered(y, top, top + from.height() * scaleY);
            edges(to, plane, x0, x1, y, (float) covered);
            to.put(plane, x0, y, line, x0, x1 - x0);
        }
    }

    /** Finds samples and weights of each column; returns the sample from which the columns' indices count. */
    private int columns(Plane from, double left, double scale, int x0, int x1) {
        int lowest = (int) Math.floor((x0 + 0.5 - left) / scale - 0.5) - 1;
        for (int x = x0; x < x1; x++) {
            double at = (x + 0.5 - left) / scale - 0.5;
            int sample = (int) Math.floor(at);
            index[x] = sample - 1 - lowest;
            weigh(weights, 4 * x, (float) (at - sample));
            coverage[x] = (float) covered(x, left, left + from.width() * scale);
        }
        return lowest;
    }

    private static double covered(int at, double from, double to) {
        double covered = Math.min(at + 1, to) - Math.max(at, from);
        return covered > 1 - 1e-6 ? 1 : covered;
    }

    private static void weigh(float[] weights, int at, float part) {
        float square = part * part;
        float cube = square * part;
        weights[at] = -0.5f * cube + square - 0.5f * part;
        weights[at + 1] = 1.5f * cube - 2.5f * square + 1;
        weights[at + 2] = -1.5f * cube + 2 * square + 0.5f * part;
        weights[at + 3] = 0.5f * cube - 0.5f * square;
    }

    /** One line of the plane, between its lines; beyond the edges the last sample goes on. */
    private void down(Plane from, int row, int lowest, int count) {
        int last = from.height() - 1;
        int a = Math.max(0, Math.min(last, row - 1)) * from.width();
        int b = Math.max(0, Math.min(last, row)) * from.width();
        int c = Math.max(0, Math.min(last, row + 1)) * from.width();
        int d = Math.max(0, Math.min(last, row + 2)) * from.width();
        int begin = Math.max(0, -lowest);
        int end = Math.min(count, from.width() - lowest);
        lines(from.samples(), a + lowest, b + lowest, c + lowest, d + lowest, begin, end);
        java.util.Arrays.fill(column, 0, begin, column[begin]);
        java.util.Arrays.fill(column, end, count, column[end - 1]);
    }

    /** Plain enough for the JIT to do several samples at once. */
    private void lines(float[] samples, int a, int b, int c, int d, int begin, int end) {
        float[] to = column;
        float wa = vertical[0];
        float wb = vertical[1];
        float wc = vertical[2];
        float wd = vertical[3];
        for (int i = begin; i < end; i++) {
            to[i] = samples[a + i] * wa + samples[b + i] * wb + samples[c + i] * wc + samples[d + i] * wd;
        }
    }

    private void along(int x0, int x1, int noise) {
        float[] from = column;
        for (int x = x0; x < x1; x++) {
            int i = index[x];
            int w = 4 * x;
            float value = from[i] * weights[w]
                    + from[i + 1] * weights[w + 1]
                    + from[i + 2] * weights[w + 2]
                    + from[i + 3] * weights[w + 3];
            int rounded = (int) (value + (noise < 0 ? 0.5f : noise(x, noise)));
            line[x] = (byte) Math.max(0, Math.min(255, rounded));
        }
    }

    /** Interleaved gradient noise: even, and without a pattern to be seen. */
    private static float noise(int x, int y) {
        double value = 0.06711056 * x + 0.00583715 * y;
        value = 52.9829189 * (value - Math.floor(value));
        return (float) (value - Math.floor(value));
    }

    private void edges(Planes to, int plane, int x0, int x1, int y, float covered) {
        if (covered < 1) {
            for (int x = x0; x < x1; x++) {
                mix(to, plane, x, y, covered * coverage[x]);
            }
            return;
        }
        mix(to, plane, x0, y, coverage[x0]);
        if (x1 - 1 > x0) {
            mix(to, plane, x1 - 1, y, coverage[x1 - 1]);
        }
    }

    private void mix(Planes to, int plane, int x, int y, float covered) {
        if (covered < 1) {
            int below = to.get(plane, x, y);
            line[x] = (byte) Math.round(below + ((line[x] & 255) - below) * covered);
        }
    }
}
