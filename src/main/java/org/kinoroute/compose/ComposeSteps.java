package org.kinoroute.compose;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import org.kinoroute.store.ObjectStore;
import org.kinoroute.video.Composition;
import org.kinoroute.video.Videos;
import org.springframework.stereotype.Component;

/** The steps of composition as the route names them: each makes one file, which the route stores. */
@Component("compose")
public class ComposeSteps {

    /** Percent of a video's work that are done before composition, and after its segments. */
    private static final double BEFORE = 20;

    private static final double AFTER = 97;

    private final ObjectStore store;
    private final Videos videos;
    private final SegmentEncoder segments;
    private final SoundTrack sound;
    private final Joiner joiner;
    private final Thumbnail thumbnail;
    private final CaptionFiles captions;

    public ComposeSteps(
            ObjectStore store,
            Videos videos,
            SegmentEncoder segments,
            SoundTrack sound,
            Joiner joiner,
            Thumbnail thumbnail,
            CaptionFiles captions) {
        this.store = store;
        this.videos = videos;
        this.segments = segments;
        this.sound = sound;
        this.joiner = joiner;
        this.thumbnail = thumbnail;
        this.captions = captions;
    }

    /** How the video is cut. */
    public List<SegmentPlan.Segment> segments(Composition composition) {
        return segments.plan(composition).segments();
    }

    /** Encodes the picture of one segment. */
    public File segment(UUID video, Composition composition, SegmentPlan.Segment segment) throws IOException {
        Path file = Files.createTempFile("segment", ".mp4");
        segments.encode(composition, segment.index(), file, watch(video, composition, segment));
        return file.toFile();
    }

    /** Encodes the sound of the whole video. */
    public File sound(UUID video, Composition composition) throws IOException {
        Path file = Files.createTempFile("sound", ".m4a");
        sound.encode(composition, file, Progress.NONE);
        return file.toFile();
    }

    /** A file that a maker gets. */
    public record Result(String name, String contentType, File file) {}

    /** Puts the stored segments and the sound together, and makes what goes with the video. */
    public List<Result> results(UUID video, Composition composition) throws IOException {
        Path folder = Files.createTempDirectory("results");
        List<Result> results = List.of(
                new Result(
                        "thumbnail.jpg",
                        "image/jpeg",
                        folder.resolve("thumbnail.jpg").toFile()),
                new Result(
                        "captions.srt",
                        "application/x-subrip",
                        folder.resolve("captions.srt").toFile()),
                new Result(
                        "captions.vtt",
                        "text/vtt",
                        folder.resolve("captions.vtt").toFile()),
                new Result("video.mp4", "video/mp4", folder.resolve("video.mp4").toFile()));
        List<Path> pictures = segments(composition).stream()
                .map(segment -> store.fetch(segmentKey(video, segment)))
                .toList();
        joiner.join(pictures, store.fetch(soundKey(video)), composition, folder.resolve("video.mp4"));
        thumbnail.write(composition, folder.resolve("thumbnail.jpg"));
        captions.write(composition, folder.resolve("captions.srt"), folder.resolve("captions.vtt"));
        return results;
    }

    public static String segmentKey(UUID video, SegmentPlan.Segment segment) {
        return "videos/" + video + "/segments/" + segment.index() + ".mp4";
    }

    public static String soundKey(UUID video) {
        return "videos/" + video + "/segments/sound.m4a";
    }

    private Progress watch(UUID video, Composition composition, SegmentPlan.Segment segment) {
        long frames = composition.timeline().frames(composition.settings().fps());
        return new Progress() {
            private long next;
            private boolean open = true;

            @Override
            public void done(long done, long total) {
                long now = System.nanoTime();
                if (now >= next) {
                    next = now + 300_000_000L;
                    videos.progress(video, BEFORE + (AFTER - BEFORE) * (segment.from() + done) / frames);
                    open = videos.isOpen(video);
                }
            }

            @Override
            public boolean cancelled() {
                return !open;
            }
        };
    }
}
