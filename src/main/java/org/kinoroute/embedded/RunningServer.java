package org.kinoroute.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Properties;
import org.kinoroute.video.Unavailable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A server of another process that is at work on a data folder, and said where its parts are.
 *
 * @param process that runs it
 * @param lane on which it works
 */
public record RunningServer(long process, String lane, String jdbcUrl, int amqpPort, URI store, String password)
        implements Servers {

    static final String FILE = "server.properties";

    private static final Logger LOG = LoggerFactory.getLogger(RunningServer.class);

    /** The server on a folder, if there is one: what a killed one has left behind is none. */
    public static Optional<RunningServer> find(Path folder) {
        try {
            if (!Files.exists(folder.resolve(FILE)) || !DataFolder.isHeld(folder)) {
                return Optional.empty();
            }
            Properties at = load(folder.resolve(FILE));
            return Optional.of(new RunningServer(
                    Long.parseLong(at.getProperty("process")),
                    at.getProperty("lane"),
                    at.getProperty("database"),
                    Integer.parseInt(at.getProperty("broker")),
                    URI.create(at.getProperty("store")),
                    load(folder.resolve(DataFolder.CREDENTIALS)).getProperty("password")));
        } catch (IOException e) {
            throw new Unavailable(
                    "data folder " + folder + ": a server is at work on it, and where is not to be read ("
                            + e.getMessage() + "); run this as the user who started it",
                    e);
        }
    }

    static RunningServer of(Path folder) {
        return find(folder)
                .orElseThrow(() -> new Unavailable("data folder " + folder + ": no server is at work on it"));
    }

    private static Properties load(Path file) throws IOException {
        Properties properties = new Properties();
        try (var in = Files.newInputStream(file)) {
            properties.load(in);
        }
        return properties;
    }

    /** Its database outlives it for a while where it was killed: only its process says whether it is there. */
    public boolean isAlive() {
        return ProcessHandle.of(process).map(ProcessHandle::isAlive).orElse(false);
    }

    static void write(DataFolder folder, Servers servers, String lane) {
        Properties at = new Properties();
        at.setProperty("process", String.valueOf(ProcessHandle.current().pid()));
        at.setProperty("lane", lane);
        at.setProperty("database", servers.jdbcUrl());
        at.setProperty("broker", String.valueOf(servers.amqpPort()));
        at.setProperty("store", servers.store().toString());
        try {
            folder.write(folder.resolve(FILE), at);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void remove(DataFolder folder) {
        try {
            Files.deleteIfExists(folder.resolve(FILE));
        } catch (IOException e) {
            LOG.warn("{} is left behind: {}", FILE, e.getMessage());
        }
    }

    /** Not the password. */
    @Override
    public String toString() {
        return "server (process " + process + ")";
    }
}
