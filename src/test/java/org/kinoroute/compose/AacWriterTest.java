package org.kinoroute.compose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.bytedeco.ffmpeg.global.avutil.AVMEDIA_TYPE_AUDIO;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AacWriterTest {

    private static final int RATE = 48_000;

    @TempDir
    Path folder;

    /**
     * Every process has the encoder at another place in its memory, and these words were encoded in two ways by that, one
     * as often as the other.
     */
    @Test
    void soundIsTheSameBitForBitWhicheverProcessEncodesIt() throws Exception {
        List<Process> processes = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            processes.add(new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-XX:TieredStopAtLevel=1",
                            "-cp",
                            System.getProperty("java.class.path"),
                            Encoding.class.getName(),
                            encoded(i).toString())
                    .inheritIO()
                    .start());
        }
        for (int i = 0; i < processes.size(); i++) {
            assertThat(processes.get(i).waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(processes.get(i).exitValue()).isZero();
            assertThat(Files.mismatch(encoded(i), encoded(0))).as("sound %d", i).isEqualTo(-1);
        }
    }

    /** With the block that the encoder needs to get going, which the edit list cuts away. */
    @ParameterizedTest
    @ValueSource(ints = {1, 1023, 1024, 1025, 20_480, 20_481})
    void soundIsAsLongAsWasAskedFor(int samples) {
        Path file = folder.resolve("sound.m4a");
        try (AacWriter writer = new AacWriter(file, RATE, 160_000, samples)) {
            float[] silence = new float[writer.block()];
            for (int done = 0; done < samples; done += writer.block()) {
                writer.put(silence, silence, Math.min(writer.block(), samples - done));
            }
            writer.finish();
        }
        try (Input input = new Input(file, AVMEDIA_TYPE_AUDIO, Map.of("ignore_editlist", "1"))) {
            assertThat(input.stream().duration()).isEqualTo(1024 + samples);
        }
    }

    @Test
    void aBlockAfterAShorterOneIsRefused() {
        try (AacWriter writer = new AacWriter(folder.resolve("sound.m4a"), RATE, 160_000, 4096)) {
            float[] block = new float[writer.block()];
            writer.put(block, block, 1000);
            assertThatThrownBy(() -> writer.put(block, block, 1024)).isInstanceOf(IllegalStateException.class);
        }
    }

    private Path encoded(int process) {
        return folder.resolve("sound-" + process + ".m4a");
    }

    static final class Encoding {

        /** The beginning of the sample conversation. */
        public static void main(String[] file) {
            Path words = Path.of("src/test/resources/sound/words-after-silence.flac");
            long samples = 23 * RATE / 10;
            // As loud as its video is made, which is about 8 dB, and below the same ceiling.
            try (SoundSource sound = new Limiter(new SoundFile(words, RATE), 2.507, 0.8414);
                    AacWriter writer = new AacWriter(Path.of(file[0]), RATE, 160_000, samples)) {
                float[] left = new float[writer.block()];
                float[] right = new float[writer.block()];
                for (long done = 0; done < samples; done += writer.block()) {
                    writer.put(left, right, sound.read(left, right, writer.block()));
                }
                writer.finish();
            }
        }
    }
}
