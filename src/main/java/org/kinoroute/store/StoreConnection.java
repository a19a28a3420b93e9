package org.kinoroute.store;

import java.net.URI;

/**
 * Where the S3 store is and how to get in.
 *
 * @param endpoint null: AWS itself
 * @param pathStyle buckets as the first part of the path instead of in the host's name
 */
public record StoreConnection(URI endpoint, String region, String accessKey, String secretKey, boolean pathStyle) {

    /** Not the keys. */
    @Override
    public String toString() {
        return "store at " + (endpoint == null ? "AWS" : endpoint);
    }
}
