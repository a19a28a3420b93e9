package org.kinoroute.compose;

import static org.bytedeco.ffmpeg.global.avutil.AVCOL_RANGE_MPEG;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_SPC_BT709;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUV420P;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.kinoroute.store.ObjectStore;
import org.kinoroute.video.Composition;
import org.kinoroute.video.Timeline;
import org.kinoroute.video.Timeline.Cue;

/** Makes the picture that stands for a video: one of its frames, with the chat well filled, or with the
 * first picture whole. */
public final class Thumbnail {

    /** Of JPEG, from 2 (best) to 31. */
    private static final int QUALITY = 3;

    private final ObjectStore store;
    private final Backgrounds backgrounds;

    public Thumbnail(ObjectStore store, Backgrounds backgrounds) {
        this.store = store;
        this.backgrounds = backgrounds;
    }

    /** Writes a JPEG of the frame's size. */
    public void write(Composition composition, Path jpg) {
        Path background = backgrounds.normalised(composition, Progress.NONE);
        int fps = composition.settings().fps();
        try (FrameComposer composer = new FrameComposer(composition, store, backgrounds, Progress.NONE)) {
            long frame = moment(composition, composer);
            FrameComposer.Look look = composer.look(frame).withoutCaption();
            if (background == null) {
                encode(composer.draw(look, null), jpg);
                return;
            }
            try (BackgroundReader reader = new BackgroundReader(background, fps, frame)) {
                encode(composer.draw(look, reader.next()), jpg);
            }
        }
    }

    /** The end of the first voice at which the window is as full as it ever gets. */
    private static long moment(Composition composition, FrameComposer composer) {
        if (composition.chat() == null) {
            return composer.wholeShot();
        }
        Timeline timeline = composition.timeline();
        int fps = composition.settings().fps();
        long best = timeline.frames(fps) - 1;
        int fullest = -1;
        for (Cue cue : timeline.cues()) {
            if (cue.voice() > 0) {
                long start = timeline.frameAt(cue.start(), fps);
                long frame = Math.max(start, timeline.frameAt(cue.start() + cue.voice(), fps) - 1);
                int filled = composer.filled(composer.look(frame));
                if (filled > fullest) {
                    fullest = filled;
                    best = frame;
                }
            }
        }
        return Math.min(best, timeline.frames(fps) - 1);
    }

    private static void encode(AVFrame frame, Path jpg) {
        String input = String.format(
                "video_size=%dx%d:pix_fmt=%d:time_base=1/1:pixel_aspect=1/1:colorspace=%d:range=%d",
                frame.width(), frame.height(), AV_PIX_FMT_YUV420P, AVCOL_SPC_BT709, AVCOL_RANGE_MPEG);
        frame.colorspace(AVCOL_SPC_BT709);
        frame.color_range(AVCOL_RANGE_MPEG);
        frame.pts(0);
        // JPEGs are BT.601, full range.
        String filters = "scale=flags=accurate_rnd+full_chroma_int:out_color_matrix=bt601:out_range=pc,format=yuvj420p";
        try (FilterGraph graph = new FilterGraph("", input, filters)) {
            graph.put(frame);
            Files.write(jpg, StillWriter.jpeg(graph.get(), QUALITY));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
