package org.kinoroute.compose;

import static org.bytedeco.ffmpeg.global.avutil.AVMEDIA_TYPE_VIDEO;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_FLAG_ALPHA;
import static org.bytedeco.ffmpeg.global.avutil.av_pix_fmt_desc_get;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.kinoroute.compose.ShotPlan.Piece;
import org.kinoroute.video.Box;
import org.kinoroute.video.Settings;

/**
 * Draws a photo that moves slowly. The photo is scaled once, natively, to the size at which it is seen the closest; each
 * frame is then taken from that at exact places.
 */
final class PhotoPainter implements ShotPainter {

    /** What is behind a photo that does not fill the frame is this much smaller while it is blurred. */
    private static final int COARSE = 24;

    private static final float DIMMED = 0.55f;

    private final int width;
    private final int height;
    private final long length;
    private final PhotoMotion motion;
    private final Resampler luma;
    private final Resampler chroma;
    private final Plane[] photo;
    /** Where the photo's kept part begins, and pixels of the photo for one that is kept. */
    private double partX;

    private double partY;
    private double stepX;
    private double stepY;
    private final Planes behind;

    PhotoPainter(Path file, Settings settings, Piece piece) {
        width = settings.width();
        height = settings.height();
        length = piece.length();
        luma = new Resampler(width, height);
        chroma = new Resampler(width / 2, height / 2);
        try (Input input = new Input(file, AVMEDIA_TYPE_VIDEO, Map.of()).decode(1)) {
            AVFrame frame = input.frame();
            if (frame == null) {
                throw new MediaException("Cannot read " + file, 0, "no picture in it");
            }
            BackgroundMaker.assumeColours(frame);
            Upright upright = Upright.of(frame);
            int photoWidth = upright.lying() ? frame.height() : frame.width();
            int photoHeight = upright.lying() ? frame.width() : frame.height();
            double seconds = (double) length / settings.fps();
            motion = new PhotoMotion(width, height, photoWidth, photoHeight, piece.way(), seconds);
            photo = scale(input, frame, upright, photoWidth, photoHeight);
            behind = motion.isWhole() ? behind(photoWidth, photoHeight) : null;
        }
    }

    /** Keeps the part of the photo that will be seen, at the size at which it is seen the closest. */
    private Plane[] scale(Input input, AVFrame frame, Upright upright, int photoWidth, int photoHeight) {
        double[] seen = motion.seen();
        // Corners at multiples of 4 fit any subsampling of colours.
        int left = (int) Math.max(0, Math.floor(seen[0] / 4) * 4);
        int top = (int) Math.max(0, Math.floor(seen[1] / 4) * 4);
        int right = (int) Math.min(photoWidth, Math.ceil(seen[2] / 4) * 4);
        int bottom = (int) Math.min(photoHeight, Math.ceil(seen[3] / 4) * 4);
        int keptWidth = even((right - left) * motion.greatestScale());
        int keptHeight = even((bottom - top) * motion.greatestScale());
        partX = left;
        partY = top;
        stepX = (double) (right - left) / keptWidth;
        stepY = (double) (bottom - top) / keptHeight;
        boolean alpha = (av_pix_fmt_desc_get(frame.format()).flags() & AV_PIX_FMT_FLAG_ALPHA) != 0;
        List<String> filters = new ArrayList<>(upright.filters());
        filters.add(String.format(Locale.ROOT, "crop=%d:%d:%d:%d:exact=1", right - left, bottom - top, left, top));
        String scale = String.format(Locale.ROOT, "scale=%d:%d:flags=lanczos+accurate_rnd", keptWidth, keptHeight);
        if (alpha) {
            filters.add("format=gbrap,premultiply=inplace=1");
            filters.add(scale);
            filters.add("format=bgra");
        } else {
            filters.add(scale + "+full_chroma_int:out_color_matrix=bt709:out_range=tv");
            filters.add("format=yuv420p");
        }
        frame.pts(0);
        try (FilterGraph graph = new FilterGraph("", BackgroundMaker.input(input, frame), String.join(",", filters))) {
            graph.put(frame);
            AVFrame scaled = graph.get();
            if (scaled == null) {
                graph.put(null);
                scaled = graph.get();
            }
            return alpha ? onWhite(scaled) : planes(scaled);
        }
    }

    private static int even(double length) {
        return (int) Math.max(2, 2 * Math.round(length / 2));
    }

    private static Plane[] planes(AVFrame frame) {
        return new Plane[] {Plane.of(frame, 0), Plane.of(frame, 1), Plane.of(frame, 2)};
    }

    /** A thing that was cut out stands before white, as in a shop. */
    private static Plane[] onWhite(AVFrame premultiplied) {
        Picture picture = Pictures.take(premultiplied);
        int[] argb = picture.argb;
        for (int i = 0; i < argb.length; i++) {
            int white = 255 - (argb[i] >>> 24);
            argb[i] = 0xff000000
                    | Math.min(255, (argb[i] >> 16 & 255) + white) << 16
                    | Math.min(255, (argb[i] >> 8 & 255) + white) << 8
                    | Math.min(255, (argb[i] & 255) + white);
        }
        YuvPicture yuv = new YuvPicture(picture.width, picture.height, true);
        yuv.convert(argb, new Box(0, 0, picture.width, picture.height));
        return new Plane[] {
            Plane.of(yuv.y, yuv.width, yuv.height),
            Plane.of(yuv.u, yuv.chromaWidth, yuv.height / 2),
            Plane.of(yuv.v, yuv.chromaWidth, yuv.height / 2)
        };
    }

    /** The photo once more, filling the frame, out of focus and darker. */
    private Planes behind(int photoWidth, int photoHeight) {
        Planes frame = new Planes(width, height);
        double fill = Math.max((double) width / photoWidth, (double) height / photoHeight);
        double left = (width - photoWidth * fill) / 2;
        double top = (height - photoHeight * fill) / 2;
        Planes coarse = new Planes(even((double) width / COARSE), even((double) height / COARSE));
        try (coarse) {
            // Averages first, or a single pixel would stand for hundreds.
            int reach = (int) Math.ceil(COARSE / (fill * Math.min(stepX, stepY)) / 2);
            Plane[] soft = new Plane[3];
            for (int plane = 0; plane < 3; plane++) {
                double half = plane == 0 ? 1 : 0.5;
                double across = (double) coarse.width() / width;
                double down = (double) coarse.height() / height;
                new Resampler((int) (coarse.width() * half), (int) (coarse.height() * half))
                        .draw(
                                photo[plane].blurred(Math.max(1, (int) (reach * half))),
                                left * across * half,
                                top * down * half,
                                fill * stepX * across,
                                fill * stepY * down,
                                coarse,
                                plane,
                                false);
                soft[plane] = Plane.of(coarse.frame(), plane).blurred(2).dimmed(plane == 0 ? 16 : 128, DIMMED);
            }
            for (int plane = 0; plane < 3; plane++) {
                Resampler resampler = plane == 0 ? luma : chroma;
                double half = plane == 0 ? 1 : 0.5;
                resampler.draw(
                        soft[plane],
                        0,
                        0,
                        width * half / soft[plane].width(),
                        height * half / soft[plane].height(),
                        frame,
                        plane,
                        true);
            }
        }
        return frame;
    }

    @Override
    public void draw(long moment, Planes frame) {
        if (behind != null) {
            frame.copy(behind.frame(), 0, 0, width, height);
        }
        PhotoMotion.View view = motion.at(length > 1 ? (double) moment / (length - 1) : 0);
        double left = view.left() + view.scale() * partX;
        double top = view.top() + view.scale() * partY;
        double across = view.scale() * stepX;
        double down = view.scale() * stepY;
        luma.draw(photo[0], left, top, across, down, frame, 0, false);
        chroma.draw(photo[1], left / 2, top / 2, across, down, frame, 1, false);
        chroma.draw(photo[2], left / 2, top / 2, across, down, frame, 2, false);
    }

    @Override
    public void close() {
        if (behind != null) {
            behind.close();
        }
    }
}
