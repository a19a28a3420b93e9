package org.kinoroute.video;

import static org.assertj.core.api.Assertions.assertThat;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

class MigrationTurnTest {

    private static final int PROCESSES = 6;

    @TempDir
    Path folder;

    @Test
    void thoseWhoStartSideBySideOnAnEmptyDatabaseAllComeUp() throws Exception {
        try (EmbeddedPostgres postgres = EmbeddedPostgres.builder()
                        .setOverrideWorkingDirectory(new File(System.getProperty("kinoroute.embedded.programs")))
                        .setDataDirectory(folder.resolve("postgres"))
                        .start();
                Crowd crowd = new Crowd()) {
            CyclicBarrier together = new CyclicBarrier(PROCESSES);
            List<Future<?>> migrations = new ArrayList<>();
            for (int process = 0; process < PROCESSES; process++) {
                migrations.add(crowd.threads.submit(() -> {
                    // As in application.yaml.
                    Flyway own = Flyway.configure()
                            .dataSource(postgres.getPostgresDatabase())
                            .baselineOnMigrate(true)
                            .baselineVersion("0")
                            .load();
                    together.await();
                    new MigrationTurn().migrate(own);
                    return null;
                }));
            }
            for (Future<?> migration : migrations) {
                migration.get();
            }
            assertThat(JdbcClient.create(postgres.getPostgresDatabase())
                            .sql("select count(*) from flyway_schema_history where not success")
                            .query(Integer.class)
                            .single())
                    .isZero();
        }
    }

    private record Crowd(ExecutorService threads) implements AutoCloseable {

        Crowd() {
            this(Executors.newFixedThreadPool(PROCESSES));
        }

        @Override
        public void close() {
            threads.shutdownNow();
        }
    }
}
