package org.kinoroute.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.util.Locale;
import java.util.Optional;
import javax.sql.DataSource;
import org.kinoroute.embedded.EmbeddedDatabase;
import org.kinoroute.video.Causes;
import org.kinoroute.video.Estimates;
import org.kinoroute.video.JsonConfiguration;
import org.kinoroute.video.Ledger;
import org.kinoroute.video.Prices;
import org.kinoroute.video.Unavailable;
import org.kinoroute.voice.ChosenVoices;
import org.kinoroute.voice.VoiceProperties;
import org.kinoroute.voice.VoiceServices;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.core.env.Environment;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** {@code make --dry-run}: all is checked, and nothing is made or spent; started is no more than what looks voices up. */
final class DryRun {

    private final Surroundings surroundings;
    private final MakeRequest request;
    private final boolean json;

    DryRun(Surroundings surroundings, MakeRequest request, boolean json) {
        this.surroundings = surroundings;
        this.request = request;
        this.json = json;
    }

    int run() throws JsonProcessingException {
        Terminal terminal = new Terminal(json);
        request.notes().forEach(terminal::note);
        Estimates.Estimate estimate = estimate(terminal);
        if (json) {
            System.out.println(new JsonConfiguration().objectMapper().writeValueAsString(Estimates.json(estimate)));
            return 0;
        }
        System.out.printf(
                Locale.ROOT, "The video would last about %.0f s (%d scenes)%n", estimate.seconds(), estimate.scenes());
        for (Ledger.Entry item : estimate.items()) {
            System.out.printf(
                    Locale.ROOT,
                    "  %-10s %s at %s: %.0f %s, %s %s%n",
                    item.item(),
                    item.model(),
                    item.provider(),
                    item.quantity(),
                    item.unit().replace('_', ' '),
                    item.price().stripTrailingZeros().toPlainString(),
                    estimate.currency());
        }
        System.out.printf(
                Locale.ROOT,
                "and cost about %s %s; what was made before is not paid again. Nothing was made.%n",
                estimate.cost().stripTrailingZeros().toPlainString(),
                estimate.currency());
        return 0;
    }

    /** With the voices that earlier videos, or people, have chosen for the characters. */
    private Estimates.Estimate estimate(Terminal terminal) {
        // Nobody has told the libraries yet that a person at a terminal does not read them.
        LoggingSystem.get(getClass().getClassLoader()).beforeInitialize();
        try {
            return tables().orElseGet(() -> estimate((DataSource) null));
        } catch (Unavailable | DataAccessException e) {
            terminal.note("voices that were chosen in earlier videos are left out: " + Causes.of(e));
            return estimate((DataSource) null);
        }
    }

    private Optional<Estimates.Estimate> tables() {
        Environment settings = surroundings.environment();
        if (settings.getProperty("kinoroute.embedded.postgres", Boolean.class, true)) {
            return EmbeddedDatabase.find(
                            surroundings.path("kinoroute.data"), surroundings.path("kinoroute.embedded.programs"))
                    .map(database -> {
                        try (database) {
                            return estimate(new DriverManagerDataSource(
                                    database.jdbcUrl(), database.username(), database.password()));
                        }
                    });
        }
        return Optional.ofNullable(settings.getProperty("spring.datasource.url"))
                .map(url -> estimate(new DriverManagerDataSource(
                        url,
                        settings.getProperty("spring.datasource.username", ""),
                        settings.getProperty("spring.datasource.password", ""))));
    }

    private Estimates.Estimate estimate(DataSource tables) {
        VoiceProperties voices = surroundings.bind("kinoroute.voice", VoiceProperties.class);
        ChosenVoices choices = new ChosenVoices(
                tables == null ? null : JdbcClient.create(tables),
                new VoiceServices(surroundings.environment(), voices),
                voices);
        Prices prices = surroundings.bind("kinoroute.prices", Prices.class);
        return new Estimates(surroundings.environment(), prices, choices::engine).of(request.video());
    }
}
