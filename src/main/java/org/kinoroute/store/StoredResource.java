package org.kinoroute.store;

import java.io.IOException;
import java.io.InputStream;
import org.springframework.core.io.AbstractResource;

/** An object of the store as Spring serves it: of a range, only that range is read. */
public final class StoredResource extends AbstractResource {

    private final ObjectStore store;
    private final ObjectInfo info;

    public StoredResource(ObjectStore store, ObjectInfo info) {
        this.store = store;
        this.info = info;
    }

    @Override
    public long contentLength() {
        return info.size();
    }

    @Override
    public long lastModified() {
        return info.modified().toEpochMilli();
    }

    @Override
    public String getDescription() {
        return info.key();
    }

    @Override
    public String getFilename() {
        return info.key().substring(info.key().lastIndexOf('/') + 1);
    }

    @Override
    public boolean exists() {
        return true;
    }

    @Override
    public InputStream getInputStream() {
        return new InputStream() {
            private long from;
            private InputStream in;

            private InputStream opened() {
                if (in == null) {
                    in = store.read(info.key(), from);
                }
                return in;
            }

            /** What is skipped before anything was read is never asked of the store. */
            @Override
            public long skip(long count) throws IOException {
                if (in != null) {
                    return in.skip(count);
                }
                long skipped = Math.max(0, Math.min(count, info.size() - from));
                from += skipped;
                return skipped;
            }

            @Override
            public int read() throws IOException {
                return from >= info.size() && in == null ? -1 : opened().read();
            }

            @Override
            public int read(byte[] bytes, int offset, int length) throws IOException {
                return from >= info.size() && in == null ? -1 : opened().read(bytes, offset, length);
            }

            @Override
            public void close() throws IOException {
                if (in != null) {
                    in.close();
                }
            }
        };
    }
}
