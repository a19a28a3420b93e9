package org.kinoroute.embedded;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;
import javax.sql.DataSource;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** The tables of a data folder, for who looks something up in them and starts nothing else. */
public final class KeptTables {

    private KeptTables() {}

    /**
     * Starts the folder's database alone, and stops it again.
     *
     * @return empty: the folder has no tables yet, and gets none
     * @throws org.kinoroute.video.Unavailable if another process holds the folder, or the database does not start
     */
    public static <T> Optional<T> read(Path folder, Function<DataSource, T> reader) {
        if (!Files.exists(folder.resolve("postgres/global/pg_control"))) {
            return Optional.empty();
        }
        try (DataFolder held = DataFolder.open(folder);
                PostgresServer server = PostgresServer.start(held, held.password())) {
            return Optional.of(
                    reader.apply(new DriverManagerDataSource(server.jdbcUrl(), PostgresServer.USER, held.password())));
        }
    }
}
