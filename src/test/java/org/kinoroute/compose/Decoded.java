package org.kinoroute.compose;

import static org.bytedeco.ffmpeg.global.avutil.AVMEDIA_TYPE_VIDEO;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_BGRA;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_rescale_q;
import static org.bytedeco.ffmpeg.global.swscale.SWS_ACCURATE_RND;
import static org.bytedeco.ffmpeg.global.swscale.SWS_BICUBIC;
import static org.bytedeco.ffmpeg.global.swscale.SWS_CS_ITU709;
import static org.bytedeco.ffmpeg.global.swscale.sws_freeContext;
import static org.bytedeco.ffmpeg.global.swscale.sws_getCoefficients;
import static org.bytedeco.ffmpeg.global.swscale.sws_getContext;
import static org.bytedeco.ffmpeg.global.swscale.sws_scale;
import static org.bytedeco.ffmpeg.global.swscale.sws_setColorspaceDetails;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferInt;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongPredicate;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.swscale.SwsContext;
import org.bytedeco.javacpp.DoublePointer;

/** What a player sees and hears of a video. */
final class Decoded {

    final List<Long> frameNumbers = new ArrayList<>();
    final Map<Long, BufferedImage> pictures = new TreeMap<>();
    int width;
    int height;
    int format;
    int colorspace;
    int range;

    /** Decodes all frames, and keeps the pictures of those that are wanted. */
    static Decoded picture(Path file, int fps, LongPredicate wanted) {
        Decoded decoded = new Decoded();
        try (Input input = new Input(file, AVMEDIA_TYPE_VIDEO, Map.of()).decode(2)) {
            for (AVFrame frame = input.frame(); frame != null; frame = input.frame()) {
                long number = av_rescale_q(
                        frame.best_effort_timestamp(), input.stream().time_base(), Ffmpeg.rational(1, fps));
                decoded.frameNumbers.add(number);
                decoded.width = frame.width();
                decoded.height = frame.height();
                decoded.format = frame.format();
                decoded.colorspace = frame.colorspace();
                decoded.range = frame.color_range();
                if (wanted.test(number)) {
                    decoded.pictures.put(number, image(frame));
                }
            }
        }
        return decoded;
    }

    Color at(long frame, int x, int y) {
        return new Color(pictures.get(frame).getRGB(x, y));
    }

    static BufferedImage image(AVFrame frame) {
        int width = frame.width();
        int height = frame.height();
        AVFrame bgra = Ffmpeg.picture(AV_PIX_FMT_BGRA, width, height);
        SwsContext context = sws_getContext(
                width,
                height,
                frame.format(),
                width,
                height,
                AV_PIX_FMT_BGRA,
                SWS_BICUBIC | SWS_ACCURATE_RND,
                null,
                null,
                (DoublePointer) null);
        try {
            sws_setColorspaceDetails(
                    context,
                    sws_getCoefficients(SWS_CS_ITU709),
                    0,
                    sws_getCoefficients(SWS_CS_ITU709),
                    1,
                    0,
                    1 << 16,
                    1 << 16);
            sws_scale(context, frame.data(), frame.linesize(), 0, height, bgra.data(), bgra.linesize());
            BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
            int stride = bgra.linesize(0);
            ByteBuffer bytes =
                    bgra.data(0).capacity((long) stride * height).asByteBuffer().order(ByteOrder.LITTLE_ENDIAN);
            int[] pixels = pixels(image);
            for (int y = 0; y < height; y++) {
                bytes.position(y * stride).asIntBuffer().get(pixels, y * width, width);
            }
            return image;
        } finally {
            sws_freeContext(context);
            av_frame_free(bgra);
        }
    }

    /** The pixels themselves, line by line: much faster than one after the other by its colour. */
    static int[] pixels(BufferedImage image) {
        return ((DataBufferInt) image.getRaster().getDataBuffer()).getData();
    }

    /** The level of the sound, by blocks of samples: the greatest of each block. */
    static float[] levels(Path file, int rate, int block) {
        List<Float> levels = new ArrayList<>();
        float[] left = new float[block];
        float[] right = new float[block];
        try (SoundFile sound = new SoundFile(file, rate)) {
            for (int count = sound.read(left, right, block); count > 0; count = sound.read(left, right, block)) {
                float level = 0;
                for (int i = 0; i < count; i++) {
                    level = Math.max(level, Math.abs(left[i]));
                }
                levels.add(level);
            }
        }
        float[] result = new float[levels.size()];
        for (int i = 0; i < result.length; i++) {
            result[i] = levels.get(i);
        }
        return result;
    }
}
