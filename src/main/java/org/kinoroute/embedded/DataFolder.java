package org.kinoroute.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Stream;
import org.kinoroute.video.Problem;
import org.kinoroute.video.Unavailable;

/** The one folder in which the embedded stack keeps its data, held by one process at a time. */
public final class DataFolder implements AutoCloseable {

    static final String CREDENTIALS = "credentials.properties";

    /** What lies in a folder before its credentials do. */
    private static final Set<String> OWN = Set.of("lock", "kinoroute.log", "stderr.log");

    private static final SecureRandom RANDOM = new SecureRandom();

    private final Path folder;
    private final FileChannel channel;
    private final FileLock lock;
    private TemporaryFolder temporary;

    private DataFolder(Path folder, FileChannel channel, FileLock lock) {
        this.folder = folder;
        this.channel = channel;
        this.lock = lock;
    }

    /**
     * Takes hold of the folder, creating it if it is not there.
     *
     * @throws Unavailable if another process holds it, or it cannot be written to
     */
    static DataFolder open(Path folder) {
        try {
            Files.createDirectories(folder);
            check(folder);
            FileChannel channel = FileChannel.open(
                    folder.resolve("lock"),
                    StandardOpenOption.CREATE,
                    StandardOpenOption.WRITE,
                    StandardOpenOption.READ);
            FileLock lock = tryLock(channel);
            if (lock == null) {
                channel.close();
                throw new Unavailable(
                        "data folder " + folder + ": another Kinoroute is at work on it; wait until it has"
                                + " ended, or give this one a folder of its own with --data DIR");
            }
            DataFolder own = new DataFolder(folder.toAbsolutePath().normalize(), channel, lock);
            // First of all: by its credentials a folder is known to be Kinoroute's.
            own.password();
            // Whoever holds the lock is the only server here.
            Files.deleteIfExists(folder.resolve(RunningServer.FILE));
            own.temporary = TemporaryFolder.enter(folder, false);
            return own;
        } catch (IOException e) {
            throw unwritable(folder, e);
        }
    }

    /** What to say where a data folder cannot be written to. */
    public static Unavailable unwritable(Path folder, IOException e) {
        return new Unavailable(
                "data folder " + folder + ": cannot be written to (" + e.getMessage()
                        + "); choose another with --data DIR",
                e);
    }

    /**
     * Makes a folder ready for a process with no servers of its own: several may share it.
     *
     * @param joining who comes to a process that is at work on it
     * @return what they share, until it is closed
     * @throws Unavailable if it cannot be written to
     */
    static TemporaryFolder share(Path folder, boolean joining) {
        try {
            Files.createDirectories(folder);
            check(folder);
            new DataFolder(folder, null, null).password();
            return TemporaryFolder.enter(folder, joining);
        } catch (IOException e) {
            throw unwritable(folder, e);
        }
    }

    /**
     * Below a data folder things are deleted that an earlier process left: it must be nobody else's.
     *
     * @throws Problem if it is
     */
    public static void check(Path folder) {
        if (Files.exists(folder.resolve(CREDENTIALS)) || !Files.isDirectory(folder)) {
            return;
        }
        try (Stream<Path> files = Files.list(folder)) {
            Optional<Path> foreign =
                    files.filter(file -> !isOwn(file.getFileName().toString())).findFirst();
            if (foreign.isPresent()) {
                throw new Problem("data folder " + folder + ": holds other things ("
                        + foreign.get().getFileName()
                        + "), and no data of Kinoroute; name a folder that is empty or not there yet");
            }
        } catch (IOException e) {
            throw new Unavailable("data folder " + folder + ": cannot be read (" + e.getMessage() + ")", e);
        }
    }

    /** Whether a process is at work on the folder. */
    static boolean isHeld(Path folder) {
        Path file = folder.resolve("lock");
        if (!Files.exists(file)) {
            return false;
        }
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            FileLock lock = tryLock(channel);
            if (lock != null) {
                lock.release();
            }
            return lock == null;
        } catch (IOException e) {
            throw new Unavailable("data folder " + folder + ": cannot be read (" + e.getMessage() + ")", e);
        }
    }

    private static boolean isOwn(String name) {
        return OWN.contains(name) || name.startsWith("credentials");
    }

    private static FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException heldByThisProcess) {
            return null;
        }
    }

    Path resolve(String name) {
        return folder.resolve(name);
    }

    /** A folder within, made if it is not there. */
    Path directory(String name) {
        try {
            return Files.createDirectories(folder.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The password under which this folder's servers are reached: made up once, readable by the owner alone. */
    String password() {
        Path file = folder.resolve(CREDENTIALS);
        try {
            Properties properties = new Properties();
            if (Files.exists(file)) {
                try (var in = Files.newInputStream(file)) {
                    properties.load(in);
                }
            }
            String password = properties.getProperty("password");
            if (password == null) {
                byte[] bytes = new byte[24];
                RANDOM.nextBytes(bytes);
                password = HexFormat.of().formatHex(bytes);
                properties.setProperty("password", password);
                write(file, properties);
            }
            return password;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Writes a file that only the owner of the folder can read; it is there whole, or not at all. */
    void write(Path file, Properties properties) throws IOException {
        Path fresh = Files.createTempFile(
                folder,
                "credentials",
                ".tmp",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        try (var out = Files.newOutputStream(fresh)) {
            properties.store(out, null);
        }
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
    }

    @Override
    public void close() {
        // The lock is let go even where something else fails.
        try (channel) {
            temporary.close();
            lock.release();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
