package org.kinoroute.compose;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kinoroute.store.FolderStore;
import org.kinoroute.video.Composition;
import org.kinoroute.video.JsonConfiguration;
import org.kinoroute.video.Shot;
import org.kinoroute.video.Timeline;
import org.kinoroute.video.Timeline.Cue;

/** What is encoded while later voices are still being made is what the whole video has there. */
class FirstScenesTest {

    private static final ComposeProperties PROPERTIES = CompositionTest.properties(0.5);
    private static final UUID VIDEO = UUID.randomUUID();

    @TempDir
    Path folder;

    private FolderStore store;

    @BeforeEach
    void begin() {
        store = new FolderStore(folder.resolve("store"));
    }

    @Test
    void aChatLooksTheSameHoweverLittleIsKnownOfWhatFollows() {
        for (double pause : new double[] {0.5, 0}) {
            for (int group : new int[] {0, 3}) {
                TestVideo chat = new TestVideo(store);
                chat.messages = 10;
                chat.motion = true;
                chat.captions = true;
                chat.group = group;
                chat.pause = pause;
                chat.fps = 10;
                assertThat(cutsThatAreSettledAreThoseOfTheWhole(chat.build())).isEqualTo(10);
            }
        }
    }

    @Test
    void shotsAreSettledWhenItIsKnownHowLongTheyAreSeen() {
        for (double transition : new double[] {0.3, 1.2, 0}) {
            TestVideo chat = new TestVideo(store);
            chat.messages = 11;
            TestShots film = new TestShots(store);
            film.transition = transition;
            film.chat = chat.layout();
            Shot photo = film.photo(TestShots.spot(400, 700, 200, 350, 12), null);
            film.scene(photo, 0.7)
                    .scene(film.drawing(3), 0.9)
                    .scene(photo, 0.6)
                    .scene(photo, 0.05)
                    .scene(null, 0.1)
                    .scene(null, 1.3)
                    .scene(TestShots.clip("assets/clip.mp4"), 0.8)
                    .scene(film.flat(Color.GREEN), 0.2)
                    .scene(photo, 0.4)
                    .scene(null, 0.5)
                    .scene(film.flat(Color.RED), 1);
            assertThat(cutsThatAreSettledAreThoseOfTheWhole(film.build())).isBetween(5, 11);
        }
    }

    @Test
    void theBytesAreTheSameToo() throws Exception {
        TestVideo chat = new TestVideo(store);
        chat.motion = true;
        chat.captions = true;
        chat.background = TestBackgrounds.movingBars(store, 320, 240, 1.5);
        Composition whole = chat.build();
        Composition first = first(whole, 3);
        SegmentEncoder encoder = new SegmentEncoder(store, new Backgrounds(store, PROPERTIES), PROPERTIES);
        List<SegmentPlan.Segment> segments = encoder.plan(first).ofFirst(3).segments();
        assertThat(segments).hasSize(4);
        for (SegmentPlan.Segment segment : segments) {
            Path early = folder.resolve("early.mp4");
            Path late = folder.resolve("late.mp4");
            encoder.encode(first, segment.index(), early, Progress.NONE);
            encoder.encode(whole, segment.index(), late, Progress.NONE);
            assertThat(Files.mismatch(early, late)).isEqualTo(-1);
        }
    }

    /** @return how many segments were settled before all was known */
    private int cutsThatAreSettledAreThoseOfTheWhole(Composition whole) {
        SegmentPlan plan = SegmentPlan.of(whole, PROPERTIES.segmentSeconds());
        int most = 0;
        for (int known = 0; known < whole.timeline().cues().size(); known++) {
            Composition first = first(whole, known);
            List<SegmentPlan.Segment> settled = SegmentPlan.of(first, PROPERTIES.segmentSeconds())
                    .ofFirst(known)
                    .segments();
            assertThat(settled).isEqualTo(plan.ofFirst(known).segments());
            most = Math.max(most, settled.size());
            PartKeys keys = keys(whole);
            PartKeys firstKeys = keys(first);
            for (SegmentPlan.Segment segment : settled) {
                assertThat(firstKeys.segment(segment)).isEqualTo(keys.segment(segment));
            }
            long end = settled.isEmpty() ? 0 : settled.get(settled.size() - 1).to();
            Backgrounds backgrounds = new Backgrounds(store, PROPERTIES);
            try (FrameComposer composer = new FrameComposer(whole, store, backgrounds, Progress.NONE);
                    FrameComposer early = new FrameComposer(first, store, backgrounds, Progress.NONE)) {
                assertThat(early.isStill()).isEqualTo(composer.isStill());
                for (long frame = 0; frame < end; frame++) {
                    assertThat(early.look(frame))
                            .as("frame %d, %d scenes known", frame, known)
                            .isEqualTo(composer.look(frame));
                }
            }
        }
        return most;
    }

    private static PartKeys keys(Composition composition) {
        return new PartKeys(VIDEO, composition, PROPERTIES, new JsonConfiguration().objectMapper());
    }

    /** As the Assembler would have it: of the other scenes nothing is known but that they follow. */
    private static Composition first(Composition whole, int known) {
        List<Cue> cues = new ArrayList<>();
        long at = whole.timeline().cues().get(0).start();
        for (Cue cue : whole.timeline().cues()) {
            Cue as = cue.scene() < known
                    ? cue
                    : new Cue(
                            cue.scene(),
                            at,
                            whole.timeline().sampleRate(),
                            cue.pause(),
                            cue.character(),
                            cue.text(),
                            null,
                            List.of());
            cues.add(as);
            at = as.start() + as.voice() + as.pause();
        }
        return new Composition(
                whole.title(),
                whole.language(),
                whole.settings(),
                new Timeline(whole.timeline().sampleRate(), cues, at + 48_000),
                whole.chat(),
                whole.shots(),
                whole.captions(),
                whole.expected());
    }
}
