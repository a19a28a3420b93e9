package org.kinoroute.store;

import java.io.IOException;
import java.net.SocketException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.http.NoHttpResponseException;
import org.kinoroute.video.TemporaryFiles;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.StandardRetryStrategy;
import software.amazon.awssdk.retries.api.BackoffStrategy;
import software.amazon.awssdk.retries.api.RetryStrategy;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.BucketAlreadyOwnedByYouException;
import software.amazon.awssdk.services.s3.model.NoSuchBucketException;

/** The S3 client that the routes ({@code aws2-s3:}) and {@link ObjectStore} share. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(StoreProperties.class)
class StoreConfiguration {

    @Bean
    ObjectInfos objectInfos(StoreProperties properties) {
        return new ObjectInfos(properties.metadataEntries(), properties.metadataTime());
    }

    @Bean
    S3Client s3Client(StoreConnection connection, StoreProperties properties, ObjectInfos infos) throws IOException {
        // What is wrong with the keys is said before anything is asked of the store.
        Sealing sealing = new Sealing(properties);
        S3Client client = S3Client.builder()
                .endpointOverride(connection.endpoint())
                .region(Region.of(connection.region()))
                .forcePathStyle(connection.pathStyle())
                .credentialsProvider(StaticCredentialsProvider.create(
                        AwsBasicCredentials.create(connection.accessKey(), connection.secretKey())))
                .httpClientBuilder(ApacheHttpClient.builder()
                        // An object of no bytes would leave the server's early answer in a connection that is used
                        // again.
                        .expectContinueEnabled(false)
                        .connectionTimeout(properties.timeout())
                        .socketTimeout(properties.timeout()))
                // Not every S3 server knows the newer checksums.
                .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
                .overrideConfiguration(ClientOverrideConfiguration.builder()
                        .retryStrategy(onANewConnection())
                        .build())
                .build();
        try {
            // Whoever may only read and write objects may not make buckets, not even one that is there.
            client.headBucket(b -> b.bucket(properties.bucket()));
        } catch (NoSuchBucketException missing) {
            try {
                client.createBucket(b -> b.bucket(properties.bucket()));
            } catch (BucketAlreadyOwnedByYouException sameMoment) {
                // Another process of ours has made it.
            }
        }
        return new SealingS3Client(client, sealing, infos, cache(properties));
    }

    /**
     * A server may close a connection that it has kept open at the very moment at which it is used again: that says
     * nothing of the server, and what was asked for is asked once more. All else the routes retry, not the client.
     */
    private static RetryStrategy onANewConnection() {
        return StandardRetryStrategy.builder()
                .maxAttempts(2)
                .retryOnRootCauseInstanceOf(SocketException.class)
                .retryOnRootCauseInstanceOf(NoHttpResponseException.class)
                .backoffStrategy(BackoffStrategy.retryImmediately())
                .throttlingBackoffStrategy(BackoffStrategy.retryImmediately())
                .circuitBreakerEnabled(false)
                .build();
    }

    @Bean
    ObjectStore objectStore(S3Client client, StoreProperties properties, ObjectInfos infos) throws IOException {
        return new S3ObjectStore(client, properties.bucket(), infos, cache(properties));
    }

    @Bean
    StoreLinks storeLinks(StoreConnection connection, StoreProperties properties, ObjectStore store) {
        return new StoreLinks(connection, properties, store);
    }

    private static Path cache(StoreProperties properties) throws IOException {
        return properties.cache() == null
                ? TemporaryFiles.directory("kinoroute-cache")
                : Files.createDirectories(properties.cache());
    }
}
