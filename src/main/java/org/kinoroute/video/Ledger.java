package org.kinoroute.video;

import io.micrometer.core.instrument.Metrics;
import java.math.BigDecimal;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/**
 * What a video costs, call by call, in the table {@code costs}. Before a paid call, its price is set aside; after it, what
 * was really used takes its place. So a budget is never passed, however many calls run at once.
 */
@Component("ledger")
public class Ledger {

    private final JdbcClient jdbc;
    private final TransactionOperations transactions;
    private final Prices prices;

    public Ledger(JdbcClient jdbc, TransactionOperations transactions, Prices prices) {
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.prices = prices;
    }

    /**
     * One line of the ledger.
     *
     * @param item what was made, e.g. {@code voice 3}
     * @param provider host name of who made it
     * @param unit one of {@link Prices.Unit}, in lower case
     * @param price in the currency of the prices
     */
    public record Entry(String item, String provider, String model, String unit, double quantity, BigDecimal price) {}

    /**
     * Sets aside what a call may cost.
     *
     * @param video null: it is for none, and nothing is kept of it
     * @param item what is to be made, e.g. {@code voice 3}; set aside again, it takes the place of the first time
     * @param unit one of {@link Prices.Unit}, in lower case
     * @throws OverBudget if the video's budget does not suffice; nothing was spent then
     */
    public void reserve(UUID video, String item, String provider, String model, String unit, double quantity) {
        if (video == null) {
            return;
        }
        BigDecimal price = prices.of(provider, model, unit, quantity);
        transactions.executeWithoutResult(transaction -> {
            // The row's lock: two calls at once must not both take the last of a budget.
            BigDecimal budget = jdbc.sql("select budget from videos where id = :video for update")
                    .param("video", video)
                    .query(BigDecimal.class)
                    .optional()
                    .orElse(BigDecimal.ZERO);
            release(video, item, unit);
            BigDecimal spent = total(video);
            if (budget.signum() > 0 && spent.add(price).compareTo(budget) > 0) {
                throw new OverBudget(item, price, spent, budget, prices.currency());
            }
            insert(video, item, provider, model, unit, quantity, price, true);
        });
    }

    /** Writes down what a call has used, in place of what was set aside for it. */
    public void charge(UUID video, String item, String provider, String model, String unit, double quantity) {
        if (video == null) {
            return;
        }
        BigDecimal price = prices.of(provider, model, unit, quantity);
        transactions.executeWithoutResult(transaction -> {
            release(video, item, unit);
            insert(video, item, provider, model, unit, quantity, price, false);
        });
        Metrics.counter("kinoroute.cost", "provider", provider, "model", model, "unit", unit)
                .increment(price.doubleValue());
    }

    /** All that was spent on a video, in order. */
    public List<Entry> entries(UUID video) {
        return jdbc.sql("select item, provider, model, unit, quantity, price from costs"
                        + " where video_id = :video and not reserved order by id")
                .param("video", video)
                .query(Entry.class)
                .list();
    }

    /** What was spent on a video, and what is set aside for calls under way. */
    public BigDecimal total(UUID video) {
        return jdbc.sql("select coalesce(sum(price), 0) from costs where video_id = :video")
                .param("video", video)
                .query(BigDecimal.class)
                .single();
    }

    /** Gives back what was set aside for a call that came to nothing. */
    public void release(UUID video, String item, String unit) {
        jdbc.sql("delete from costs where video_id = :video and item = :item and unit = :unit and reserved")
                .param("video", video)
                .param("item", item)
                .param("unit", unit)
                .update();
    }

    private void insert(
            UUID video,
            String item,
            String provider,
            String model,
            String unit,
            double quantity,
            BigDecimal price,
            boolean reserved) {
        jdbc.sql("insert into costs (video_id, item, provider, model, unit, quantity, price, reserved)"
                        + " values (:video, :item, :provider, :model, :unit, :quantity, :price, :reserved)")
                .param("video", video)
                .param("item", item)
                .param("provider", provider)
                .param("model", model)
                .param("unit", unit)
                .param("quantity", quantity)
                .param("price", price)
                .param("reserved", reserved)
                .update();
    }
}
