package org.kinoroute.store;

import java.net.URI;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where a store of one's own is, in place of the embedded one.
 *
 * @param endpoint address of an S3 server; empty: AWS itself, if {@code kinoroute.embedded.store} is false
 * @param region of the bucket
 * @param accessKey of the account
 * @param secretKey of the account
 * @param pathStyle buckets as the first part of the path instead of in the host's name
 */
@ConfigurationProperties("kinoroute.store")
public record StoreAccess(
        String endpoint,
        @DefaultValue("us-east-1") String region,
        String accessKey,
        String secretKey,
        @DefaultValue("true") boolean pathStyle) {

    /** Not the keys. */
    @Override
    public String toString() {
        return "store at " + endpoint;
    }

    StoreConnection connection() {
        URI address = endpoint == null || endpoint.isBlank() ? null : URI.create(endpoint.strip());
        return new StoreConnection(address, region, accessKey, secretKey, pathStyle);
    }
}
