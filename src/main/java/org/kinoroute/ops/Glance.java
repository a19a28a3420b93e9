package org.kinoroute.ops;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A look at something that may hang: not more often than every few seconds, however often one asks, and for no longer
 * than a moment. Who watches must be told the rest when a server is out of reach.
 */
final class Glance<T> {

    private static final Logger LOG = LoggerFactory.getLogger(Glance.class);
    private static final Duration FRESH = Duration.ofSeconds(3);
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private static final ExecutorService WATCHERS = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "kinoroute-glance");
        thread.setDaemon(true);
        return thread;
    });

    private final Supplier<T> look;
    private final LoadingCache<Boolean, T> seen;
    private CompletableFuture<T> looking = CompletableFuture.completedFuture(null);

    /** @param unknown what is seen when nothing can be */
    Glance(Supplier<T> look, T unknown) {
        this.look = look;
        this.seen = Caffeine.newBuilder().expireAfterWrite(FRESH).build(now -> look(unknown));
    }

    private synchronized T look(T unknown) {
        if (looking.isDone()) {
            looking = CompletableFuture.supplyAsync(look, WATCHERS);
        } // else the last one hangs still: one that hangs is enough.
        return looking.copy()
                .orTimeout(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
                .exceptionally(e -> {
                    LOG.debug("Nothing was seen", e);
                    return unknown;
                })
                .join();
    }

    T get() {
        return seen.get(true);
    }
}
