package org.kinoroute.compose;

import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.javacpp.BytePointer;

/** One plane of a picture, in numbers that can be worked with: 0 to 255, and all between. */
record Plane(int width, int height, float[] samples) {

    /** Takes a plane of a YUV 4:2:0 frame over. */
    static Plane of(AVFrame frame, int plane) {
        int width = plane == 0 ? frame.width() : frame.width() + 1 >> 1;
        int height = plane == 0 ? frame.height() : frame.height() + 1 >> 1;
        int stride = frame.linesize(plane);
        byte[] line = new byte[width];
        float[] samples = new float[width * height];
        try (BytePointer data = new BytePointer(frame.data(plane))) {
            for (int y = 0; y < height; y++) {
                data.position((long) y * stride).get(line, 0, width);
                for (int x = 0; x < width; x++) {
                    samples[y * width + x] = line[x] & 255;
                }
            }
        }
        return new Plane(width, height, samples);
    }

    static Plane of(byte[] bytes, int width, int height) {
        float[] samples = new float[width * height];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = bytes[i] & 255;
        }
        return new Plane(width, height, samples);
    }

    /** Averages over squares of {@code 2 * reach + 1}, thrice: as good as a Gaussian. */
    Plane blurred(int reach) {
        float[] from = samples.clone();
        float[] to = new float[from.length];
        for (int i = 0; i < 3; i++) {
            blur(from, to, width, height, 1, width, reach);
            blur(to, from, height, width, width, 1, reach);
        }
        return new Plane(width, height, from);
    }

    private static void blur(float[] from, float[] to, int count, int lines, int step, int lineStep, int reach) {
        for (int line = 0; line < lines; line++) {
            int start = line * lineStep;
            for (int i = 0; i < count; i++) {
                float sum = 0;
                for (int k = i - reach; k <= i + reach; k++) {
                    sum += from[start + Math.max(0, Math.min(count - 1, k)) * step];
                }
                to[start + i * step] = sum / (2 * reach + 1);
            }
        }
    }

    /** Every sample brought nearer to one value. */
    Plane dimmed(float towards, float factor) {
        float[] dimmed = new float[samples.length];
        for (int i = 0; i < dimmed.length; i++) {
            dimmed[i] = towards + (samples[i] - towards) * factor;
        }
        return new Plane(width, height, dimmed);
    }
}
