package org.kinoroute.api.access;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import io.github.bucket4j.Bucket;
import java.time.Duration;
import java.util.OptionalLong;

/** How often each of many may do something in a minute; as often at once, and then bit by bit again. */
final class Buckets {

    private static final int MOST = 100_000;

    private final LoadingCache<String, Bucket> buckets;

    Buckets(int perMinute) {
        buckets = Caffeine.newBuilder()
                .maximumSize(MOST)
                .expireAfterAccess(Duration.ofMinutes(5))
                .build(who -> Bucket.builder()
                        .addLimit(limit -> limit.capacity(perMinute).refillGreedy(perMinute, Duration.ofMinutes(1)))
                        .build());
    }

    /** Takes one; empty where it was there, else the seconds until there is one. */
    OptionalLong take(String who) {
        var probe = buckets.get(who).tryConsumeAndReturnRemaining(1);
        return probe.isConsumed() ? OptionalLong.empty() : seconds(probe.getNanosToWaitForRefill());
    }

    /** The same without taking it. */
    OptionalLong look(String who) {
        var probe = buckets.get(who).estimateAbilityToConsume(1);
        return probe.canBeConsumed() ? OptionalLong.empty() : seconds(probe.getNanosToWaitForRefill());
    }

    private static OptionalLong seconds(long nanos) {
        return OptionalLong.of(Math.max(1, (nanos + 999_999_999) / 1_000_000_000));
    }
}
