package org.kinoroute.compose;

import java.nio.file.Path;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.kinoroute.store.ObjectStore;
import org.kinoroute.video.Composition;
import org.kinoroute.video.Settings;

/** Encodes the picture of one segment of a video; any process may encode any segment. */
public final class SegmentEncoder {

    private final ObjectStore store;
    private final Backgrounds backgrounds;
    private final ComposeProperties properties;

    public SegmentEncoder(ObjectStore store, Backgrounds backgrounds, ComposeProperties properties) {
        this.store = store;
        this.backgrounds = backgrounds;
        this.properties = properties;
    }

    /** How the video is cut. */
    public SegmentPlan plan(Composition composition) {
        return SegmentPlan.of(composition, properties.segmentSeconds());
    }

    /** Writes one segment, picture only, as an MP4. */
    public void encode(Composition composition, int segment, Path out, Progress progress) {
        SegmentPlan.Segment part = plan(composition).segments().get(segment);
        encode(composition, part.from(), part.to(), out, progress);
    }

    /** Writes the frames from one to before another, picture only, as an MP4. */
    public void encode(Composition composition, long from, long to, Path out, Progress progress) {
        Settings settings = composition.settings();
        Path background = backgrounds.normalised(composition, progress);
        try (BackgroundReader reader =
                        background == null ? null : new BackgroundReader(background, settings.fps(), from);
                FrameComposer composer = new FrameComposer(composition, store, backgrounds, progress)) {
            boolean still = (reader == null || reader.isStill()) && composer.isStill();
            try (VideoEncoder encoder =
                    VideoEncoder.output(out, settings.width(), settings.height(), settings.fps(), still, properties)) {
                encode(from, to, still, reader, composer, encoder, progress);
            }
        }
    }

    private static void encode(
            long from,
            long to,
            boolean still,
            BackgroundReader reader,
            FrameComposer composer,
            VideoEncoder encoder,
            Progress progress) {
        FrameComposer.Look shown = null;
        for (long number = from; number < to; number++) {
            progress.check();
            FrameComposer.Look look = composer.look(number);
            // Where nothing keeps moving, a picture lasts until the next one that differs.
            if (!still || !look.equals(shown)) {
                AVFrame background = reader == null ? null : reader.next();
                encoder.encode(composer.draw(look, background), number - from);
                shown = look;
            }
            progress.done(number - from + 1, to - from);
        }
        encoder.finish(to - from);
    }
}
