package org.kinoroute.store;

import java.time.Instant;

/**
 * What is known of an object without reading it.
 *
 * @param size of its content in bytes, however it lies in the store
 * @param contentType null: not known
 * @param etag without quotes
 * @param sealed whether it is compressed or encrypted in the store
 */
public record ObjectInfo(String key, long size, String contentType, String etag, Instant modified, boolean sealed) {}
