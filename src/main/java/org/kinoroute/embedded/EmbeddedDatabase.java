package org.kinoroute.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import org.kinoroute.video.Unavailable;

/** The database of a data folder, by itself: that of the process at work there, else one that is started for a moment. */
public final class EmbeddedDatabase implements AutoCloseable {

    private final String jdbcUrl;
    private final String password;
    private final Runnable closing;

    private EmbeddedDatabase(String jdbcUrl, String password, Runnable closing) {
        this.jdbcUrl = jdbcUrl;
        this.password = password;
        this.closing = closing;
    }

    /**
     * Opens the database, and makes it where the folder has none.
     *
     * @param programs folder of PostgreSQL itself, which is unpacked there if it is not there yet
     * @throws Unavailable if another process is at work on the folder, and its database is not to be reached
     */
    public static EmbeddedDatabase open(Path data, Path programs) {
        DataFolder folder;
        try {
            folder = DataFolder.open(data);
        } catch (Unavailable held) {
            return running(data, held);
        }
        try {
            PostgresServer server = PostgresServer.start(folder, programs, folder.password());
            return new EmbeddedDatabase(server.jdbcUrl(), folder.password(), () -> {
                server.close();
                folder.close();
            });
        } catch (RuntimeException e) {
            folder.close();
            throw e;
        }
    }

    /** Of any process at work, a server's or a single video's. */
    private static EmbeddedDatabase running(Path data, Unavailable otherwise) {
        Properties credentials = new Properties();
        try (var in = Files.newInputStream(data.resolve(DataFolder.CREDENTIALS))) {
            credentials.load(in);
            // PostgreSQL writes down its port in the fourth line.
            List<String> process = Files.readAllLines(data.resolve("postgres").resolve("postmaster.pid"));
            return new EmbeddedDatabase(
                    PostgresServer.jdbcUrl(Integer.parseInt(process.get(3).strip())),
                    credentials.getProperty("password"),
                    () -> {});
        } catch (IOException | IndexOutOfBoundsException | NumberFormatException notYet) {
            throw otherwise;
        }
    }

    /**
     * The same, for who only looks something up: a folder that has no tables yet gets none.
     *
     * @throws Unavailable as {@link #open} does
     */
    public static Optional<EmbeddedDatabase> find(Path data, Path programs) {
        return Files.exists(data.resolve("postgres/global/pg_control"))
                ? Optional.of(open(data, programs))
                : Optional.empty();
    }

    public String jdbcUrl() {
        return jdbcUrl;
    }

    public String username() {
        return PostgresServer.USER;
    }

    public String password() {
        return password;
    }

    @Override
    public void close() {
        closing.run();
    }
}
