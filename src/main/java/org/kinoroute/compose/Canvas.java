package org.kinoroute.compose;

import org.kinoroute.video.Box;

/** A surface of premultiplied ARGB pixels that pictures are drawn onto, within a clip. */
final class Canvas {

    final int width;
    final int height;
    final int[] argb;
    private int left;
    private int top;
    private int right;
    private int bottom;

    Canvas(int width, int height) {
        this.width = width;
        this.height = height;
        argb = new int[width * height];
        clip(new Box(0, 0, width, height));
    }

    /** Only this part is drawn onto from now on. */
    void clip(Box box) {
        left = Math.max(0, box.x());
        top = Math.max(0, box.y());
        right = Math.min(width, box.x() + box.width());
        bottom = Math.min(height, box.y() + box.height());
    }

    /** Lays an opaque picture down; below its lower edge its last line goes on until {@code end}. */
    void copy(Picture picture, int x, int y, int end) {
        int a = Math.max(left, x);
        int b = Math.min(right, x + picture.width);
        for (int line = Math.max(top, y); line < Math.min(bottom, end) && a < b; line++) {
            int source = Math.min(line - y, picture.height - 1);
            System.arraycopy(picture.argb, source * picture.width + a - x, argb, line * width + a, b - a);
        }
    }

    /** Blends a picture over what is there. */
    void blend(Picture picture, int x, int y, int alpha) {
        int end = Math.min(bottom, y + picture.height);
        for (int line = Math.max(top, y); line < end; line++) {
            int row = line - y;
            int a = Math.max(left, x + picture.from[row]);
            int b = Math.min(right, x + picture.to[row]);
            int source = row * picture.width + a - x;
            int target = line * width + a;
            for (int i = a; i < b; i++, source++, target++) {
                int pixel = picture.argb[source];
                if (alpha == 255 && pixel >>> 24 == 255) {
                    argb[target] = pixel;
                } else if (pixel != 0) {
                    argb[target] = over(alpha == 255 ? pixel : fade(pixel, alpha), argb[target]);
                }
            }
        }
    }

    /** Blends a picture that is scaled around a point of the canvas. */
    void blendScaled(Picture picture, int x, int y, double scale, double pivotX, double pivotY, int alpha) {
        int x0 = (int) Math.max(left, Math.floor(pivotX + (x - pivotX) * scale));
        int x1 = (int) Math.min(right, Math.ceil(pivotX + (x + picture.width - pivotX) * scale));
        int y0 = (int) Math.max(top, Math.floor(pivotY + (y - pivotY) * scale));
        int y1 = (int) Math.min(bottom, Math.ceil(pivotY + (y + picture.height - pivotY) * scale));
        for (int line = y0; line < y1; line++) {
            // Centres of pixels are mapped, in 1/256 of a pixel of the picture.
            int sourceY = (int) Math.round(256 * ((line + 0.5 - pivotY) / scale + pivotY - y - 0.5));
            for (int i = x0; i < x1; i++) {
                int sourceX = (int) Math.round(256 * ((i + 0.5 - pivotX) / scale + pivotX - x - 0.5));
                int pixel = sample(picture, sourceX, sourceY);
                if (pixel != 0) {
                    int target = line * width + i;
                    argb[target] = over(fade(pixel, alpha), argb[target]);
                }
            }
        }
    }

    /** Blends a picture between two lines: {@code y} may be any fraction of a pixel. */
    void blendBetween(Picture picture, int x, double y, int alpha) {
        int upper = (int) Math.floor(y);
        int part = (int) Math.round(256 * (y - upper));
        int a = Math.max(left, x);
        int b = Math.min(right, x + picture.width);
        int end = Math.min(bottom, upper + picture.height + 1);
        for (int line = Math.max(top, upper); line < end; line++) {
            int row = line - upper;
            for (int i = a; i < b; i++) {
                int above = row == 0 ? 0 : picture.argb[(row - 1) * picture.width + i - x];
                int below = row == picture.height ? 0 : picture.argb[row * picture.width + i - x];
                int pixel = above == below ? below : between(below, above, part);
                if (pixel != 0) {
                    int target = line * width + i;
                    argb[target] = over(alpha == 255 ? pixel : fade(pixel, alpha), argb[target]);
                }
            }
        }
    }

    private static int between(int one, int other, int part256) {
        int rest = 256 - part256;
        int pairs = (one >>> 8 & 0x00ff00ff) * rest + (other >>> 8 & 0x00ff00ff) * part256 + 0x00800080;
        int others = (one & 0x00ff00ff) * rest + (other & 0x00ff00ff) * part256 + 0x00800080;
        return pairs & 0xff00ff00 | others >>> 8 & 0x00ff00ff;
    }

    private static int sample(Picture picture, int x256, int y256) {
        int x = x256 >> 8;
        int y = y256 >> 8;
        int fx = x256 & 255;
        int fy = y256 & 255;
        int p00 = pixel(picture, x, y);
        int p10 = pixel(picture, x + 1, y);
        int p01 = pixel(picture, x, y + 1);
        int p11 = pixel(picture, x + 1, y + 1);
        if ((p00 | p10 | p01 | p11) == 0) {
            return 0;
        }
        int w11 = fx * fy;
        int w10 = (fx << 8) - w11;
        int w01 = (fy << 8) - w11;
        int w00 = 65536 - w10 - w01 - w11;
        int result = 0;
        for (int shift = 0; shift < 32; shift += 8) {
            int channel = ((p00 >>> shift & 255) * w00
                            + (p10 >>> shift & 255) * w10
                            + (p01 >>> shift & 255) * w01
                            + (p11 >>> shift & 255) * w11
                            + 32768)
                    >> 16;
            result |= channel << shift;
        }
        return result;
    }

    private static int pixel(Picture picture, int x, int y) {
        return x < 0 || y < 0 || x >= picture.width || y >= picture.height ? 0 : picture.argb[y * picture.width + x];
    }

    /** All four channels times {@code alpha / 255}. */
    private static int fade(int pixel, int alpha) {
        int pairs = (pixel >>> 8 & 0x00ff00ff) * alpha + 0x00800080;
        int others = (pixel & 0x00ff00ff) * alpha + 0x00800080;
        pairs = pairs + (pairs >>> 8 & 0x00ff00ff) & 0xff00ff00;
        others = (others + (others >>> 8 & 0x00ff00ff) & 0xff00ff00) >>> 8;
        return pairs | others;
    }

    private static int over(int source, int target) {
        return source + fade(target, 255 - (source >>> 24));
    }
}
