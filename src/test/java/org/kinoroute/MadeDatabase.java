package org.kinoroute;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.kinoroute.embedded.EmbeddedStack;
import org.springframework.util.FileSystemUtils;

/** An empty database that is copied into new data folders: to make one costs a second, and few tests are about that. */
public final class MadeDatabase {

    private static final Path TARGET = Path.of("target").toAbsolutePath();
    private static final Path MADE = TARGET.resolve("made-database");

    private MadeDatabase() {}

    /** Gives a data folder that is not there yet its database, and gives the folder. */
    public static Path in(Path data) {
        if (Files.exists(data)) {
            return data;
        }
        try {
            make();
            Files.createDirectories(data);
            // With their owner's rights, which PostgreSQL insists on.
            int status = new ProcessBuilder(
                            "cp", "-a", MADE + "/postgres", MADE + "/credentials.properties", data.toString())
                    .inheritIO()
                    .start()
                    .waitFor();
            if (status != 0) {
                throw new IOException("cp ended with " + status);
            }
            return data;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Once, by whichever test comes first. */
    private static synchronized void make() throws IOException {
        try (FileChannel lock = FileChannel.open(
                TARGET.resolve("made-database.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            lock.lock();
            if (Files.exists(MADE)) {
                return;
            }
            Path half = TARGET.resolve("made-database.half");
            FileSystemUtils.deleteRecursively(half);
            EmbeddedStack.start(half, TARGET.resolve("embedded-programs")).close();
            Files.move(half, MADE);
        }
    }
}
