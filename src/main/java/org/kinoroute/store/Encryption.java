package org.kinoroute.store;

/** How objects are encrypted. */
public enum Encryption {
    /** Not at all. */
    NONE,
    AES_256_GCM,
    CHACHA20_POLY1305
}
