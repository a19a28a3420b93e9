package org.kinoroute.compose;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.kinoroute.store.ObjectStore;
import org.kinoroute.video.Composition;
import org.kinoroute.video.Videos;
import org.springframework.stereotype.Component;

/** The steps of composition as the route names them: each makes one file, which the route stores. */
@Component("compose")
public class ComposeSteps {

    /** Of the work of composition, what the segments are; the rest is joining and storing. */
    private static final double SEGMENTS = 0.95;

    private final ObjectStore store;
    private final Videos videos;
    private final SegmentEncoder segments;
    private final SoundTrack sound;
    private final Joiner joiner;
    private final Thumbnail thumbnail;
    private final CaptionFiles captions;
    private final ComposeProperties properties;

    public ComposeSteps(
            ObjectStore store,
            Videos videos,
            SegmentEncoder segments,
            SoundTrack sound,
            Joiner joiner,
            Thumbnail thumbnail,
            CaptionFiles captions,
            ComposeProperties properties) {
        this.store = store;
        this.videos = videos;
        this.segments = segments;
        this.sound = sound;
        this.joiner = joiner;
        this.thumbnail = thumbnail;
        this.captions = captions;
        this.properties = properties;
    }

    /** How the video is cut. */
    public List<SegmentPlan.Segment> segments(Composition composition) {
        return segments.plan(composition).segments();
    }

    /** Encodes the picture of one segment. */
    public File segment(UUID video, Composition composition, SegmentPlan.Segment segment) throws IOException {
        return made(
                "segment",
                ".mp4",
                file -> segments.encode(composition, segment.index(), file, watch(video, composition, segment)));
    }

    /** Encodes the sound of the whole video. */
    public File sound(UUID video, Composition composition) throws IOException {
        return made("sound", ".m4a", file -> sound.encode(composition, file, untilCancelled(video)));
    }

    /** A file that is there whole, or not at all. */
    private static File made(String name, String ending, Consumer<Path> maker) throws IOException {
        Path file = Files.createTempFile(name, ending);
        boolean whole = false;
        try {
            maker.accept(file);
            whole = true;
            return file.toFile();
        } finally {
            if (!whole) {
                Files.deleteIfExists(file);
            }
        }
    }

    /** A file that a maker gets. */
    public record Result(String name, String contentType, File file) {}

    /** Puts the stored segments and the sound together, and makes what goes with the video: all of it, or nothing. */
    public List<Result> results(UUID video, Composition composition) throws IOException {
        List<Result> results = new ArrayList<>();
        boolean whole = false;
        try {
            Path thumb = result(results, "thumbnail.jpg", "image/jpeg");
            Path srt = result(results, "captions.srt", "application/x-subrip");
            Path vtt = result(results, "captions.vtt", "text/vtt");
            Path sound = result(results, "audio.m4a", "audio/mp4");
            Path mp4 = result(results, "video.mp4", "video/mp4");
            List<Path> pictures = segments(composition).stream()
                    .map(segment -> store.fetch(segmentKey(video, segment)))
                    .toList();
            Files.copy(store.fetch(soundKey(video)), sound, StandardCopyOption.REPLACE_EXISTING);
            joiner.join(pictures, sound, composition, mp4);
            thumbnail.write(composition, thumb);
            captions.write(composition, srt, vtt);
            whole = true;
            return results;
        } finally {
            if (!whole) {
                for (Result result : results) {
                    Files.deleteIfExists(result.file().toPath());
                }
            }
        }
    }

    private static Path result(List<Result> results, String name, String contentType) throws IOException {
        Path file = Files.createTempFile("result-", "-" + name);
        results.add(new Result(name, contentType, file.toFile()));
        return file;
    }

    /** Where a segment lies: what was encoded with other settings, before a restart, is not taken for it. */
    public String segmentKey(UUID video, SegmentPlan.Segment segment) {
        return "videos/" + video + "/segments/" + properties.fingerprint() + "/" + segment.index() + ".mp4";
    }

    public String soundKey(UUID video) {
        return "videos/" + video + "/segments/" + properties.fingerprint() + "/sound.m4a";
    }

    private Progress watch(UUID video, Composition composition, SegmentPlan.Segment segment) {
        long frames = composition.timeline().frames(composition.settings().fps());
        return new Watch(video) {
            @Override
            void glance(long done) {
                videos.part(video, "compose", SEGMENTS * (segment.from() + done) / frames);
            }
        };
    }

    private Progress untilCancelled(UUID video) {
        return new Watch(video) {
            @Override
            void glance(long done) {
                // The pictures tell how far the video is.
            }
        };
    }

    /** Looks up now and then whether the video is still wanted. */
    private abstract class Watch implements Progress {

        private static final long EVERY_NS = 300_000_000;

        private final UUID video;
        private long next;
        private boolean open = true;

        Watch(UUID video) {
            this.video = video;
        }

        abstract void glance(long done);

        @Override
        public void done(long done, long total) {
            long now = System.nanoTime();
            if (now >= next) {
                next = now + EVERY_NS;
                glance(done);
                open = videos.isOpen(video);
            }
        }

        @Override
        public boolean cancelled() {
            return !open;
        }
    }
}
