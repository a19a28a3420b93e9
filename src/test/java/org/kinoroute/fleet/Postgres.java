package org.kinoroute.fleet;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A PostgreSQL of one's own, as a process, that can be stopped, killed and started again on its data. */
final class Postgres implements AutoCloseable {

    static final String USER = "postgres";
    static final String PASSWORD = "of-the-fleet";
    static final String DATABASE = "postgres";

    private final Path folder;
    private final int port;
    private final Cable cable;
    private EmbeddedPostgres server;

    private Postgres(Path folder, int port, Cable cable) {
        this.folder = folder;
        this.port = port;
        this.cable = cable;
    }

    /** @param cable at whose near end it is found, too; null: there is none */
    static Postgres start(Path folder, Cable cable) throws IOException, SQLException {
        Postgres postgres = new Postgres(Files.createDirectories(folder), Ports.free(), cable);
        postgres.start();
        if (cable != null) {
            Files.writeString(
                    folder.resolve("data/pg_hba.conf"),
                    "host all all " + cable.far() + "/32 trust\n",
                    StandardOpenOption.APPEND);
            postgres.value("select pg_reload_conf()");
        }
        return postgres;
    }

    int port() {
        return port;
    }

    void start() throws IOException {
        Path password = Files.writeString(folder.resolve("password"), PASSWORD + "\n");
        ProcessBuilder.Redirect log =
                ProcessBuilder.Redirect.appendTo(folder.resolve("log").toFile());
        server = EmbeddedPostgres.builder()
                .setPort(port)
                .setDataDirectory(folder.resolve("data"))
                .setCleanDataDirectory(false)
                .setOverrideWorkingDirectory(Files.createDirectories(
                                Path.of("target/embedded-programs").toAbsolutePath())
                        .toFile())
                .setLocaleConfig("locale", "C")
                .setLocaleConfig("pwfile", password.toString())
                // Every look at a table is a connection.
                .setLocaleConfig("set", "scram_iterations=1")
                .setConnectConfig("password", PASSWORD)
                .setServerConfig("listen_addresses", "127.0.0.1" + (cable == null ? "" : "," + cable.near()))
                .setServerConfig("unix_socket_directories", "")
                .setServerConfig("max_connections", "200")
                .setOutputRedirector(log)
                .setErrorRedirector(log)
                .setPGStartupWait(Duration.ofSeconds(60))
                .setRegisterShutdownHook(false)
                .start();
    }

    /** In good order: whoever is connected is told. */
    void stop() throws IOException {
        server.close();
        server = null;
    }

    void kill() throws IOException {
        long pid = Long.parseLong(
                Files.readAllLines(folder.resolve("data/postmaster.pid")).get(0).strip());
        ProcessHandle postmaster = ProcessHandle.of(pid).orElseThrow();
        List<ProcessHandle> all = new ArrayList<>(postmaster.children().toList());
        all.add(0, postmaster);
        all.forEach(ProcessHandle::destroyForcibly);
        all.forEach(one -> one.onExit().join());
        // Its folder is locked by this process otherwise.
        stop();
    }

    /** Puts all tables onto a small disk, and leaves no room there. */
    void fill(Path disk) throws SQLException {
        execute("create tablespace small location '" + disk + "'");
        execute("alter table all in tablespace pg_default set tablespace small");
        execute("alter index all in tablespace pg_default set tablespace small");
        // Else they would go on for long in the room that they have left on their own pages.
        execute("vacuum full videos, video_events, video_stages, voices, visuals, steps, idempotency_keys");
        execute("create table filler (content text) tablespace small");
        for (int rows = 10_000; rows > 0; rows /= 10) {
            try {
                while (true) {
                    execute("insert into filler select repeat(md5(random()::text), 50) from generate_series(1, " + rows
                            + ")");
                }
            } catch (SQLException full) {
                if (!"53100".equals(full.getSQLState())) {
                    throw full;
                }
            }
        }
    }

    /** There is room again. */
    void clear() throws SQLException {
        execute("drop table filler");
    }

    /** All tables are back on the disk they were on. */
    void leaveDisk() throws SQLException {
        execute("alter table all in tablespace small set tablespace pg_default");
        execute("alter index all in tablespace small set tablespace pg_default");
        execute("drop tablespace small");
    }

    /** Those who are at work have locks of their own: where these cross, PostgreSQL ends one of both, and it tries again. */
    private void execute(String sql) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            while (true) {
                try {
                    statement.execute(sql);
                    return;
                } catch (SQLException crossed) {
                    if (!"40P01".equals(crossed.getSQLState())) {
                        throw crossed;
                    }
                }
            }
        }
    }

    private Connection connect() throws SQLException {
        return DriverManager.getConnection("jdbc:postgresql://127.0.0.1:" + port + "/" + DATABASE, USER, PASSWORD);
    }

    /** All rows, their columns as text, null for null. */
    List<List<String>> rows(String sql) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery(sql)) {
            List<List<String>> rows = new ArrayList<>();
            while (found.next()) {
                List<String> row = new ArrayList<>();
                for (int column = 1; column <= found.getMetaData().getColumnCount(); column++) {
                    row.add(found.getString(column));
                }
                rows.add(row);
            }
            return rows;
        }
    }

    /** The one value that a query tells. */
    String value(String sql) throws SQLException {
        return rows(sql).get(0).get(0);
    }

    @Override
    public void close() throws IOException {
        if (server != null) {
            stop();
        }
    }
}
