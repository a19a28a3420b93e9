package org.kinoroute.store;

import com.github.luben.zstd.ZstdInputStream;
import com.github.luben.zstd.ZstdOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/**
 * How objects lie in the store: compressed, encrypted, both or neither. A sealed object begins with a {@link SealHeader};
 * behind it is the compressed content, in chunks where it is encrypted.
 */
final class Sealing {

    private final Compression compression;
    private final Encryption cipher;
    private final StoreKeys keys;
    private final long threshold;

    Sealing(StoreProperties properties) {
        this(
                properties.compression(),
                properties.encryption(),
                StoreKeys.of(properties),
                properties.compressionThreshold().toBytes());
    }

    Sealing(Compression compression, Encryption cipher, StoreKeys keys, long threshold) {
        this.compression = compression;
        this.cipher = cipher;
        this.keys = keys;
        this.threshold = threshold;
        if (cipher != Encryption.NONE) {
            keys.demandOne(cipher);
        }
    }

    /** How an object is to be sealed; null: it is stored as it is. */
    SealHeader plan(long size, String contentType) {
        Compression packed = size >= threshold && Compressible.is(contentType) ? compression : Compression.NONE;
        return packed == Compression.NONE && cipher == Encryption.NONE
                ? null
                : SealHeader.fresh(packed, cipher, cipher == Encryption.NONE ? null : keys.current(), size);
    }

    /** Writes an object as it will lie in the store. */
    void seal(SealHeader header, String key, InputStream plain, OutputStream out) throws IOException {
        out.write(header.bytes());
        OutputStream inner = header.cipher() == Encryption.NONE
                ? new Uncloseable(out)
                : new ChunkCipher(header, key, keys).encrypting(out);
        long size;
        try (OutputStream packing = packing(header.compression(), inner)) {
            size = plain.transferTo(packing);
        }
        if (size != header.size()) {
            throw new IOException(key + " has " + size + " bytes instead of " + header.size());
        }
    }

    private static OutputStream packing(Compression compression, OutputStream out) throws IOException {
        return switch (compression) {
            case NONE -> out;
            case GZIP -> new GZIPOutputStream(out);
            case ZSTD -> {
                ZstdOutputStream zstd = new ZstdOutputStream(out, 6);
                zstd.setChecksum(true);
                yield zstd;
            }
        };
    }

    /** The content of an object, behind its header. */
    InputStream open(SealHeader header, String key, InputStream sealed) throws IOException {
        InputStream packed =
                header.cipher() == Encryption.NONE ? sealed : new ChunkCipher(header, key, keys).decrypting(sealed, 0);
        return new Measured(unpacking(header.compression(), packed), header.size(), key);
    }

    private static InputStream unpacking(Compression compression, InputStream in) throws IOException {
        return switch (compression) {
            case NONE -> in;
            case GZIP -> new GZIPInputStream(in, 8192);
            case ZSTD -> new ZstdInputStream(in);
        };
    }

    /** A part of an encrypted object that is not compressed, from those chunks that hold it. */
    InputStream openFrom(SealHeader header, String key, InputStream chunks, long firstChunk) throws IOException {
        return new ChunkCipher(header, key, keys).decrypting(chunks, firstChunk);
    }

    /** Leaves what it writes into open: the content behind the header ends before the object does. */
    private static final class Uncloseable extends java.io.FilterOutputStream {
        Uncloseable(OutputStream out) {
            super(out);
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            out.write(bytes, from, length);
        }

        @Override
        public void close() throws IOException {
            flush();
        }
    }

    /** Ends where the header says, and nowhere else. */
    private static final class Measured extends FilterInputStream {
        private final long size;
        private final String key;
        private long read;

        Measured(InputStream in, long size, String key) {
            super(in);
            this.size = size;
            this.key = key;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] bytes, int from, int length) throws IOException {
            int count = in.read(bytes, from, length);
            read += Math.max(0, count);
            if (count < 0 && read != size && length > 0 || read > size) {
                throw new SealBrokenException(key, "it has not the length that it says");
            }
            return count;
        }

        @Override
        public long skip(long count) throws IOException {
            byte[] buffer = new byte[(int) Math.min(count, 65_536)];
            long done = 0;
            while (done < count) {
                int got = read(buffer, 0, (int) Math.min(buffer.length, count - done));
                if (got < 0) {
                    break;
                }
                done += got;
            }
            return done;
        }

        @Override
        public boolean markSupported() {
            return false;
        }
    }
}
