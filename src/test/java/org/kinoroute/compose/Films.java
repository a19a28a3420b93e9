package org.kinoroute.compose;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.kinoroute.store.ObjectStore;
import org.kinoroute.video.Composition;

/** Composes a whole video as the routes do, one step after the other. */
final class Films {

    private Films() {}

    static Path compose(Composition composition, ObjectStore store, Path folder, ComposeProperties properties) {
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Backgrounds backgrounds = new Backgrounds(store, properties);
        SegmentEncoder encoder = new SegmentEncoder(store, backgrounds, properties);
        List<Path> segments = new ArrayList<>();
        for (SegmentPlan.Segment segment : encoder.plan(composition).segments()) {
            Path out = folder.resolve("segment-" + segment.index() + ".mp4");
            encoder.encode(composition, segment.index(), out, Progress.NONE);
            segments.add(out);
        }
        Path sound = folder.resolve("sound.mp4");
        new SoundTrack(store, properties).encode(composition, sound, Progress.NONE);
        Path video = folder.resolve("video.mp4");
        new Joiner().join(segments, sound, composition, video);
        return video;
    }
}
