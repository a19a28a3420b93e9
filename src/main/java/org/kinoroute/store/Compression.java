package org.kinoroute.store;

/** How objects that become smaller by it are compressed. */
public enum Compression {
    /** Not at all. */
    NONE,
    GZIP,
    ZSTD
}
