package org.kinoroute.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kinoroute.video.Problem;

/** The data folder of a process all of whose servers are somebody's own. */
class DataFolderTest {

    @TempDir
    Path temp;

    @Test
    void itIsReadyAtTheFirstStartAndStillIsAtTheNext() throws Exception {
        Path folder = temp.resolve("data");
        DataFolder.share(folder, false).close();
        assertThat(folder.resolve("tmp")).isEmptyDirectory();

        DataFolder.check(folder);
        DataFolder.share(folder, false).close();
        assertThat(folder.resolve("tmp")).isEmptyDirectory();
    }

    @Test
    void whatIsHalfMadeIsClearedAwayByWhoComesWhenNobodyIsThere() throws Exception {
        Path half = temp.resolve("data/tmp/half-made");
        TemporaryFolder first = DataFolder.share(temp.resolve("data"), false);
        Files.writeString(half, "by the first");
        TemporaryFolder second = DataFolder.share(temp.resolve("data"), false);
        assertThat(half).exists();
        first.close();
        second.close();
        DataFolder.share(temp.resolve("data"), true).close();
        assertThat(half).as("who joins clears nothing").exists();

        DataFolder.open(temp.resolve("data")).close();
        assertThat(half).doesNotExist();
    }

    /** Locks are those of processes. */
    @Test
    void whatAnotherProcessIsAtWorkOnStays() throws Exception {
        Path half = temp.resolve("data/tmp/half-made");
        Process other = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Other.class.getName(),
                        temp.resolve("data").toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        assertThat(other.inputReader().readLine()).isEqualTo("there");
        Files.writeString(half, "by another");
        DataFolder.share(temp.resolve("data"), false).close();
        assertThat(half).exists();
        other.destroyForcibly().waitFor();

        DataFolder.share(temp.resolve("data"), false).close();
        assertThat(half).doesNotExist();
    }

    static final class Other {

        public static void main(String[] folder) throws IOException {
            try (TemporaryFolder shared = DataFolder.share(Path.of(folder[0]), false)) {
                System.out.println("there");
                System.in.read();
            }
        }
    }

    @Test
    void whatIsSomebodyElsesIsLeftAlone() throws Exception {
        Files.writeString(temp.resolve("letter.txt"), "Dear Ana");
        assertThatThrownBy(() -> DataFolder.share(temp, false))
                .isInstanceOf(Problem.class)
                .hasMessageContaining("letter.txt");
        assertThat(temp.resolve("tmp")).doesNotExist();
    }
}
