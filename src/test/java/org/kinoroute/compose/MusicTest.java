package org.kinoroute.compose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.kinoroute.store.FolderStore;
import org.kinoroute.video.Problem;
import org.kinoroute.video.Timeline;
import org.kinoroute.video.Timeline.Cue;

class MusicTest {

    private static final Path LIBRARY = Path.of("config/music");
    private static final int RATE = 48_000;

    @TempDir
    Path folder;

    static Stream<Path> loops() {
        return Music.in(LIBRARY).stream();
    }

    @Test
    void threeLoopsComeWithKinorouteAndAreFoundByNameAndByChance() {
        assertThat(Music.in(LIBRARY))
                .extracting(Music::name)
                .containsExactly("bright-pop", "calm-ambient", "warm-lofi");
        assertThat(Music.named(LIBRARY, "Warm-Lofi")).isEqualTo(LIBRARY.resolve("warm-lofi.m4a"));
        assertThat(Stream.of(0L, 1L, 2L, 3L, -1L)
                        .map(seed -> Music.name(Music.any(LIBRARY, seed).orElseThrow())))
                .containsExactly("bright-pop", "calm-ambient", "warm-lofi", "bright-pop", "warm-lofi");
        assertThatThrownBy(() -> Music.named(LIBRARY, "polka"))
                .isInstanceOf(Problem.class)
                .hasMessage(
                        "there is no music called polka in config/music; there are bright-pop, calm-ambient, warm-lofi");
    }

    @Test
    void aFolderWithoutMusicHasNone() throws Exception {
        Files.writeString(folder.resolve("README.md"), "Music goes here.");
        Files.writeString(folder.resolve(".hidden.mp3"), "");
        assertThat(Music.in(folder)).isEmpty();
        assertThat(Music.any(folder.resolve("none"), 1)).isEmpty();
        assertThatThrownBy(() -> Music.named(folder, "polka")).hasMessageEndingWith(", which has none");
    }

    @ParameterizedTest
    @MethodSource("loops")
    void aLoopIsCleanAndOfModestSize(Path loop) throws Exception {
        Music.probe(loop);
        assertThat(Files.size(loop)).isLessThan(700_000);
        try (Limiter heard = new Limiter(new SoundFile(loop, RATE), 1, Float.MAX_VALUE)) {
            assertThat(Loudness.measure(heard, RATE, Long.MAX_VALUE, Progress.NONE))
                    .isCloseTo(-17, within(0.5));
            assertThat(heard.highest()).isLessThan(0.85f);
        }
    }

    @ParameterizedTest
    @MethodSource("loops")
    void aLoopBeginsAgainWithoutAClick(Path loop) {
        float[][] sound = read(loop);
        int length = sound[0].length;
        assertThat(length).isBetween(30 * RATE, 60 * RATE);
        // Nothing was filled up: the loop goes round in whole blocks of the codec.
        assertThat(length % 1024).isZero();
        for (float[] side : sound) {
            // How far a sample is off the line through the two before it: a click stands out.
            float most = 0;
            for (int i = 100; i < length - 100; i++) {
                most = Math.max(most, bend(side, i));
            }
            for (int i = length - 100; i < length + 100; i++) {
                assertThat(bend(side, i)).isLessThanOrEqualTo(most);
            }
            // Nor does it fade away: shortly before its end it is as loud as anywhere.
            assertThat(level(side, length - RATE / 2, length)).isGreaterThan(0.15 * level(side, 0, length));
        }
    }

    private static float bend(float[] side, int i) {
        int length = side.length;
        return Math.abs(side[i % length] - 2 * side[(i - 1) % length] + side[(i - 2) % length]);
    }

    @ParameterizedTest
    @MethodSource("loops")
    void aLoopMakesRoomForTheVoice(Path loop) {
        FolderStore store = new FolderStore(folder.resolve("store"));
        store.put("voices/quiet.wav", TestVideo.beep(4 * RATE, RATE, 0), "audio/wav");
        List<Cue> cues = List.of(
                new Cue(0, 3L * RATE, 4L * RATE, 4L * RATE, "A", "Words", "voices/quiet.wav", List.of()),
                new Cue(1, 11L * RATE, 4L * RATE, 0, "A", "Words", "voices/quiet.wav", List.of()));
        Timeline timeline = new Timeline(RATE, cues, 18L * RATE);
        float[] ducked = mixed(timeline, store, loop, 12);
        float[] alone = mixed(timeline, store, loop, 0);
        for (int second : new int[] {4, 5, 12, 13}) {
            assertThat(decibels(alone, ducked, second)).isCloseTo(12, within(0.5));
        }
        for (int second : new int[] {1, 9}) {
            assertThat(decibels(alone, ducked, second)).isCloseTo(0, within(0.5));
        }
    }

    private static double decibels(float[] one, float[] other, int second) {
        double a = level(one, second * RATE, (second + 1) * RATE);
        return 20 * Math.log10(a / level(other, second * RATE, (second + 1) * RATE));
    }

    private static float[] mixed(Timeline timeline, FolderStore store, Path loop, double ducking) {
        float[] all = new float[(int) timeline.samples()];
        float[] left = new float[1024];
        float[] right = new float[1024];
        try (SoundSource mix =
                new MusicMix(new VoiceMix(timeline, store), () -> new SoundFile(loop, RATE), timeline, 1, ducking)) {
            int at = 0;
            for (int count = mix.read(left, right, 1024); count > 0; count = mix.read(left, right, 1024)) {
                System.arraycopy(left, 0, all, at, count);
                at += count;
            }
        }
        return all;
    }

    private static float[][] read(Path file) {
        float[][] sound = new float[2][61 * RATE];
        float[] left = new float[1024];
        float[] right = new float[1024];
        int at = 0;
        try (SoundFile source = new SoundFile(file, RATE)) {
            for (int count = source.read(left, right, 1024); count > 0; count = source.read(left, right, 1024)) {
                System.arraycopy(left, 0, sound[0], at, count);
                System.arraycopy(right, 0, sound[1], at, count);
                at += count;
            }
        }
        return new float[][] {java.util.Arrays.copyOf(sound[0], at), java.util.Arrays.copyOf(sound[1], at)};
    }

    private static double level(float[] sound, int from, int to) {
        double sum = 0;
        for (int i = from; i < to; i++) {
            sum += sound[i] * sound[i];
        }
        return Math.sqrt(sum / (to - from));
    }
}
