package org.kinoroute.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.util.Locale;
import org.kinoroute.video.Estimates;
import org.kinoroute.video.JsonConfiguration;
import org.kinoroute.video.Ledger;
import org.kinoroute.video.Prices;

/** {@code make --dry-run}: all is checked, and nothing is started, made or spent. */
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
        Prices prices = surroundings.bind("kinoroute.prices", Prices.class);
        Estimates.Estimate estimate = new Estimates(surroundings.settings(), prices).of(request.video());
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
}
