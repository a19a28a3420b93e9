package org.kinoroute.compose;

import org.kinoroute.video.Box;

/**
 * A picture as BT.709 limited YUV 4:2:0, converted from sRGB part by part.
 *
 * <p>Premultiplied colours give premultiplied samples: {@code Y - 0} of a half covered pixel is half of what it is of a
 * whole one, so that blending is one multiplication and has no fringes.
 */
final class YuvPicture {

    final int width;
    final int height;
    final int chromaWidth;
    final byte[] y;
    final byte[] u;
    final byte[] v;
    /** Coverage of each pixel; null for an opaque picture. */
    final byte[] alpha;
    /** Coverage of each pair of chroma samples. */
    final byte[] chromaAlpha;

    YuvPicture(int width, int height, boolean opaque) {
        this.width = width;
        this.height = height;
        chromaWidth = (width + 1) / 2;
        int chroma = chromaWidth * ((height + 1) / 2);
        y = new byte[width * height];
        u = new byte[chroma];
        v = new byte[chroma];
        alpha = opaque ? null : new byte[width * height];
        chromaAlpha = opaque ? null : new byte[chroma];
    }

    /** Converts a part of premultiplied ARGB pixels of this picture's width; both edges of the part are made even. */
    void convert(int[] argb, Box box) {
        int x0 = box.x() & ~1;
        int y0 = box.y() & ~1;
        int x1 = Math.min(width, box.x() + box.width() + 1 & ~1);
        int y1 = Math.min(height, box.y() + box.height() + 1 & ~1);
        for (int line = y0; line < y1; line += 2) {
            int upper = line * width;
            int lower = line + 1 < height ? upper + width : upper;
            int chroma = (line >> 1) * chromaWidth + (x0 >> 1);
            for (int x = x0; x < x1; x += 2, chroma++) {
                int next = x + 1 < width ? x + 1 : x;
                int p0 = argb[upper + x];
                int p1 = argb[upper + next];
                int p2 = argb[lower + x];
                int p3 = argb[lower + next];
                if (p0 == p1 && p0 == p2 && p0 == p3) {
                    // Most of a chat is flat.
                    byte luma = luma(p0);
                    y[upper + x] = luma;
                    y[upper + next] = luma;
                    y[lower + x] = luma;
                    y[lower + next] = luma;
                    chroma(chroma, (p0 >>> 24) << 2, (p0 >> 16 & 255) << 2, (p0 >> 8 & 255) << 2, (p0 & 255) << 2);
                } else {
                    y[upper + x] = luma(p0);
                    y[upper + next] = luma(p1);
                    y[lower + x] = luma(p2);
                    y[lower + next] = luma(p3);
                    chroma(
                            chroma,
                            (p0 >>> 24) + (p1 >>> 24) + (p2 >>> 24) + (p3 >>> 24),
                            (p0 >> 16 & 255) + (p1 >> 16 & 255) + (p2 >> 16 & 255) + (p3 >> 16 & 255),
                            (p0 >> 8 & 255) + (p1 >> 8 & 255) + (p2 >> 8 & 255) + (p3 >> 8 & 255),
                            (p0 & 255) + (p1 & 255) + (p2 & 255) + (p3 & 255));
                }
                if (alpha != null) {
                    alpha[upper + x] = (byte) (p0 >>> 24);
                    alpha[upper + next] = (byte) (p1 >>> 24);
                    alpha[lower + x] = (byte) (p2 >>> 24);
                    alpha[lower + next] = (byte) (p3 >>> 24);
                }
            }
        }
    }

    /** Of BT.709, from full range to 219 steps, times 2^16; 16 times the coverage is the foot. */
    static byte luma(int argb) {
        int foot = (argb >>> 24) * 4112;
        return (byte)
                (11966 * (argb >> 16 & 255) + 40254 * (argb >> 8 & 255) + 4064 * (argb & 255) + foot + 32768 >> 16);
    }

    /** Sums of four pixels. */
    private void chroma(int index, int alphas, int red, int green, int blue) {
        // 128 * 65536 / 255 / 4: grey in the middle, as far as it is covered.
        int middle = alphas * 8224;
        u[index] = (byte) (-1649 * red - 5547 * green + 7196 * blue + middle + 32768 >> 16);
        v[index] = (byte) (7196 * red - 6536 * green - 660 * blue + middle + 32768 >> 16);
        if (chromaAlpha != null) {
            chromaAlpha[index] = (byte) (alphas + 2 >> 2);
        }
    }
}
