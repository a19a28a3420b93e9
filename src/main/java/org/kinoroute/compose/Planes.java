package org.kinoroute.compose;

import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUV420P;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_is_writable;
import static org.bytedeco.ffmpeg.global.avutil.av_image_copy_plane;

import java.nio.ByteBuffer;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.javacpp.BytePointer;

/** A YUV 4:2:0 frame in native memory that Java writes into; plane 0 is luma, 1 and 2 are chroma. */
final class Planes implements AutoCloseable {

    private final int width;
    private final int height;
    private final AVFrame frame;
    private final BytePointer[] pointers = new BytePointer[3];
    private final ByteBuffer[] bytes = new ByteBuffer[3];
    private final int[] strides = new int[3];
    private byte[] line = new byte[0];

    Planes(int width, int height) {
        this.width = width;
        this.height = height;
        frame = Ffmpeg.picture(AV_PIX_FMT_YUV420P, width, height);
        for (int plane = 0; plane < 3; plane++) {
            strides[plane] = frame.linesize(plane);
            int rows = plane == 0 ? height : (height + 1) / 2;
            pointers[plane] = frame.data(plane).capacity((long) strides[plane] * rows);
            bytes[plane] = pointers[plane].asByteBuffer();
        }
    }

    int width() {
        return width;
    }

    int height() {
        return height;
    }

    AVFrame frame() {
        if (av_frame_is_writable(frame) == 0) {
            throw new IllegalStateException("The encoder still reads the frame");
        }
        return frame;
    }

    /** Takes over a part of another frame; all in samples of luma, even. */
    void copy(AVFrame source, int x, int y, int width, int height) {
        if (width <= 0 || height <= 0) {
            return;
        }
        for (int plane = 0; plane < 3; plane++) {
            int shift = plane == 0 ? 0 : 1;
            int stride = source.linesize(plane);
            av_image_copy_plane(
                    pointers[plane].getPointer((long) (y >> shift) * strides[plane] + (x >> shift)),
                    strides[plane],
                    source.data(plane).getPointer((long) (y >> shift) * stride + (x >> shift)),
                    stride,
                    width >> shift,
                    height >> shift);
        }
    }

    /** Fills the whole frame with one colour. */
    void fill(int rgb) {
        YuvPicture colour = new YuvPicture(2, 2, true);
        int pixel = 0xff000000 | rgb;
        colour.convert(new int[] {pixel, pixel, pixel, pixel}, new org.kinoroute.video.Box(0, 0, 2, 2));
        byte[] values = {colour.y[0], colour.u[0], colour.v[0]};
        for (int plane = 0; plane < 3; plane++) {
            byte[] row = new byte[strides[plane]];
            java.util.Arrays.fill(row, values[plane]);
            for (int at = 0; at + row.length <= bytes[plane].capacity(); at += row.length) {
                bytes[plane].put(at, row);
            }
        }
    }

    /** Lays a part of an opaque picture down, whose upper left corner is at {@code (left, top)}; all even. */
    void put(YuvPicture picture, int left, int top, int x, int y, int width, int height) {
        for (int plane = 0; plane < 3; plane++) {
            int shift = plane == 0 ? 0 : 1;
            byte[] source = plane == 0 ? picture.y : plane == 1 ? picture.u : picture.v;
            int sourceWidth = plane == 0 ? picture.width : picture.chromaWidth;
            int from = x >> shift;
            int count = width >> shift;
            for (int row = y >> shift; row < y + height >> shift; row++) {
                int target = ((top >> shift) + row) * strides[plane] + (left >> shift) + from;
                bytes[plane].put(target, source, row * sourceWidth + from, count);
            }
        }
    }

    int get(int plane, int x, int y) {
        return bytes[plane].get(y * strides[plane] + x) & 255;
    }

    /** Writes a part of a line of a plane; all in samples of that plane. */
    void put(int plane, int x, int y, byte[] samples, int from, int count) {
        bytes[plane].put(y * strides[plane] + x, samples, from, count);
    }

    /** Lets another frame of the same size shine through, by {@code weight / 256}. */
    void mix(Planes other, int weight) {
        for (int plane = 0; plane < 3; plane++) {
            byte[] target = line(2 * strides[plane]);
            int count = strides[plane];
            for (int at = 0; at + count <= bytes[plane].capacity(); at += count) {
                bytes[plane].get(at, target, 0, count);
                other.bytes[plane].get(at, target, count, count);
                for (int i = 0; i < count; i++) {
                    int below = target[i] & 255;
                    target[i] = (byte) (below + (((target[count + i] & 255) - below) * weight + 128 >> 8));
                }
                bytes[plane].put(at, target, 0, count);
            }
        }
    }

    /** Blends one line of a plane: {@code target * (1 - coverage) + premultiplied}. */
    void blend(int plane, int x, int y, byte[] premultiplied, byte[] coverage, int from, int count) {
        byte[] target = line(count);
        int at = y * strides[plane] + x;
        bytes[plane].get(at, target, 0, count);
        for (int i = 0; i < count; i++) {
            int alpha = coverage[from + i] & 255;
            if (alpha != 0) {
                int below = (target[i] & 255) * (255 - alpha);
                int sum = (premultiplied[from + i] & 255) + ((below + 128) * 257 >> 16);
                target[i] = (byte) Math.min(255, sum);
            }
        }
        bytes[plane].put(at, target, 0, count);
    }

    /** Mixes a line of a plane with an opaque one, by coverage. */
    void mix(int plane, int x, int y, byte[] above, int aboveFrom, byte[] coverage, int coverageFrom, int count) {
        byte[] target = line(count);
        int at = y * strides[plane] + x;
        bytes[plane].get(at, target, 0, count);
        for (int i = 0; i < count; i++) {
            int alpha = coverage[coverageFrom + i] & 255;
            int sum = (above[aboveFrom + i] & 255) * alpha + (target[i] & 255) * (255 - alpha);
            target[i] = (byte) ((sum + 128) * 257 >> 16);
        }
        bytes[plane].put(at, target, 0, count);
    }

    private byte[] line(int count) {
        if (line.length < count) {
            line = new byte[count];
        }
        return line;
    }

    @Override
    public void close() {
        av_frame_free(frame);
    }
}
