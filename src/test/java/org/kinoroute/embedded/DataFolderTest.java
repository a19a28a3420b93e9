package org.kinoroute.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
        DataFolder.prepare(folder);
        assertThat(folder.resolve("tmp")).isDirectory();
        Files.writeString(folder.resolve("tmp/half-made"), "by another process that is at work here");

        DataFolder.check(folder);
        DataFolder.prepare(folder);
        assertThat(folder.resolve("tmp/half-made")).exists();
    }

    @Test
    void whatIsSomebodyElsesIsLeftAlone() throws Exception {
        Files.writeString(temp.resolve("letter.txt"), "Dear Ana");
        assertThatThrownBy(() -> DataFolder.prepare(temp))
                .isInstanceOf(Problem.class)
                .hasMessageContaining("letter.txt");
        assertThat(temp.resolve("tmp")).doesNotExist();
    }
}
