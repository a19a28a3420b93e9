package org.kinoroute.video;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What is half-made, in the folder that {@code java.io.tmpdir} names by now. The JDK's own methods keep to the one that it
 * named when the process began, which is not yet the data folder's.
 */
public final class TemporaryFiles {

    private TemporaryFiles() {}

    /** A new, empty file; whoever asks for it removes it. */
    public static Path file(String prefix, String suffix) throws IOException {
        return Files.createTempFile(folder(), prefix, suffix);
    }

    /** A new, empty folder; whoever asks for it removes it. */
    public static Path directory(String prefix) throws IOException {
        return Files.createTempDirectory(folder(), prefix);
    }

    private static Path folder() {
        return Path.of(System.getProperty("java.io.tmpdir"));
    }
}
