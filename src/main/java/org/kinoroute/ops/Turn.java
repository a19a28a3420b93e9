package org.kinoroute.ops;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import net.javacrumbs.shedlock.core.LockConfiguration;
import net.javacrumbs.shedlock.core.LockProvider;
import net.javacrumbs.shedlock.core.SimpleLock;
import net.javacrumbs.shedlock.provider.jdbctemplate.JdbcTemplateLockProvider;
import org.springframework.jdbc.core.JdbcTemplate;

/** Whose turn it is: one process at a time, and once in each period, however many there are. */
class Turn {

    /** After which a process that holds the turn is taken for dead. */
    private static final Duration LONGEST = Duration.ofMinutes(1);

    private final LockProvider locks;
    private final String name;
    private final Duration shortest;
    private final AtomicReference<SimpleLock> turn = new AtomicReference<>();

    Turn(JdbcTemplate jdbc, String name, Duration period) {
        // By the database's clock: those of the machines may differ.
        this.locks = new JdbcTemplateLockProvider(JdbcTemplateLockProvider.Configuration.builder()
                .withJdbcTemplate(jdbc)
                .usingDbTime()
                .build());
        this.name = name;
        this.shortest = period.multipliedBy(8).dividedBy(10);
    }

    /** Whether it is ours now. */
    public boolean take() {
        Optional<SimpleLock> taken = locks.lock(new LockConfiguration(
                Instant.now(), name, shortest.compareTo(LONGEST) > 0 ? shortest : LONGEST, shortest));
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
