package org.kinoroute.embedded;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.kinoroute.video.Unavailable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A real PostgreSQL as a child process, on a free loopback port. */
final class PostgresServer implements AutoCloseable {

    /** Who owns the database: nobody else is in it. */
    static final String USER = "postgres";

    private static final Logger LOG = LoggerFactory.getLogger(PostgresServer.class);

    private final EmbeddedPostgres postgres;

    private PostgresServer(EmbeddedPostgres postgres) {
        this.postgres = postgres;
    }

    /**
     * Starts on the folder's database, which is made if it is not there.
     *
     * @param programs folder of PostgreSQL itself, which is unpacked there if it is not there yet
     */
    static PostgresServer start(DataFolder folder, Path programs, String password) {
        Path data = folder.resolve("postgres");
        Path log = folder.resolve("postgres.log");
        long logged = log.toFile().length();
        try {
            discardHalfMade(data);
            stopLeftover(data);
            // A temporary file is its owner's alone from the start.
            Path passwordFile = Files.createTempFile(folder.directory("tmp"), "postgres", ".pw");
            Files.createDirectories(programs);
            try {
                Files.writeString(passwordFile, password + "\n");
                EmbeddedPostgres postgres = EmbeddedPostgres.builder()
                        .setPort(freePort())
                        .setDataDirectory(data)
                        .setCleanDataDirectory(false)
                        .setOverrideWorkingDirectory(programs.toFile())
                        .setLocaleConfig("locale", "C")
                        .setLocaleConfig("pwfile", passwordFile.toString())
                        // Thousands of rounds slow those down who guess what a person has thought up: not 192 random
                        // bits.
                        .setLocaleConfig("set", "scram_iterations=1")
                        .setConnectConfig("password", password)
                        .setDataDirectoryCustomizer(PostgresServer::demandPassword)
                        .setServerConfig("listen_addresses", "127.0.0.1")
                        .setServerConfig("unix_socket_directories", "")
                        .setServerConfig("fsync", "on")
                        .setServerConfig("full_page_writes", "on")
                        .setServerConfig("synchronous_commit", "on")
                        .setServerConfig("max_connections", "50")
                        .setOutputRedirector(ProcessBuilder.Redirect.appendTo(log.toFile()))
                        .setErrorRedirector(ProcessBuilder.Redirect.appendTo(log.toFile()))
                        .setPGStartupWait(Duration.ofSeconds(30))
                        .setRegisterShutdownHook(false)
                        .start();
                return new PostgresServer(postgres);
            } finally {
                Files.deleteIfExists(passwordFile);
                // The library lets everybody write here.
                Files.setPosixFilePermissions(programs, PosixFilePermissions.fromString("rwxr-xr-x"));
            }
        } catch (IOException | IllegalStateException e) {
            throw failure(log, logged, e);
        }
    }

    /** The program itself says why it did not start, in what it has logged since. */
    private static Unavailable failure(Path log, long logged, Exception cause) {
        String said;
        try {
            said = Files.readString(log).substring((int) logged);
        } catch (IOException e) {
            said = String.valueOf(cause.getMessage());
        }
        if (said.contains("No space left on device")) {
            return new Unavailable(
                    "the disk is full: the database needs room in " + log.getParent()
                            + "; make room, or choose another folder with --data DIR",
                    cause);
        }
        return new Unavailable("the database did not start: " + reason(said) + " (its log is " + log + ")", cause);
    }

    /** What was fatal, or else what it said last. */
    private static String reason(String said) {
        List<String> lines = said.strip().lines().toList();
        return lines.stream()
                .filter(line -> line.contains("FATAL:"))
                .reduce((first, second) -> second)
                .orElse(lines.isEmpty() ? "it said nothing" : lines.get(lines.size() - 1));
    }

    /**
     * A port below those that the system gives to connections (from 32768 on): one of these could be taken before
     * PostgreSQL, which first makes its folder, listens on it.
     */
    private static int freePort() throws IOException {
        BindException taken = null;
        for (int tries = 0; tries < 100; tries++) {
            int port = ThreadLocalRandom.current().nextInt(16_384, 32_768);
            try (ServerSocket free = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
                return free.getLocalPort();
            } catch (BindException e) {
                taken = e;
            }
        }
        throw taken;
    }

    String jdbcUrl() {
        return jdbcUrl(postgres.getPort());
    }

    static String jdbcUrl(int port) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/postgres";
    }

    /** Everybody on this machine reaches a loopback port: only those who know the password get in. */
    private static void demandPassword(File data) {
        try {
            Files.writeString(data.toPath().resolve("pg_hba.conf"), "host all all 127.0.0.1/32 scram-sha-256\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A kill in the middle of {@code initdb} leaves a folder that PostgreSQL refuses, with nothing in it to lose. */
    private static void discardHalfMade(Path data) throws IOException {
        if (Files.isDirectory(data) && !Files.exists(data.resolve("global").resolve("pg_control"))) {
            org.springframework.util.FileSystemUtils.deleteRecursively(data);
        }
    }

    /** After a kill of this process its server lives on; whoever holds the folder's lock may stop it. */
    private static void stopLeftover(Path data) throws IOException {
        Path pidFile = data.resolve("postmaster.pid");
        if (!Files.exists(pidFile)) {
            return;
        }
        var lines = Files.readAllLines(pidFile);
        // The second line is the data folder of the server: a recycled process number is not mistaken for it.
        if (lines.size() < 2 || !isSame(Path.of(lines.get(1).trim()), data)) {
            return;
        }
        var leftover = ProcessHandle.of(Long.parseLong(lines.get(0).trim())).filter(PostgresServer::isPostgres);
        if (leftover.isEmpty()) {
            Files.deleteIfExists(pidFile);
            return;
        }
        LOG.info(
                "Taking over from a database server that was left behind (process {})",
                leftover.get().pid());
        // SIGINT would be PostgreSQL's fast stop; SIGTERM waits for sessions, and theirs ended with their process.
        leftover.get().destroy();
        try {
            leftover.get().onExit().get(5, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            leftover.get().destroyForcibly();
            leftover.get().onExit().join();
            Files.deleteIfExists(pidFile);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        } catch (java.util.concurrent.ExecutionException e) {
            throw new CompletionException(e);
        }
    }

    private static boolean isSame(Path named, Path data) throws IOException {
        return Files.exists(named) && Files.isSameFile(named, data);
    }

    private static boolean isPostgres(ProcessHandle process) {
        return process.info().command().map(c -> c.endsWith("postgres")).orElse(false);
    }

    @Override
    public void close() {
        try {
            postgres.close();
        } catch (IOException e) {
            LOG.warn("PostgreSQL did not stop cleanly: {}", e.getMessage());
        }
    }
}
