package org.kinoroute.store;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.kinoroute.video.Unavailable;

/**
 * What processes that share a store have to agree on; no secret is in it.
 *
 * @param bucket that holds all media
 * @param compression of what is stored from now on
 * @param encryption of what is stored from now on
 * @param key id of the key with which is encrypted; empty: there is none
 */
public record StoreTerms(String bucket, String compression, String encryption, String key) {

    public static StoreTerms of(StoreProperties properties) {
        StoreKeys keys = StoreKeys.of(properties);
        return new StoreTerms(
                properties.bucket(),
                word(properties.compression()),
                word(properties.encryption()),
                keys.isEmpty() ? "" : keys.current().name());
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** As it is written down for others. */
    public Map<String, String> written() {
        return Map.of("bucket", bucket, "compression", compression, "encryption", encryption, "key", key);
    }

    public static StoreTerms read(Map<String, String> written) {
        return new StoreTerms(
                written.get("bucket"), written.get("compression"), written.get("encryption"), written.get("key"));
    }

    /**
     * The settings with which another process keeps to these terms.
     *
     * @param own terms of that process
     * @throws Unavailable if it lacks the key
     */
    public List<String> settings(StoreTerms own) {
        if (!encryption.equals("none") && !key.equals(own.key)) {
            throw new Unavailable("the server that is at work here encrypts its store with the key " + key + ", and "
                    + (own.key.isEmpty() ? "there is none here" : "the one here is " + own.key)
                    + "; set KINOROUTE_STORE_KEY (or kinoroute.store.key-file) as it is set for the server");
        }
        return List.of(
                "--kinoroute.store.bucket=" + bucket,
                "--kinoroute.store.compression=" + compression,
                "--kinoroute.store.encryption=" + encryption);
    }
}
