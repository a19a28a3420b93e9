package org.kinoroute.store;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Arrays;

/**
 * What stands before the content of a sealed object, {@value #LENGTH} bytes: {@code KINOSEAL}, the version, how it is
 * compressed, how it is encrypted, the id of the key, a random salt, and the length of the plain content. It is
 * authenticated with each chunk.
 *
 * @param keyId of the key, 8 bytes; zeros where it is not encrypted
 * @param salt of the object's own key, 32 bytes, random
 * @param size of the plain content, bytes
 */
record SealHeader(Compression compression, Encryption cipher, byte[] keyId, byte[] salt, long size) {

    static final int LENGTH = 64;

    private static final byte[] MAGIC = "KINOSEAL".getBytes(StandardCharsets.US_ASCII);
    private static final byte VERSION = 1;
    private static final SecureRandom RANDOM = new SecureRandom();

    /** @param key null: not encrypted */
    static SealHeader fresh(Compression compression, Encryption cipher, StoreKeys.Key key, long size) {
        byte[] salt = new byte[32];
        RANDOM.nextBytes(salt);
        return new SealHeader(compression, cipher, key == null ? new byte[8] : key.id(), salt, size);
    }

    byte[] bytes() {
        return ByteBuffer.allocate(LENGTH)
                .put(MAGIC)
                .put(VERSION)
                .put((byte) compression.ordinal())
                .put((byte) cipher.ordinal())
                .put((byte) 0)
                .put(keyId)
                .put(salt)
                .putLong(size)
                .putInt(0)
                .array();
    }

    /** Whether an object begins as a sealed one does. */
    static boolean isOne(byte[] head) {
        return head.length >= MAGIC.length && Arrays.equals(head, 0, MAGIC.length, MAGIC, 0, MAGIC.length);
    }

    /** @throws SealBrokenException if it is none that this version can read */
    static SealHeader read(String key, byte[] head) {
        if (head.length < LENGTH || !isOne(head)) {
            throw new SealBrokenException(key, "its header is not there");
        }
        ByteBuffer in = ByteBuffer.wrap(head);
        in.position(MAGIC.length);
        int version = in.get();
        int compression = in.get();
        int cipher = in.get();
        in.get();
        if (version != VERSION) {
            throw new SealBrokenException(key, "it is of version " + version + "; a newer Kinoroute can read it");
        } else if (compression < 0
                || compression >= Compression.values().length
                || cipher < 0
                || cipher >= Encryption.values().length) {
            throw new SealBrokenException(key, "its header is damaged");
        }
        byte[] keyId = new byte[8];
        byte[] salt = new byte[32];
        in.get(keyId).get(salt);
        SealHeader header = new SealHeader(
                Compression.values()[compression], Encryption.values()[cipher], keyId, salt, in.getLong());
        if (!Arrays.equals(header.bytes(), 0, LENGTH, head, 0, LENGTH)) {
            throw new SealBrokenException(key, "its header is damaged");
        }
        return header;
    }
}
