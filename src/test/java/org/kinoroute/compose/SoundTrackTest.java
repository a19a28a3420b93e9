package org.kinoroute.compose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kinoroute.store.FolderStore;
import org.kinoroute.video.Composition;
import org.kinoroute.video.Timeline;
import org.kinoroute.video.Timeline.Cue;

class SoundTrackTest {

    /** 10 ms. */
    private static final int BLOCK = 480;

    @TempDir
    Path folder;

    private FolderStore store;
    private TestVideo chat;

    @BeforeEach
    void begin() {
        store = new FolderStore(folder.resolve("store"));
        chat = new TestVideo(store);
    }

    @Test
    void everyVoiceIsHeardAtItsTimeAndPausesAreSilentUpToTheLastOfThreeHundred() {
        chat.messages = 300;
        chat.voice = 0.2;
        chat.pause = 0.15;
        Composition composition = chat.build();
        float[] levels = Decoded.levels(sound(composition), TestVideo.RATE, BLOCK);
        Timeline timeline = composition.timeline();
        assertThat((long) levels.length * BLOCK).isBetween(timeline.samples(), timeline.samples() + 2 * BLOCK + 1024);
        for (Cue cue : timeline.cues()) {
            int start = (int) (cue.start() / BLOCK);
            int end = (int) ((cue.start() + cue.voice()) / BLOCK);
            assertThat(levels[start + 2]).as("voice %d", cue.scene()).isGreaterThan(0.1f);
            assertThat(levels[end - 2]).as("end of %d", cue.scene()).isGreaterThan(0.1f);
            assertThat(levels[start - 3]).as("before %d", cue.scene()).isLessThan(0.01f);
            assertThat(levels[end + 3]).as("after %d", cue.scene()).isLessThan(0.01f);
        }
    }

    @Test
    void voicesStartAtTheirSampleExactly() {
        // A file at another rate and one at the output's own.
        for (int rate : new int[] {22_050, 48_000}) {
            chat = new TestVideo(store);
            chat.wavRate = rate;
            Timeline timeline = chat.build().timeline();
            float[] left = new float[(int) timeline.samples()];
            try (VoiceMix mix = new VoiceMix(timeline, store)) {
                assertThat(mix.read(left, new float[left.length], left.length)).isEqualTo(left.length);
            }
            for (Cue cue : timeline.cues()) {
                int start = (int) cue.start();
                int end = (int) (cue.start() + cue.voice());
                assertThat(left[start - 1]).isZero();
                assertThat(left[end]).isZero();
                // A sine from its zero: half a period of 880 Hz later it is at zero again, from above.
                int half = start + 2 * 48_000 / 880;
                assertThat(left[half - 2] * left[half + 3]).isNegative();
            }
        }
    }

    @Test
    void loudnessIsWhatPlatformsAskForAndPeaksAreHeldDown() {
        for (double amplitude : new double[] {0.02, 0.9}) {
            store = new FolderStore(folder.resolve("store" + amplitude));
            chat = new TestVideo(store);
            chat.amplitude = amplitude;
            check(sound(chat.build()));
        }
    }

    @Test
    void speechWithHighPeaksIsAsLoudAndNoPeakGoesThrough() {
        store.put("music/clicks.wav", Clicks.over(8, 44_100), "audio/wav");
        chat.music = "music/clicks.wav";
        chat.amplitude = 0.05;
        check(sound(chat.build()));
    }

    @Test
    void musicGoesDownUnderTheVoiceAndIsLooped() {
        store.put("music/tone.wav", TestVideo.beep(44_100, 44_100, 0.5), "audio/wav");
        chat.music = "music/tone.wav";
        chat.pause = 2;
        chat.messages = 3;
        chat.beeps = true;
        chat.amplitude = 0.0005;
        Composition composition = chat.build();
        Timeline timeline = composition.timeline();
        // The voice is nearly nothing here, so that what is heard is the music.
        Path file = store.fetch("music/tone.wav");
        float[] left = new float[1024];
        float[] right = new float[1024];
        float[] levels = new float[(int) (timeline.samples() / 1024) + 1];
        try (SoundSource mix = new MusicMix(
                new VoiceMix(timeline, store), () -> new SoundFile(file, TestVideo.RATE), timeline, 1, 12)) {
            int block = 0;
            for (int count = mix.read(left, right, 1024); count > 0; count = mix.read(left, right, 1024)) {
                for (int i = 0; i < count; i++) {
                    levels[block] = Math.max(levels[block], Math.abs(left[i]));
                }
                block++;
            }
        }
        Cue second = timeline.cues().get(1);
        float during = levels[(int) ((second.start() + second.voice() / 2) / 1024)];
        float before = levels[(int) ((second.start() - TestVideo.RATE / 2) / 1024)];
        assertThat(20 * Math.log10(before / during)).isCloseTo(12, within(1.5));
    }

    @Test
    void aNarrationThatIsCutOverScenesWithoutPausesIsHeardInOneGo() {
        for (int rate : new int[] {22_050, 48_000}) {
            String key = "voices/narration-" + rate + ".wav";
            store.put(key, TestVideo.beep(3 * rate, rate, 0.4), "audio/wav");
            long[] cuts = {0, 31_337, 31_338, 90_001, 3 * TestVideo.RATE};
            float[] whole = voices(List.of(cue(0, 1000, 3 * TestVideo.RATE, 0, key, 0)));
            List<Cue> cues = new ArrayList<>();
            for (int i = 0; i + 1 < cuts.length; i++) {
                cues.add(cue(i, 1000 + cuts[i], cuts[i + 1] - cuts[i], 0, key, cuts[i]));
            }
            assertThat(voices(cues)).isEqualTo(whole);
        }
    }

    @Test
    void piecesOfANarrationWithPausesBetweenThemBeginAndEndAtTheirSamples() {
        int second = TestVideo.RATE;
        store.put("voices/narration.wav", TestVideo.beep(3 * second, second, 0.4), "audio/wav");
        float[] whole = voices(List.of(cue(0, 0, 3L * second, 0, "voices/narration.wav", 0)));
        // The last piece goes back to the first.
        float[] cut = voices(List.of(
                cue(0, 0, 40_000, 7000, "voices/narration.wav", 0),
                cue(1, 47_000, 50_000, 9000, "voices/narration.wav", 40_000),
                cue(2, 106_000, 30_000, 0, "voices/narration.wav", 0)));
        for (int i = 100; i < 29_900; i++) {
            assertThat(cut[i]).isEqualTo(whole[i]);
            assertThat(cut[47_000 + i]).isEqualTo(whole[40_000 + i]);
            assertThat(cut[106_000 + i]).isEqualTo(whole[i]);
        }
        for (int i = 40_000; i < 47_000; i++) {
            assertThat(cut[i]).isZero();
        }
    }

    private static Cue cue(int scene, long start, long voice, long pause, String key, long offset) {
        return new Cue(scene, start, voice, pause, "Narrator", "Words", key, offset, List.of());
    }

    private float[] voices(List<Cue> cues) {
        Cue last = cues.get(cues.size() - 1);
        Timeline timeline = new Timeline(TestVideo.RATE, cues, last.start() + last.voice() + 5000);
        float[] left = new float[(int) timeline.samples()];
        try (VoiceMix mix = new VoiceMix(timeline, store)) {
            float[] blockLeft = new float[1024];
            float[] blockRight = new float[1024];
            int at = 0;
            for (int count = mix.read(blockLeft, blockRight, 1024);
                    count > 0;
                    count = mix.read(blockLeft, blockRight, 1024)) {
                System.arraycopy(blockLeft, 0, left, at, count);
                at += count;
            }
            assertThat(at).isEqualTo(left.length);
        }
        return left;
    }

    @Test
    void aVideoWithoutAnyVoiceIsSilent() {
        chat.beeps = false;
        Composition composition = chat.build();
        float[] levels = Decoded.levels(sound(composition), TestVideo.RATE, BLOCK);
        assertThat((long) levels.length * BLOCK)
                .isGreaterThanOrEqualTo(composition.timeline().samples());
        for (float level : levels) {
            assertThat(level).isLessThan(0.0001f);
        }
    }

    private void check(Path sound) {
        try (Limiter heard = new Limiter(new SoundFile(sound, TestVideo.RATE), 1, Float.MAX_VALUE)) {
            double loudness = Loudness.measure(heard, TestVideo.RATE, Long.MAX_VALUE, Progress.NONE);
            assertThat(loudness).isCloseTo(-14, within(0.5));
            assertThat(20 * Math.log10(heard.highest())).isLessThanOrEqualTo(-0.9);
        }
    }

    private Path sound(Composition composition) {
        Path sound = folder.resolve("sound.mp4");
        new SoundTrack(store, CompositionTest.properties(20)).encode(composition, sound, Progress.NONE);
        return sound;
    }
}
