package org.kinoroute.embedded;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.util.FileSystemUtils;

/**
 * The folder {@code tmp} of a data folder, for what is half-made. Several processes may be at work in it; who comes when
 * nobody is there clears away what earlier ones have left.
 */
final class TemporaryFolder implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(TemporaryFolder.class);

    /** Bytes of the lock's file: one for whose turn it is to come, one that all hold who are there. */
    private static final long TURN = 0;

    private static final long PRESENCE = 1;

    private final FileChannel presence;

    private TemporaryFolder(FileChannel presence) {
        this.presence = presence;
    }

    /** @param joining who comes to a process that is at work here, and has nothing to clear away */
    static synchronized TemporaryFolder enter(Path data, boolean joining) throws IOException {
        Path folder = Files.createDirectories(data.resolve("tmp"));
        FileChannel channel = FileChannel.open(
                data.resolve("tmp.lock"), StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        try (FileLock turn = channel.lock(TURN, 1, false)) {
            if (!joining) {
                clearIfAlone(channel, folder);
            }
            channel.lock(PRESENCE, 1, true);
        } catch (OverlappingFileLockException another) {
            // An application of this very process is there.
        } catch (IOException e) {
            LOG.warn("{} is not cleared of what earlier processes have left: {}", folder, e.getMessage());
        }
        return new TemporaryFolder(channel);
    }

    private static void clearIfAlone(FileChannel channel, Path folder) throws IOException {
        try (FileLock alone = channel.tryLock(PRESENCE, 1, false)) {
            if (alone != null) {
                for (File left : Objects.requireNonNullElse(folder.toFile().listFiles(), new File[0])) {
                    clear(left.toPath());
                }
            }
        }
    }

    /** What cannot be removed, such as another user's, keeps nobody from starting. */
    private static void clear(Path left) {
        try {
            FileSystemUtils.deleteRecursively(left);
        } catch (IOException e) {
            LOG.warn("{} was left by an earlier process, and cannot be removed: {}", left, e.toString());
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
