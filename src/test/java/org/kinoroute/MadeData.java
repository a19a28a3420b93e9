package org.kinoroute;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.stream.Stream;
import org.flywaydb.core.Flyway;
import org.kinoroute.embedded.EmbeddedStack;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.util.DigestUtils;
import org.springframework.util.FileSystemUtils;

/**
 * A data folder with the tables of a database and the empty store of a broker, which is copied: to make these costs two
 * seconds, and few tests are about that.
 */
public final class MadeData {

    private static final Path TARGET = Path.of("target").toAbsolutePath();
    /** Made of these, and anew when they change. */
    private static final Path MIGRATIONS = Path.of("src/main/resources/db/migration");

    private static final Path MADE = TARGET.resolve("made-data-" + mark());

    private MadeData() {}

    /** Fills a data folder that is not there yet, and gives the folder. */
    public static Path in(Path data) {
        if (Files.exists(data)) {
            return data;
        }
        try {
            make();
            Files.createDirectories(data.getParent());
            // With their owner's rights, which PostgreSQL insists on.
            int status = new ProcessBuilder("cp", "-a", MADE.toString(), data.toString())
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

    private static String mark() {
        try (Stream<Path> files = Files.list(MIGRATIONS)) {
            StringBuilder all = new StringBuilder();
            for (Path file : files.sorted().toList()) {
                all.append(file.getFileName()).append(Files.readString(file));
            }
            return DigestUtils.md5DigestAsHex(all.toString().getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Once, by whichever test comes first. */
    private static synchronized void make() throws IOException {
        try (FileChannel lock = FileChannel.open(
                TARGET.resolve("made-data.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            lock.lock();
            if (Files.exists(MADE)) {
                return;
            }
            Path half = TARGET.resolve("made-data.half");
            FileSystemUtils.deleteRecursively(half);
            try (EmbeddedStack stack = EmbeddedStack.start(half, TARGET.resolve("embedded-programs"))) {
                var database = new DriverManagerDataSource(stack.jdbcUrl(), "postgres", stack.password());
                Flyway.configure().dataSource(database).load().migrate();
                // Two thirds of all files; nobody makes a second database.
                JdbcClient sql = JdbcClient.create(database);
                sql.sql("update pg_database set datistemplate = false").update();
                sql.sql("drop database template0").update();
                sql.sql("drop database template1").update();
            }
            Files.move(half, MADE);
        }
    }
}
