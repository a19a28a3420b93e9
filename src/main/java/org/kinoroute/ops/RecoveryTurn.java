package org.kinoroute.ops;

import java.time.Duration;
import java.time.Instant;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Whose turn it is to recover a lane. */
@Component("recoveryTurn")
public class RecoveryTurn extends Turn {

    private static final String OF_ONE_VIDEO = "kinoroute.make-";

    private final String lane;
    private final Duration period;
    private Instant answered = Instant.MIN;

    public RecoveryTurn(
            JdbcTemplate jdbc,
            @Value("${kinoroute.lane}") String lane,
            @Value("${kinoroute.recovery.period}") Duration period) {
        super(jdbc, "recovery " + lane, period);
        this.lane = lane;
        this.period = period;
    }

    /**
     * Whether it is ours now. A single make is driven on by the same command alone. And who has only just come, or has
     * got no answer of the database for a while, lets one turn pass: first all tell that they are at work.
     */
    @Override
    public synchronized boolean take() {
        if (lane.startsWith(OF_ONE_VIDEO)) {
            return false;
        }
        boolean taken = super.take();
        Instant now = Instant.now();
        boolean steady = answered.isAfter(now.minus(period.multipliedBy(2)));
        answered = now;
        if (taken && !steady) {
            leave();
        }
        return taken && steady;
    }
}
