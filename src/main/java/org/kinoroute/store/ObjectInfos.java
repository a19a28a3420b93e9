package org.kinoroute.store;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.function.Supplier;

/** Remembers for a while what is known of objects; what this process writes or removes is forgotten at once. */
final class ObjectInfos {

    private final Cache<String, ObjectInfo> known;

    ObjectInfos(int entries, Duration time) {
        known = Caffeine.newBuilder()
                .maximumSize(entries)
                .expireAfterWrite(time)
                .build();
    }

    ObjectInfo get(String key, Supplier<ObjectInfo> otherwise) {
        return known.get(key, any -> otherwise.get());
    }

    void forget(String key) {
        known.invalidate(key);
    }
}
