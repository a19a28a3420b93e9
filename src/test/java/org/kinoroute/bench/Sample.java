package org.kinoroute.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.kinoroute.compose.Backgrounds;
import org.kinoroute.compose.ComposeProperties;
import org.kinoroute.compose.Joiner;
import org.kinoroute.compose.Progress;
import org.kinoroute.compose.SegmentEncoder;
import org.kinoroute.compose.SegmentPlan;
import org.kinoroute.compose.SoundTrack;
import org.kinoroute.compose.Thumbnail;
import org.kinoroute.store.FolderStore;
import org.kinoroute.video.Composition;

/** Makes the bench's chat with motion, to be looked at. Arguments: background file or {@code -}; MP4 to write. */
public final class Sample {

    private Sample() {}

    public static void main(String[] arguments) throws Exception {
        Path work = Files.createTempDirectory("sample");
        FolderStore store = new FolderStore(work);
        boolean none = arguments[0].equals("-");
        if (!none) {
            store.put("assets/background", Path.of(arguments[0]), "video/mp4");
        }
        Composition composition = new BenchChat(!none).composition(store, none ? null : "assets/background", true);
        ComposeProperties properties = ComposeProperties.defaults();
        Backgrounds backgrounds = new Backgrounds(store, properties);
        SegmentEncoder encoder = new SegmentEncoder(store, backgrounds, properties);
        List<Path> segments = new ArrayList<>();
        for (SegmentPlan.Segment segment : encoder.plan(composition).segments()) {
            segments.add(work.resolve("segment" + segment.index() + ".mp4"));
            encoder.encode(composition, segment.index(), segments.get(segment.index()), Progress.NONE);
        }
        Path sound = work.resolve("sound.mp4");
        new SoundTrack(store, properties).encode(composition, sound, Progress.NONE);
        Path out = Path.of(arguments[1]);
        new Joiner().join(segments, sound, composition, out);
        new Thumbnail(store, backgrounds).write(composition, Path.of(arguments[1] + ".jpg"));
    }
}
