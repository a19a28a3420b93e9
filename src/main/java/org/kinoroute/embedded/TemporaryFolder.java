package org.kinoroute.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.springframework.util.FileSystemUtils;

/**
 * The folder {@code tmp} of a data folder, for what is half-made. Several processes may be at work in it; who comes when
 * nobody is there clears away what earlier ones have left.
 */
final class TemporaryFolder implements AutoCloseable {

    /** Bytes of the lock's file: one for whose turn it is to come, one that all hold who are there. */
    private static final long TURN = 0;

    private static final long PRESENCE = 1;

    private final FileChannel presence;

    private TemporaryFolder(FileChannel presence) {
        this.presence = presence;
    }

    static synchronized TemporaryFolder enter(Path data) throws IOException {
        Path folder = Files.createDirectories(data.resolve("tmp"));
        FileChannel channel = FileChannel.open(
                data.resolve("tmp.lock"), StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        try (FileLock turn = channel.lock(TURN, 1, false)) {
            try (FileLock alone = channel.tryLock(PRESENCE, 1, false)) {
                if (alone != null) {
                    clear(folder);
                }
            }
            channel.lock(PRESENCE, 1, true);
        } catch (OverlappingFileLockException another) {
            // An application of this very process is there.
        } catch (IOException e) {
            channel.close();
            throw e;
        }
        return new TemporaryFolder(channel);
    }

    /** It stays itself, for it may be mounted. */
    private static void clear(Path folder) throws IOException {
        try (DirectoryStream<Path> left = Files.newDirectoryStream(folder)) {
            for (Path each : left) {
                FileSystemUtils.deleteRecursively(each);
            }
        }
    }

    @Override
    public void close() {
        try {
            presence.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
