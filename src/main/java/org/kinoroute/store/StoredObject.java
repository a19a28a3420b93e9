package org.kinoroute.store;

import java.time.Instant;

/** An object as a listing shows it; {@code size} in bytes. */
public record StoredObject(String key, long size, Instant modified) {}
