package org.kinoroute.store;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.spec.AlgorithmParameterSpec;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Encrypts in chunks, each with a tag of its own, so that no more than a chunk is held in memory and any part can be read
 * by itself. Every object has a key of its own, derived from the store's key and the header's random salt; a chunk's nonce
 * is its number and whether it is the last one, and the header and the object's key in the store are authenticated with
 * it: what was changed, swapped, cut or put under another key is not opened.
 */
final class ChunkCipher {

    /** Plain bytes of a chunk. */
    static final int CHUNK = 65_536;

    static final int TAG = 16;

    private final SealHeader header;
    private final String name;
    private final byte[] bound;
    private final SecretKeySpec key;
    private final boolean gcm;

    ChunkCipher(SealHeader header, String name, StoreKeys keys) {
        this.header = header;
        this.name = name;
        byte[] object = name.getBytes(StandardCharsets.UTF_8);
        this.bound = ByteBuffer.allocate(SealHeader.LENGTH + object.length)
                .put(header.bytes())
                .put(object)
                .array();
        this.gcm = header.cipher() == Encryption.AES_256_GCM;
        this.key = derived(keys.find(name, header.keyId()), header.salt(), gcm ? "AES" : "ChaCha20");
    }

    /** HKDF with SHA-256, for one block. */
    private static SecretKeySpec derived(StoreKeys.Key key, byte[] salt, String algorithm) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(salt, "HmacSHA256"));
            mac.init(new SecretKeySpec(mac.doFinal(key.secret()), "HmacSHA256"));
            mac.update(("kinoroute.store " + algorithm).getBytes(StandardCharsets.US_ASCII));
            return new SecretKeySpec(mac.doFinal(new byte[] {1}), algorithm);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has HMAC", e);
        }
    }

    private Cipher cipher(int mode, long number, boolean last) throws GeneralSecurityException {
        byte[] nonce = ByteBuffer.allocate(12)
                .put(3, (byte) (last ? 1 : 0))
                .putLong(4, number)
                .array();
        AlgorithmParameterSpec parameters = gcm ? new GCMParameterSpec(8 * TAG, nonce) : new IvParameterSpec(nonce);
        Cipher cipher = Cipher.getInstance(gcm ? "AES/GCM/NoPadding" : "ChaCha20-Poly1305");
        cipher.init(mode, key, parameters);
        cipher.updateAAD(bound);
        return cipher;
    }

    /** What is written is encrypted; closing it writes the last chunk, and leaves {@code out} open. */
    OutputStream encrypting(OutputStream out) {
        return new OutputStream() {
            private final ByteArrayOutputStream chunk = new ByteArrayOutputStream(CHUNK);
            private long number;
            private boolean closed;

            @Override
            public void write(int one) throws IOException {
                write(new byte[] {(byte) one}, 0, 1);
            }

            @Override
            public void write(byte[] bytes, int from, int length) throws IOException {
                int done = 0;
                while (done < length) {
                    if (chunk.size() == CHUNK) {
                        put(false);
                    }
                    int part = Math.min(length - done, CHUNK - chunk.size());
                    chunk.write(bytes, from + done, part);
                    done += part;
                }
            }

            private void put(boolean last) throws IOException {
                try {
                    out.write(cipher(Cipher.ENCRYPT_MODE, number++, last).doFinal(chunk.toByteArray()));
                    chunk.reset();
                } catch (GeneralSecurityException e) {
                    throw new IOException("Cannot encrypt " + name, e);
                }
            }

            @Override
            public void close() throws IOException {
                if (!closed) {
                    closed = true;
                    put(true);
                }
            }
        };
    }

    /**
     * What is read was authenticated, chunk by chunk; whoever reads to the end knows that it was all.
     *
     * @param first number of the chunk that comes first
     */
    InputStream decrypting(InputStream in, long first) throws IOException {
        return new InputStream() {
            private long number = first;
            private byte[] ahead = in.readNBytes(CHUNK + TAG);
            private byte[] plain = new byte[0];
            private int at;
            private boolean ended;

            {
                // Read one chunk ahead: the last one is sealed as such.
                next();
            }

            private void next() throws IOException {
                if (ahead.length == 0) {
                    throw new SealBrokenException(name, "it ends too early");
                }
                byte[] chunk = ahead;
                ahead = chunk.length < CHUNK + TAG ? new byte[0] : in.readNBytes(CHUNK + TAG);
                boolean nothingFollows = ahead.length == 0;
                // A part that was asked for ends before the object does; of what is compressed, the length is not
                // known.
                boolean last = isCounted() ? number == chunks(header.size()) - 1 : nothingFollows;
                if (last && !nothingFollows) {
                    throw new SealBrokenException(name, "something was added to it");
                }
                plain = open(number++, chunk, last);
                at = 0;
                ended = nothingFollows;
            }

            @Override
            public int read() throws IOException {
                byte[] one = new byte[1];
                return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
            }

            @Override
            public int read(byte[] bytes, int from, int length) throws IOException {
                if (length == 0) {
                    return 0;
                }
                while (at == plain.length) {
                    if (ended) {
                        return -1;
                    }
                    next();
                }
                int part = Math.min(length, plain.length - at);
                System.arraycopy(plain, at, bytes, from, part);
                at += part;
                return part;
            }

            @Override
            public void close() throws IOException {
                in.close();
            }
        };
    }

    /** @param last whether no chunk follows, so that this must be the object's last one */
    private byte[] open(long number, byte[] chunk, boolean last) {
        if (chunk.length < TAG) {
            throw new SealBrokenException(name, "it was cut short");
        }
        try {
            return cipher(Cipher.DECRYPT_MODE, number, last).doFinal(chunk);
        } catch (AEADBadTagException e) {
            throw new SealBrokenException(name, "it was changed or cut short after it was stored", e);
        } catch (GeneralSecurityException e) {
            throw new SealBrokenException(name, "its encryption is not known here", e);
        }
    }

    private boolean isCounted() {
        return header.compression() == Compression.NONE;
    }

    /** The bytes of a sealed object that hold some chunks. */
    static String stored(long first, long last) {
        long length = CHUNK + TAG;
        return "bytes=" + (SealHeader.LENGTH + first * length) + "-" + (SealHeader.LENGTH + (last + 1) * length - 1);
    }

    /** How many chunks there are. */
    static long chunks(long size) {
        return Math.max(1, (size + CHUNK - 1) / CHUNK);
    }
}
