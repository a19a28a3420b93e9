package org.kinoroute.embedded;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.kinoroute.video.Unavailable;

/** The database of a data folder, by itself: that of the server at work there, else one that is started for a moment. */
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
     * @throws Unavailable if another process that is no server is at work on the folder, or the database does not start
     */
    public static EmbeddedDatabase open(Path data) {
        DataFolder folder;
        try {
            folder = DataFolder.open(data);
        } catch (Unavailable held) {
            RunningServer server = RunningServer.find(data).orElseThrow(() -> held);
            return new EmbeddedDatabase(server.jdbcUrl(), server.password(), () -> {});
        }
        try {
            PostgresServer server = PostgresServer.start(folder, folder.password());
            return new EmbeddedDatabase(server.jdbcUrl(), folder.password(), () -> {
                server.close();
                folder.close();
            });
        } catch (RuntimeException e) {
            folder.close();
            throw e;
        }
    }

    /**
     * The same, for who only looks something up: a folder that has no tables yet gets none.
     *
     * @throws Unavailable as {@link #open} does
     */
    public static Optional<EmbeddedDatabase> find(Path data) {
        return Files.exists(data.resolve("postgres/global/pg_control")) ? Optional.of(open(data)) : Optional.empty();
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
