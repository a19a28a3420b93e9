package org.kinoroute.compose;

/** The rounded corners of the panel: how much of each sample in a corner's square belongs to the panel. */
final class Corners {

    private static final int STEPS = 8;

    private final int size;
    /** By corner (upper left, upper right, lower left, lower right) the coverage of luma, then of chroma. */
    private final byte[][] luma = new byte[4][];

    private final byte[][] chroma = new byte[4][];

    Corners(int radius) {
        size = radius + 1 & ~1;
        byte[] corner = new byte[size * size];
        for (int y = 0; y < size; y++) {
            for (int x = 0; x < size; x++) {
                int inside = 0;
                for (int i = 0; i < STEPS * STEPS; i++) {
                    double dx = radius - (x + (i % STEPS + 0.5) / STEPS);
                    double dy = radius - (y + (i / STEPS + 0.5) / STEPS);
                    if (dx <= 0 || dy <= 0 || dx * dx + dy * dy <= (double) radius * radius) {
                        inside++;
                    }
                }
                corner[y * size + x] = (byte) (255 * inside / (STEPS * STEPS));
            }
        }
        for (int which = 0; which < 4; which++) {
            luma[which] = mirrored(corner, (which & 1) != 0, (which & 2) != 0);
            chroma[which] = halved(luma[which]);
        }
    }

    /** Edge of the squares, in samples of luma; even. */
    int size() {
        return size;
    }

    /** Rounds off a panel that lies in a frame, whose background has been drawn in the corners' squares. */
    void draw(Planes frame, YuvPicture panel, int left, int top, int height) {
        for (int which = 0; which < 4; which++) {
            int x = (which & 1) == 0 ? 0 : panel.width - size;
            int y = (which & 2) == 0 ? 0 : height - size;
            for (int row = 0; row < size; row++) {
                frame.mix(
                        0,
                        left + x,
                        top + y + row,
                        panel.y,
                        (y + row) * panel.width + x,
                        luma[which],
                        row * size,
                        size);
            }
            int half = size / 2;
            for (int row = 0; row < half; row++) {
                int source = (y / 2 + row) * panel.chromaWidth + x / 2;
                int target = (top + y) / 2 + row;
                frame.mix(1, (left + x) / 2, target, panel.u, source, chroma[which], row * half, half);
                frame.mix(2, (left + x) / 2, target, panel.v, source, chroma[which], row * half, half);
            }
        }
    }

    private byte[] mirrored(byte[] corner, boolean horizontally, boolean vertically) {
        byte[] result = new byte[corner.length];
        for (int y = 0; y < size; y++) {
            for (int x = 0; x < size; x++) {
                int sourceX = horizontally ? size - 1 - x : x;
                int sourceY = vertically ? size - 1 - y : y;
                result[y * size + x] = corner[sourceY * size + sourceX];
            }
        }
        return result;
    }

    private byte[] halved(byte[] corner) {
        int half = size / 2;
        byte[] result = new byte[half * half];
        for (int y = 0; y < half; y++) {
            for (int x = 0; x < half; x++) {
                int at = 2 * y * size + 2 * x;
                int sum = (corner[at] & 255)
                        + (corner[at + 1] & 255)
                        + (corner[at + size] & 255)
                        + (corner[at + size + 1] & 255);
                result[y * half + x] = (byte) (sum + 2 >> 2);
            }
        }
        return result;
    }
}
