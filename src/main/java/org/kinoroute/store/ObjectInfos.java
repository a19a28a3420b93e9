package org.kinoroute.store;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/** Remembers for a while what is known of objects; what this process writes or removes is forgotten at once. */
final class ObjectInfos {

    private final Cache<String, ObjectInfo> known;
    private final Cache<String, Optional<SealHeader>> seals;

    ObjectInfos(int entries, Duration time) {
        known = Caffeine.newBuilder()
                .maximumSize(entries)
                .expireAfterWrite(time)
                .build();
        seals = Caffeine.newBuilder()
                .maximumSize(entries)
                .expireAfterWrite(time)
                .build();
    }

    ObjectInfo get(String key, Supplier<ObjectInfo> otherwise) {
        return known.get(key, any -> otherwise.get());
    }

    /** How an object is sealed, as it was seen last; null: not known. */
    Optional<SealHeader> seal(String key) {
        return seals.getIfPresent(key);
    }

    /** @param header null: it is not sealed */
    void sealed(String key, SealHeader header) {
        seals.put(key, Optional.ofNullable(header));
    }

    void forget(String key) {
        known.invalidate(key);
        seals.invalidate(key);
    }
}
