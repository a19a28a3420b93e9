package org.kinoroute.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.kinoroute.store.StoreTerms;
import org.kinoroute.video.Unavailable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A server of another process that is at work on a data folder, and said where its parts are.
 *
 * @param process that runs it
 * @param lane on which it works
 * @param terms of its store, for those who hand something in
 */
public record RunningServer(
        long process, String lane, String jdbcUrl, int amqpPort, URI store, String password, StoreTerms terms)
        implements Servers {

    static final String FILE = "server.properties";

    private static final String TERMS = "store.";

    private static final String STARTING = "starting";
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final long GLANCE_MS = 50;

    /** Between taking hold of a folder and saying what for. */
    private static final Duration MOMENT = Duration.ofMillis(500);

    private static final Logger LOG = LoggerFactory.getLogger(RunningServer.class);

    /**
     * The server on a folder, if there is one: what a killed one has left behind is none. One that is starting is waited
     * for.
     *
     * @param waiting is told once, if it is waited for
     */
    public static Optional<RunningServer> find(Path folder, Runnable waiting) {
        long begin = System.nanoTime();
        boolean told = false;
        try {
            while (DataFolder.isHeld(folder)) {
                Duration passed = Duration.ofNanos(System.nanoTime() - begin);
                Path file = folder.resolve(FILE);
                Properties at = Files.exists(file) ? load(file) : null;
                if (at == null && passed.compareTo(MOMENT) > 0) {
                    return Optional.empty();
                } else if (at != null && !at.containsKey(STARTING)) {
                    return Optional.of(of(folder, at));
                } else if (passed.compareTo(PATIENCE) > 0) {
                    throw new Unavailable("data folder " + folder + ": a server has been starting on it for "
                            + PATIENCE.toSeconds() + " s; look at its log, or try again");
                }
                if (at != null && !told) {
                    told = true;
                    waiting.run();
                }
                Thread.sleep(GLANCE_MS);
            }
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Unavailable("data folder " + folder + ": nobody waits for its server any more", e);
        } catch (NoSuchFileException gone) {
            // It has just ended, or has just taken hold of the folder.
            return find(folder, waiting);
        } catch (IOException e) {
            throw new Unavailable(
                    "data folder " + folder + ": a server is at work on it, and where is not to be read ("
                            + e.getMessage() + "); run this as the user who started it",
                    e);
        }
    }

    private static RunningServer of(Path folder, Properties at) throws IOException {
        Map<String, String> terms = new HashMap<>();
        at.stringPropertyNames().stream()
                .filter(name -> name.startsWith(TERMS))
                .forEach(name -> terms.put(name.substring(TERMS.length()), at.getProperty(name)));
        return new RunningServer(
                Long.parseLong(at.getProperty("process")),
                at.getProperty("lane"),
                at.getProperty("database"),
                Integer.parseInt(at.getProperty("broker")),
                URI.create(at.getProperty("store")),
                load(folder.resolve(DataFolder.CREDENTIALS)).getProperty("password"),
                StoreTerms.read(terms));
    }

    static RunningServer of(Path folder) {
        return find(folder, () -> {})
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

    /** A server is coming. */
    static void announce(DataFolder folder) {
        Properties at = new Properties();
        at.setProperty("process", String.valueOf(ProcessHandle.current().pid()));
        at.setProperty(STARTING, "true");
        write(folder, at);
    }

    static void write(DataFolder folder, Servers servers, String lane, StoreTerms terms) {
        Properties at = new Properties();
        at.setProperty("process", String.valueOf(ProcessHandle.current().pid()));
        terms.written().forEach((name, value) -> at.setProperty(TERMS + name, value));
        at.setProperty("lane", lane);
        at.setProperty("database", servers.jdbcUrl());
        at.setProperty("broker", String.valueOf(servers.amqpPort()));
        at.setProperty("store", servers.store().toString());
        write(folder, at);
    }

    private static void write(DataFolder folder, Properties at) {
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
