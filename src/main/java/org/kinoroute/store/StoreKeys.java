package org.kinoroute.store;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.kinoroute.video.Problem;

/** The keys with which objects are encrypted: the first one for writing, all of them for reading. */
final class StoreKeys {

    private static final int LENGTH = 32;
    private static final String HOW = "; a key is 32 random bytes in Base64, as made by: openssl rand -base64 32";

    private final List<Key> keys;

    private StoreKeys(List<Key> keys) {
        this.keys = List.copyOf(keys);
    }

    /**
     * A key.
     *
     * @param id by which objects name it; it says nothing about the key
     */
    record Key(byte[] id, byte[] secret) {

        static Key of(byte[] secret) {
            byte[] named =
                    Arrays.copyOf("kinoroute.store.key ".getBytes(StandardCharsets.US_ASCII), 20 + secret.length);
            System.arraycopy(secret, 0, named, 20, secret.length);
            byte[] id = Arrays.copyOf(HexFormat.of().parseHex(ContentKey.sha256(named)), 8);
            return new Key(id, secret);
        }

        String name() {
            return HexFormat.of().formatHex(id);
        }
    }

    static StoreKeys of(StoreProperties properties) {
        List<Key> keys = new ArrayList<>();
        if (!properties.key().isBlank()) {
            keys.add(key("KINOROUTE_STORE_KEY", properties.key()));
        }
        if (properties.keyFile() != null) {
            keys.addAll(file(properties.keyFile()));
        }
        properties.oldKeys().stream()
                .filter(old -> !old.isBlank())
                .forEach(old -> keys.add(key("kinoroute.store.old-keys", old)));
        return new StoreKeys(keys);
    }

    static StoreKeys of(byte[]... secrets) {
        return new StoreKeys(Stream.of(secrets).map(Key::of).toList());
    }

    /** One key in a line; the first is for writing. */
    private static List<Key> file(Path file) {
        try {
            return Files.readAllLines(file).stream()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(line -> key(file.toString(), line))
                    .toList();
        } catch (IOException e) {
            throw new Problem(file + ": the keys of the store cannot be read (" + e.getMessage() + ")", e);
        }
    }

    private static Key key(String where, String text) {
        byte[] secret;
        try {
            String key = text.strip();
            secret = key.length() == 2 * LENGTH
                    ? HexFormat.of().parseHex(key)
                    : Base64.getDecoder().decode(key);
        } catch (IllegalArgumentException e) {
            throw new Problem(where + ": this is no key" + HOW);
        }
        if (secret.length != LENGTH) {
            throw new Problem(where + ": this key has " + secret.length + " bytes" + HOW);
        }
        return Key.of(secret);
    }

    void demandOne(Encryption cipher) {
        if (keys.isEmpty()) {
            throw new Problem("kinoroute.store.encryption is "
                    + cipher.name().toLowerCase(java.util.Locale.ROOT).replace('_', '-')
                    + ", but there is no key; set KINOROUTE_STORE_KEY or kinoroute.store.key-file" + HOW);
        }
    }

    boolean isEmpty() {
        return keys.isEmpty();
    }

    Key current() {
        return keys.get(0);
    }

    /** @throws SealBrokenException if it is not one of these */
    Key find(String object, byte[] id) {
        return keys.stream()
                .filter(key -> Arrays.equals(key.id, id))
                .findFirst()
                .orElseThrow(() -> new SealBrokenException(
                        object,
                        "it is encrypted with the key " + HexFormat.of().formatHex(id) + ", and "
                                + (keys.isEmpty()
                                        ? "there is none"
                                        : "the one set is " + keys.get(0).name())
                                + "; set KINOROUTE_STORE_KEY, or list the key in kinoroute.store.old-keys"));
    }
}
