package org.kinoroute.compose;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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
            assertThat(processes.get(i).waitFor()).isZero();
            assertThat(Files.mismatch(encoded(i), encoded(0))).as("sound %d", i).isEqualTo(-1);
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
