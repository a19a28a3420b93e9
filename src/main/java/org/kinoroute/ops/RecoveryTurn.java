package org.kinoroute.ops;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import net.javacrumbs.shedlock.core.LockConfiguration;
import net.javacrumbs.shedlock.core.LockProvider;
import net.javacrumbs.shedlock.core.SimpleLock;
import net.javacrumbs.shedlock.provider.jdbctemplate.JdbcTemplateLockProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Whose turn it is to recover a lane: one process at a time, and once in each period, however many there are. */
@Component("recoveryTurn")
public class RecoveryTurn {

    /** After which a process that holds the turn is taken for dead. */
    private static final Duration LONGEST = Duration.ofMinutes(1);

    private static final String OF_ONE_VIDEO = "kinoroute.make-";

    private final LockProvider locks;
    private final String lane;
    private final Duration period;
    private final AtomicReference<SimpleLock> turn = new AtomicReference<>();

    public RecoveryTurn(
            JdbcTemplate jdbc,
            @Value("${kinoroute.lane}") String lane,
            @Value("${kinoroute.recovery.period}") Duration period) {
        // By the database's clock: those of the machines may differ.
        this.locks = new JdbcTemplateLockProvider(JdbcTemplateLockProvider.Configuration.builder()
                .withJdbcTemplate(jdbc)
                .usingDbTime()
                .build());
        this.lane = lane;
        this.period = period;
    }

    /** Whether it is ours now. A single make is driven on by the same command alone. */
    public boolean take() {
        if (lane.startsWith(OF_ONE_VIDEO)) {
            return false;
        }
        Duration shortest = period.multipliedBy(8).dividedBy(10);
        Optional<SimpleLock> taken = locks.lock(new LockConfiguration(
                Instant.now(), "recovery " + lane, shortest.compareTo(LONGEST) > 0 ? shortest : LONGEST, shortest));
        taken.ifPresent(turn::set);
        return taken.isPresent();
    }

    /** It is the next one's. */
    public void leave() {
        SimpleLock ours = turn.getAndSet(null);
        if (ours != null) {
            ours.unlock();
        }
    }
}
