package org.kinoroute.store;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/**
 * Links by which anybody can fetch an object from the store itself for a while. There are none to a store that only this
 * machine can reach, and none to what is compressed or encrypted: only Kinoroute can open that.
 */
public class StoreLinks {

    private final StoreConnection connection;
    private final StoreProperties properties;
    private final ObjectStore store;

    StoreLinks(StoreConnection connection, StoreProperties properties, ObjectStore store) {
        this.connection = connection;
        this.properties = properties;
        this.store = store;
    }

    /** A link to an object, if it may have one. */
    public Optional<URI> link(String key) {
        if (!properties.presigned() || isHere() || store.info(key).sealed()) {
            return Optional.empty();
        }
        try (S3Presigner presigner = S3Presigner.builder()
                .endpointOverride(connection.endpoint())
                .region(Region.of(connection.region()))
                .credentialsProvider(StaticCredentialsProvider.create(
                        AwsBasicCredentials.create(connection.accessKey(), connection.secretKey())))
                .serviceConfiguration(S3Configuration.builder()
                        .pathStyleAccessEnabled(connection.pathStyle())
                        .build())
                .build()) {
            return Optional.of(presigner
                    .presignGetObject(request -> request.signatureDuration(properties.presignedTime())
                            .getObjectRequest(
                                    get -> get.bucket(properties.bucket()).key(key)))
                    .url()
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private boolean isHere() {
        return connection.endpoint() != null
                && "127.0.0.1".equals(connection.endpoint().getHost());
    }
}
