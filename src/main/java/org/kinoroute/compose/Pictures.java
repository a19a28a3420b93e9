package org.kinoroute.compose;

import static org.bytedeco.ffmpeg.global.avutil.AVMEDIA_TYPE_VIDEO;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_BGRA;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.swscale.SWS_POINT;
import static org.bytedeco.ffmpeg.global.swscale.sws_freeContext;
import static org.bytedeco.ffmpeg.global.swscale.sws_getContext;
import static org.bytedeco.ffmpeg.global.swscale.sws_scale;
import static org.kinoroute.compose.Ffmpeg.check;

import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Map;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.swscale.SwsContext;
import org.bytedeco.javacpp.DoublePointer;

/** Reads picture files; several times faster than the JDK does. */
final class Pictures {

    private Pictures() {}

    static Picture read(Path file) {
        try (Input input = new Input(file, AVMEDIA_TYPE_VIDEO, Map.of()).decode(1)) {
            AVFrame frame = input.frame();
            if (frame == null) {
                throw new MediaException("Cannot read " + file, 0, "no picture in it");
            }
            return picture(frame);
        }
    }

    /** A picture scaled so that it fills a frame; what stands over is cut off on both sides. */
    static Picture filling(Path file, int width, int height) {
        Picture whole = read(file);
        if (whole.width == width && whole.height == height) {
            return whole;
        }
        double scale = Math.max((double) width / whole.width, (double) height / whole.height);
        BufferedImage from = new BufferedImage(whole.width, whole.height, BufferedImage.TYPE_INT_ARGB_PRE);
        from.getRaster().setDataElements(0, 0, whole.width, whole.height, whole.argb);
        BufferedImage to = new BufferedImage(width, height, BufferedImage.TYPE_INT_ARGB_PRE);
        Graphics2D graphics = to.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
        graphics.translate((width - whole.width * scale) / 2, (height - whole.height * scale) / 2);
        graphics.scale(scale, scale);
        graphics.drawImage(from, 0, 0, null);
        graphics.dispose();
        int[] argb = new int[width * height];
        to.getRaster().getDataElements(0, 0, width, height, argb);
        return new Picture(width, height, argb);
    }

    private static Picture picture(AVFrame frame) {
        int width = frame.width();
        int height = frame.height();
        int[] argb = new int[width * height];
        AVFrame bgra = Ffmpeg.picture(AV_PIX_FMT_BGRA, width, height);
        SwsContext context = sws_getContext(
                width, height, frame.format(), width, height, AV_PIX_FMT_BGRA, SWS_POINT, null, null, (DoublePointer)
                        null);
        try {
            check(
                    sws_scale(context, frame.data(), frame.linesize(), 0, height, bgra.data(), bgra.linesize()),
                    "Cannot convert a picture");
            read(bgra, argb);
        } finally {
            sws_freeContext(context);
            av_frame_free(bgra);
        }
        premultiply(argb);
        return new Picture(width, height, argb);
    }

    /** A BGRA frame as it is. */
    static Picture take(AVFrame bgra) {
        int[] argb = new int[bgra.width() * bgra.height()];
        read(bgra, argb);
        return new Picture(bgra.width(), bgra.height(), argb);
    }

    private static void read(AVFrame bgra, int[] argb) {
        int line = bgra.linesize(0);
        int width = bgra.width();
        int height = bgra.height();
        ByteBuffer bytes =
                bgra.data(0).capacity((long) line * height).asByteBuffer().order(ByteOrder.LITTLE_ENDIAN);
        for (int y = 0; y < height; y++) {
            bytes.position(y * line);
            bytes.slice().order(ByteOrder.LITTLE_ENDIAN).asIntBuffer().get(argb, y * width, width);
        }
    }

    private static void premultiply(int[] argb) {
        for (int i = 0; i < argb.length; i++) {
            int pixel = argb[i];
            int alpha = pixel >>> 24;
            if (alpha == 0) {
                argb[i] = 0;
            } else if (alpha < 255) {
                int red = ((pixel >> 16 & 255) * alpha + 127) / 255;
                int green = ((pixel >> 8 & 255) * alpha + 127) / 255;
                int blue = ((pixel & 255) * alpha + 127) / 255;
                argb[i] = alpha << 24 | red << 16 | green << 8 | blue;
            }
        }
    }
}
