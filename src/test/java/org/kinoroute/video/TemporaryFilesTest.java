package org.kinoroute.video;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TemporaryFilesTest {

    private final String before = System.getProperty("java.io.tmpdir");

    @TempDir
    private Path folder;

    @AfterEach
    void reset() {
        System.setProperty("java.io.tmpdir", before);
    }

    @Test
    void theyLieWhereTheProcessKeepsThemByNow() throws IOException {
        Files.delete(Files.createTempFile(null, null));
        System.setProperty("java.io.tmpdir", folder.toString());

        assertThat(TemporaryFiles.file("made-", ".mp4")).hasParent(folder).isEmptyFile();
        assertThat(TemporaryFiles.directory("drawn")).hasParent(folder).isEmptyDirectory();
    }
}
