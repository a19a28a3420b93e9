package org.kinoroute.compose;

import java.util.Arrays;
import org.kinoroute.video.Box;

/** A picture in memory: premultiplied ARGB, with the span of each line outside of which nothing is to be seen. */
final class Picture {

    final int width;
    final int height;
    final int[] argb;
    /** By line: first visible pixel; {@code to} where there is none. */
    final int[] from;
    /** By line: the pixel after the last visible one. */
    final int[] to;

    /** @param argb premultiplied */
    Picture(int width, int height, int[] argb) {
        this.width = width;
        this.height = height;
        this.argb = argb;
        from = new int[height];
        to = new int[height];
        for (int y = 0; y < height; y++) {
            int first = y * width;
            int end = first + width;
            int a = first;
            while (a < end && argb[a] >>> 24 == 0) {
                a++;
            }
            int b = end;
            while (b > a && argb[b - 1] >>> 24 == 0) {
                b--;
            }
            from[y] = a - first;
            to[y] = b - first;
        }
    }

    /** A copy of a part; what lies outside of this picture is transparent. */
    Picture part(int x, int y, int partWidth, int partHeight) {
        int[] part = new int[partWidth * partHeight];
        int left = Math.max(0, x);
        int right = Math.min(width, x + partWidth);
        for (int line = 0; line < partHeight; line++) {
            int source = y + line;
            if (source >= 0 && source < height && left < right) {
                System.arraycopy(argb, source * width + left, part, line * partWidth + left - x, right - left);
            }
        }
        return new Picture(partWidth, partHeight, part);
    }

    /** The same picture with a box of another one of the same size laid over it. */
    Picture with(Picture other, Box box) {
        int[] both = Arrays.copyOf(argb, argb.length);
        int left = Math.max(0, box.x());
        int right = Math.min(Math.min(width, other.width), box.x() + box.width());
        int bottom = Math.min(Math.min(height, other.height), box.y() + box.height());
        for (int y = Math.max(0, box.y()); y < bottom && left < right; y++) {
            System.arraycopy(other.argb, y * other.width + left, both, y * width + left, right - left);
        }
        return new Picture(width, height, both);
    }
}
