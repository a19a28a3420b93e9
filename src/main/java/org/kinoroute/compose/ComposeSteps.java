package org.kinoroute.compose;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.kinoroute.store.ObjectStore;
import org.kinoroute.video.Composition;
import org.kinoroute.video.TemporaryFiles;
import org.kinoroute.video.Videos;
import org.springframework.stereotype.Component;

/** The steps of composition as the routes name them: what is planned, and what is made, which the routes store. */
@Component("compose")
public class ComposeSteps {

    private final ObjectStore store;
    private final Videos videos;
    private final VideoParts parts;
    private final Joiner joiner;
    private final CaptionFiles captions;
    private final ComposeProperties properties;
    private final ObjectMapper json;
    /** One, but where processes that are set to something else share the work. */
    private final Map<ComposeProperties, Studio> studios = new ConcurrentHashMap<>();

    public ComposeSteps(
            ObjectStore store,
            Videos videos,
            VideoParts parts,
            Joiner joiner,
            CaptionFiles captions,
            ComposeProperties properties,
            ObjectMapper json) {
        this.store = store;
        this.videos = videos;
        this.parts = parts;
        this.joiner = joiner;
        this.captions = captions;
        this.properties = properties;
        this.json = json;
    }

    private Studio studio(ComposeProperties encoding) {
        return studios.computeIfAbsent(encoding, settings -> Studio.of(store, settings));
    }

    /**
     * Notes the parts of a video that are settled.
     *
     * @param composition the whole of it, or what is known of it while only the first scenes are complete
     * @param key of the composition
     * @param firstScenes how many of them; null: all
     */
    public void plan(UUID video, Composition composition, String key, Integer firstScenes) {
        boolean all = firstScenes == null;
        ComposeProperties encoding = parts.settle(video, properties, all);
        Studio studio = studio(encoding);
        PartKeys keys = new PartKeys(video, composition, encoding, json);
        SegmentPlan cuts = studio.segments().plan(composition);
        List<Part> planned = new ArrayList<>();
        if (composition.settings().background() != null) {
            planned.add(Part.background(studio.backgrounds().key(composition), key));
        }
        for (SegmentPlan.Segment segment : (all ? cuts : cuts.ofFirst(firstScenes)).segments()) {
            planned.add(Part.segment(segment, keys.segment(segment), key));
        }
        if (all) {
            planned.add(Part.sound(
                    keys.sound(),
                    key,
                    composition.timeline().frames(composition.settings().fps())));
        }
        parts.plan(video, planned, all);
    }

    /** Makes a part; a background is kept for other videos, too, and so is in the store already: then it is null. */
    public File make(UUID video, Composition composition, Part part) throws IOException {
        Studio studio = studio(part.encoding());
        return switch (part.name()) {
            case Part.BACKGROUND -> {
                studio.backgrounds().normalise(composition, watch(video, null));
                yield null;
            }
            case Part.SOUND ->
                made("sound", ".m4a", file -> studio.sound().encode(composition, file, watch(video, null)));
            default ->
                made("segment", ".mp4", file -> studio.segments()
                        .encode(composition, part.from(), part.to(), file, watch(video, part)));
        };
    }

    /** A file that is there whole, or not at all. */
    private static File made(String name, String ending, Consumer<Path> maker) throws IOException {
        Path file = TemporaryFiles.file(name, ending);
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
            List<Part> stored = parts.all(video);
            List<Path> pictures = new ArrayList<>();
            for (Part part : stored) {
                switch (part.name()) {
                    case Part.BACKGROUND -> {}
                    case Part.SOUND -> Files.copy(store.fetch(part.key()), sound, StandardCopyOption.REPLACE_EXISTING);
                    default -> pictures.add(store.fetch(part.key()));
                }
            }
            joiner.join(pictures, sound, composition, mp4);
            studio(stored.get(0).encoding()).thumbnail().write(composition, thumb);
            captions.write(composition, srt, vtt);
            whole = true;
            return results;
        } finally {
            if (!whole) {
                discardAll(results);
            }
        }
    }

    private static Path result(List<Result> results, String name, String contentType) throws IOException {
        Path file = TemporaryFiles.file("result-", "-" + name);
        results.add(new Result(name, contentType, file.toFile()));
        return file;
    }

    /** Removes results from this machine. */
    public void discardAll(List<Result> results) throws IOException {
        for (Result result : results) {
            discard(result.file());
        }
    }

    /** Removes a file that was made from this machine. */
    public void discard(File made) throws IOException {
        Files.deleteIfExists(made.toPath());
    }

    /** @param part whose progress is noted; null: nobody's, as it is small */
    private Progress watch(UUID video, Part part) {
        return new Watch(video, part);
    }

    /** Looks up now and then whether the video is still to be made, and says how far it is; seldom, for many do so at once. */
    private final class Watch implements Progress {

        private static final long EVERY_NS = 1_000_000_000;

        private final UUID video;
        private final Part part;
        private long next;
        private boolean open = true;

        Watch(UUID video, Part part) {
            this.video = video;
            this.part = part;
        }

        @Override
        public void done(long done, long total) {
            long now = System.nanoTime();
            if (now >= next) {
                next = now + EVERY_NS;
                if (part != null) {
                    parts.note(video, part, (double) done / total);
                }
                open = videos.isOpen(video);
            }
        }

        @Override
        public boolean cancelled() {
            return !open;
        }
    }
}
