package org.kinoroute.video;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.File;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kinoroute.video.Prices.Price;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The ledger on a real database: what is paid, and what may not be. */
class LedgerTest {

    @TempDir
    static Path folder;

    private static EmbeddedPostgres postgres;
    private static JdbcClient jdbc;
    private static Ledger ledger;

    @BeforeAll
    static void start() throws IOException {
        postgres = EmbeddedPostgres.builder()
                .setOverrideWorkingDirectory(new File(System.getProperty("kinoroute.embedded.programs")))
                .setDataDirectory(folder.resolve("postgres"))
                .start();
        DataSource source = postgres.getPostgresDatabase();
        Flyway.configure().dataSource(source).load().migrate();
        jdbc = JdbcClient.create(source);
        Prices prices = new Prices(
                "USD",
                List.of(
                        price("speech.example", "fine", "20", null),
                        price("speech.example", "finest", "40", null),
                        price("pictures.example", "painter", null, "0.04")));
        ledger = new Ledger(jdbc, new TransactionTemplate(new DataSourceTransactionManager(source)), prices);
    }

    @AfterAll
    static void stop() throws IOException {
        postgres.close();
    }

    @Test
    void whatWasUsedTakesThePlaceOfWhatWasSetAside() {
        UUID video = video("0");
        ledger.reserve(video, "voice 0", "speech.example", "fine", "characters", 1000);
        assertThat(ledger.total(video)).isEqualByComparingTo("0.02");
        assertThat(ledger.entries(video)).isEmpty();

        ledger.charge(video, "voice 0", "speech.example", "fine", "characters", 500);
        assertThat(ledger.total(video)).isEqualByComparingTo("0.01");
        assertThat(ledger.entries(video)).singleElement().satisfies(entry -> {
            assertThat(entry.item()).isEqualTo("voice 0");
            assertThat(entry.quantity()).isEqualTo(500);
            assertThat(entry.price()).isEqualByComparingTo("0.01");
        });
    }

    @Test
    void setAsideTwiceCountsOnce() {
        UUID video = video("0.05");
        for (int attempt = 0; attempt < 3; attempt++) {
            ledger.reserve(video, "image 0", "pictures.example", "painter", "images", 1);
        }
        assertThat(ledger.total(video)).isEqualByComparingTo("0.04");
    }

    @Test
    void aBudgetIsNeverPassed() {
        UUID video = video("0.10");
        ledger.reserve(video, "image 0", "pictures.example", "painter", "images", 1);
        ledger.charge(video, "image 0", "pictures.example", "painter", "images", 1);
        ledger.reserve(video, "image 1", "pictures.example", "painter", "images", 1);

        assertThatThrownBy(() -> ledger.reserve(video, "image 2", "pictures.example", "painter", "images", 1))
                .isInstanceOf(OverBudget.class)
                .hasMessage("the budget of 0.1 USD does not suffice: image 2 would cost up to 0.04, and 0.08 are spent;"
                        + " raise it with --budget");
        assertThat(ledger.total(video)).isEqualByComparingTo("0.08");
    }

    @Test
    void callsAtOnceDoNotPassABudgetTogether() throws Exception {
        UUID video = video("0.20");
        ExecutorService threads = Executors.newFixedThreadPool(8);
        List<Future<?>> calls = IntStream.range(0, 40)
                .<Future<?>>mapToObj(i -> threads.submit(
                        () -> ledger.reserve(video, "image " + i, "pictures.example", "painter", "images", 1)))
                .toList();
        long refused = 0;
        for (Future<?> call : calls) {
            try {
                call.get();
            } catch (ExecutionException e) {
                assertThat(e).hasCauseInstanceOf(OverBudget.class);
                refused++;
            }
        }
        threads.shutdown();
        assertThat(refused).isEqualTo(35);
        assertThat(ledger.total(video)).isEqualByComparingTo("0.20");
    }

    @Test
    void ownServersCostNothingAndUnknownModelsAsMuchAsTheDearest() {
        UUID video = video("0");
        ledger.charge(video, "voice 0", "127.0.0.1", "kokoro", "characters", 1_000_000);
        assertThat(ledger.total(video)).isEqualByComparingTo("0");
        ledger.charge(video, "voice 1", "speech.example", "brand-new", "characters", 1_000_000);
        assertThat(ledger.total(video)).isEqualByComparingTo("40");
    }

    private static UUID video(String budget) {
        UUID id = UUID.randomUUID();
        jdbc.sql("insert into videos (id, title, budget) values (:id, 'Test', :budget)")
                .param("id", id)
                .param("budget", new BigDecimal(budget))
                .update();
        return id;
    }

    private static Price price(String provider, String model, String characters, String images) {
        return new Price(
                provider,
                model,
                null,
                null,
                characters == null ? null : new BigDecimal(characters),
                null,
                images == null ? null : new BigDecimal(images));
    }
}
