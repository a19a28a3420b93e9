package org.kinoroute.compose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.jna.Function;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kinoroute.store.FolderStore;
import org.kinoroute.store.StoredObject;
import org.kinoroute.video.Composition;

/** A video of more than a minute is the same, bit for bit, however it is made and whatever memory held before. */
class SameBytesTest {

    /** {@code M_PERTURB} of glibc's {@code malloc.h}: what memory is filled with before it is handed out. */
    private static final int PERTURB = -6;

    private static final ComposeProperties PROPERTIES = CompositionTest.properties(20);

    @TempDir
    Path folder;

    private FolderStore store;
    private Composition composition;

    @BeforeEach
    void aLongChatOverAMovingBackground() {
        store = new FolderStore(folder.resolve("store"));
        store.put("assets/lights.mp4", Path.of("config/backgrounds/lights.mp4"), "video/mp4");
        TestVideo chat = new TestVideo(store);
        // Small, and no multiple of what encoders and decoders pad to.
        chat.width = 142;
        chat.height = 248;
        chat.fps = 15;
        chat.messages = 30;
        chat.voice = 2;
        chat.motion = true;
        chat.background = "assets/lights.mp4";
        composition = chat.build();
        assertThat(composition.timeline().frames(chat.fps)).isGreaterThan(1100);
    }

    @AfterEach
    void memoryAsItComes() {
        fillMemory(0);
    }

    @Test
    void inOneGoAgainAndTakenUpAfterAnInterruption() throws Exception {
        fillMemory(0x55);
        Path film = Films.compose(composition, store, folder.resolve("one go"), PROPERTIES);

        fillMemory(0xaa);
        for (StoredObject made : store.list("backgrounds/")) {
            Files.delete(store.fetch(made.key()));
        }
        same(Films.compose(composition, store, folder.resolve("again"), PROPERTIES), film);

        fillMemory(0x0f);
        same(takenUp(), film);
    }

    /** Segments of the first go up to the middle, where another process begins, and is interrupted once more. */
    private Path takenUp() throws Exception {
        SegmentEncoder encoder = new SegmentEncoder(store, new Backgrounds(store, PROPERTIES), PROPERTIES);
        List<SegmentPlan.Segment> plan = encoder.plan(composition).segments();
        int middle = plan.size() / 2;
        Path sound = folder.resolve("one go/sound.mp4");
        List<Path> segments = new ArrayList<>();
        for (SegmentPlan.Segment segment : plan.subList(0, middle)) {
            segments.add(folder.resolve("one go/segment-" + segment.index() + ".mp4"));
        }
        Path out = folder.resolve("interrupted.mp4");
        assertThatThrownBy(() -> encoder.encode(composition, middle, out, new Interruption(100)))
                .isInstanceOf(CancellationException.class);
        for (SegmentPlan.Segment segment : plan.subList(middle, plan.size())) {
            Path made = folder.resolve("segment-" + segment.index() + ".mp4");
            encoder.encode(composition, segment.index(), made, Progress.NONE);
            segments.add(made);
        }
        Path film = folder.resolve("taken up.mp4");
        new Joiner().join(segments, sound, composition, film);
        return film;
    }

    private static void same(Path film, Path other) throws Exception {
        assertThat(Files.mismatch(film, other)).as(film.toString()).isEqualTo(-1);
    }

    /** So that whatever reads memory that nobody has written to shows: from now on it holds this. */
    private static void fillMemory(int value) {
        try {
            // The complement of what is asked for is what one gets.
            Function.getFunction("c", "mallopt").invokeInt(new Object[] {PERTURB, value == 0 ? 0 : value ^ 0xff});
        } catch (UnsatisfiedLinkError e) {
            // Another C library than glibc: memory is as it comes.
        }
    }

    private static final class Interruption implements Progress {

        private final long after;
        private long seen;

        Interruption(long after) {
            this.after = after;
        }

        @Override
        public void done(long done, long total) {
            seen = done;
        }

        @Override
        public boolean cancelled() {
            return seen == after;
        }
    }
}
