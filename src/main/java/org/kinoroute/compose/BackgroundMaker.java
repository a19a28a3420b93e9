package org.kinoroute.compose;

import static org.bytedeco.ffmpeg.global.avutil.AVCOL_SPC_BT470BG;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_SPC_BT709;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_SPC_UNSPECIFIED;
import static org.bytedeco.ffmpeg.global.avutil.AVMEDIA_TYPE_VIDEO;
import static org.bytedeco.ffmpeg.global.avutil.AV_NOPTS_VALUE;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_FLAG_RGB;
import static org.bytedeco.ffmpeg.global.avutil.av_pix_fmt_desc_get;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.kinoroute.video.Settings;

/** Makes one background ready: any video or picture in, an MP4 of the frame's size and rate out. */
final class BackgroundMaker {

    /**
     * Well above the output's quality, fast to encode and, without CABAC and deblocking, fast to decode; many key
     * frames, so that a segment may begin anywhere.
     */
    private static final Map<String, String> OPTIONS =
            Map.of("preset", "ultrafast", "tune", "fastdecode", "crf", "15", "g", "30", "forced-idr", "1");

    private BackgroundMaker() {}

    static void make(Path source, Path out, Settings settings, double seconds, int threads, Progress progress) {
        int fps = settings.fps();
        try (Input input = new Input(source, AVMEDIA_TYPE_VIDEO, Map.of()).decode(threads)) {
            boolean picture = Backgrounds.isPicture(input);
            long limit = picture ? 1 : Math.max(1, Math.round(seconds * fps));
            AVFrame frame = input.frame();
            if (frame == null) {
                throw new MediaException("Cannot read " + source, 0, "no picture in it");
            }
            assumeColours(frame);
            try (FilterGraph graph = new FilterGraph("", input(input, frame), filters(frame, settings, picture));
                    VideoEncoder encoder =
                            new VideoEncoder(out, settings.width(), settings.height(), fps, threads, false, OPTIONS)) {
                long first = frame.best_effort_timestamp();
                long count = 0;
                boolean more = true;
                while (more && count < limit) {
                    progress.check();
                    if (frame != null) {
                        long time = frame.best_effort_timestamp();
                        frame.pts(time == AV_NOPTS_VALUE || first == AV_NOPTS_VALUE ? count : time - first);
                        assumeColours(frame);
                    }
                    graph.put(frame);
                    more = frame != null;
                    for (AVFrame done = graph.get(); done != null && count < limit; done = graph.get()) {
                        encoder.encode(done, count++);
                    }
                    frame = more ? input.frame() : null;
                }
                if (count == 0) {
                    throw new MediaException("Cannot read " + source, 0, "no picture in it");
                }
                encoder.finish(count);
            }
        }
    }

    /** Files that do not tell their colours mean what players take them for. */
    static void assumeColours(AVFrame frame) {
        boolean rgb = (av_pix_fmt_desc_get(frame.format()).flags() & AV_PIX_FMT_FLAG_RGB) != 0;
        if (!rgb && frame.colorspace() == AVCOL_SPC_UNSPECIFIED) {
            frame.colorspace(frame.height() >= 720 ? AVCOL_SPC_BT709 : AVCOL_SPC_BT470BG);
        }
    }

    /** What goes into a filter graph. */
    static String input(Input input, AVFrame frame) {
        AVRational time = input.stream().time_base();
        AVRational rate = input.stream().avg_frame_rate();
        String text = String.format(
                Locale.ROOT,
                "video_size=%dx%d:pix_fmt=%d:time_base=%d/%d:pixel_aspect=1/1:colorspace=%d:range=%d",
                frame.width(),
                frame.height(),
                frame.format(),
                time.num(),
                time.den(),
                frame.colorspace(),
                frame.color_range());
        return rate.num() > 0 && rate.den() > 0 ? text + ":frame_rate=" + rate.num() + "/" + rate.den() : text;
    }

    private static String filters(AVFrame frame, Settings settings, boolean picture) {
        List<String> filters = new ArrayList<>();
        if (!picture) {
            filters.add("fps=" + settings.fps() + ":start_time=0");
        }
        AVRational pixel = frame.sample_aspect_ratio();
        double aspect = pixel.num() > 0 && pixel.den() > 0 ? (double) pixel.num() / pixel.den() : 1;
        double width = frame.width();
        double height = frame.height();
        // The part of the picture that has the frame's shape, from its centre; then turned; then scaled.
        Upright upright = Upright.of(frame);
        double wanted = upright.lying()
                ? (double) settings.height() / settings.width()
                : (double) settings.width() / settings.height();
        wanted /= aspect;
        if (width / height > wanted) {
            width = Math.max(2, Math.round(height * wanted));
        } else {
            height = Math.max(2, Math.round(width / wanted));
        }
        filters.add(String.format(Locale.ROOT, "crop=%d:%d:exact=0", (int) width, (int) height));
        filters.addAll(upright.filters());
        filters.add(String.format(
                Locale.ROOT,
                "scale=%d:%d:flags=bicubic:out_color_matrix=bt709:out_range=tv",
                settings.width(),
                settings.height()));
        filters.add("format=yuv420p");
        return String.join(",", filters);
    }
}
