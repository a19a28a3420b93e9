package org.kinoroute.store;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.nio2blob.FilesystemNio2BlobStore;
import org.springframework.util.unit.DataSize;
import software.amazon.awssdk.services.s3.S3Client;

/** A real S3 server over a folder, one for all tests, and stores on it. */
final class S3 {

    static final String KEY = "MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=";
    static final String OTHER_KEY = "ZmVkY2JhOTg3NjU0MzIxMGZlZGNiYTk4NzY1NDMyMTA=";

    private static S3 shared;

    private final S3Proxy proxy;
    private final Path folder;

    /** Started once: it takes longer than the tests. */
    static synchronized S3 shared() {
        if (shared == null) {
            try {
                shared = new S3(Files.createTempDirectory("s3"));
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }
        return shared;
    }

    private S3(Path folder) throws Exception {
        this.folder = folder;
        Files.createDirectories(folder.resolve("objects"));
        proxy = S3Proxy.builder()
                .blobStore(new FilesystemNio2BlobStore(folder.resolve("objects").toString()))
                .endpoint(URI.create("http://127.0.0.1:0"))
                .awsAuthentication(AuthenticationType.AWS_V2_OR_V4, "kinoroute", "secret")
                .ignoreUnknownHeaders(true)
                .build();
        proxy.start();
    }

    StoreConnection connection(String host) {
        return new StoreConnection(
                URI.create("http://" + host + ":" + proxy.getPort()), "us-east-1", "kinoroute", "secret", true);
    }

    StoreProperties properties(Compression compression, Encryption encryption, String key, String... oldKeys) {
        return new StoreProperties(
                "kinoroute",
                folder.resolve("cache"),
                "http://127.0.0.1:8080",
                "whatsapp-screenshots",
                List.of(),
                Duration.ofSeconds(10),
                compression,
                DataSize.ofBytes(100),
                encryption,
                key,
                null,
                Arrays.asList(oldKeys),
                100,
                Duration.ofMinutes(1),
                true,
                Duration.ofMinutes(1));
    }

    /** The client as the routes get it. */
    S3Client client(StoreProperties properties) throws IOException {
        return client(properties, new ObjectInfos(100, Duration.ofMinutes(1)));
    }

    S3Client client(StoreProperties properties, ObjectInfos infos) throws IOException {
        return new StoreConfiguration().s3Client(connection("127.0.0.1"), properties, infos);
    }

    /** What lies in the store, as it lies there. */
    S3Client raw() throws IOException {
        return (S3Client) ((SealingS3Client) client(properties(Compression.NONE, Encryption.NONE, ""))).delegate();
    }

    ObjectStore store(StoreProperties properties) throws IOException {
        ObjectInfos infos = new ObjectInfos(100, Duration.ofMinutes(1));
        return new StoreConfiguration().objectStore(client(properties, infos), properties, infos);
    }
}
