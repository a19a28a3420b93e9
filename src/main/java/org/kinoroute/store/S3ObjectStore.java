package org.kinoroute.store;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.RemovalCause;
import com.github.benmanes.caffeine.cache.Scheduler;
import io.micrometer.core.instrument.Metrics;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.util.FileSystemUtils;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;

/** The store over the S3 API, with a folder of local copies that goes with the process. */
final class S3ObjectStore implements ObjectStore, AutoCloseable {

    /** Longer than any step of the pipeline works on a file. */
    private static final Duration KEPT = Duration.ofHours(6);

    /** What is looked for before it is made: how often it is found is worth knowing. */
    private static final Set<String> MADE_ONCE = Set.of("voices", "sheets", "captions", "visuals", "backgrounds");

    private static final Logger LOG = LoggerFactory.getLogger(S3ObjectStore.class);

    private final S3Client client;
    private final String bucket;
    private final Path copies;
    private final ObjectInfos infos;

    /** Copies by their keys; one that nobody has asked for in a while goes. */
    private final Cache<String, Path> copied = Caffeine.newBuilder()
            .expireAfterAccess(KEPT)
            .scheduler(Scheduler.systemScheduler())
            .removalListener((String key, Path copy, RemovalCause cause) -> discard(copy))
            .build();

    S3ObjectStore(S3Client client, String bucket, ObjectInfos infos, Path cache) throws IOException {
        this.client = client;
        this.infos = infos;
        this.bucket = bucket;
        this.copies = Files.createTempDirectory(cache, "process-");
    }

    @Override
    public boolean exists(String key) {
        boolean found;
        try {
            client.headObject(request -> request.bucket(bucket).key(key));
            found = true;
        } catch (NoSuchKeyException e) {
            found = false;
        }
        String kind = key.substring(0, Math.max(0, key.indexOf('/')));
        if (MADE_ONCE.contains(kind)) {
            Metrics.counter("kinoroute.store.lookups", "kind", kind, "result", found ? "hit" : "miss")
                    .increment();
        }
        return found;
    }

    @Override
    public List<StoredObject> list(String prefix) {
        return client.listObjectsV2Paginator(request -> request.bucket(bucket).prefix(prefix)).contents().stream()
                .map(object -> new StoredObject(object.key(), object.size(), object.lastModified()))
                .toList();
    }

    @Override
    public Path fetch(String key) {
        return copied.get(key, this::copy);
    }

    private Path copy(String key) {
        Path copy = copies.resolve(fileName(key));
        try {
            Path partial = Files.createTempFile(copies, "partial-", null);
            try (var in = client.getObject(request -> request.bucket(bucket).key(key))) {
                Files.copy(in, partial, StandardCopyOption.REPLACE_EXISTING);
                return Files.move(partial, copy, StandardCopyOption.ATOMIC_MOVE);
            } catch (NoSuchKeyException e) {
                throw new NoSuchObjectException(key, e);
            } catch (IOException e) {
                // A disk that is full does not say which one it is.
                throw e.getClass() == IOException.class
                                && Files.getFileStore(copies).getUsableSpace() == 0
                        ? new FileSystemException(copies.toString(), null, e.getMessage())
                        : e;
            } finally {
                Files.deleteIfExists(partial);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A key is not a path: two keys may differ where a file system sees no difference. */
    private static String fileName(String key) {
        int dot = key.lastIndexOf('.');
        return ContentKey.sha256(key.getBytes(StandardCharsets.UTF_8))
                + (dot > key.lastIndexOf('/') ? key.substring(dot) : "");
    }

    @Override
    public ObjectInfo info(String key) {
        return infos.get(key, () -> ask(key));
    }

    private ObjectInfo ask(String key) {
        try {
            HeadObjectResponse head =
                    client.headObject(request -> request.bucket(bucket).key(key));
            String etag = head.eTag() == null ? "" : head.eTag().replace("\"", "");
            boolean sealed = SealingS3Client.header(key, head.metadata()) != null;
            return new ObjectInfo(key, head.contentLength(), head.contentType(), etag, head.lastModified(), sealed);
        } catch (NoSuchKeyException e) {
            throw new NoSuchObjectException(key, e);
        }
    }

    @Override
    public InputStream read(String key, long from) {
        try {
            return client.getObject(
                    request -> request.bucket(bucket).key(key).range(from == 0 ? null : "bytes=" + from + "-"));
        } catch (NoSuchKeyException e) {
            throw new NoSuchObjectException(key, e);
        }
    }

    private static void discard(Path copy) {
        try {
            Files.deleteIfExists(copy);
        } catch (IOException e) {
            LOG.warn("{} is left behind: {}", copy, e.getMessage());
        }
    }

    @Override
    public void forget(String key) {
        copied.invalidate(key);
    }

    @Override
    public void delete(String key) {
        forget(key);
        client.deleteObject(request -> request.bucket(bucket).key(key));
    }

    @Override
    public void abortUploads(Instant before) {
        client.listMultipartUploadsPaginator(request -> request.bucket(bucket)).uploads().stream()
                .filter(upload -> upload.initiated().isBefore(before))
                .forEach(upload -> client.abortMultipartUpload(
                        request -> request.bucket(bucket).key(upload.key()).uploadId(upload.uploadId())));
    }

    @Override
    public void put(String key, Path file, String contentType) {
        client.putObject(
                request -> request.bucket(bucket).key(key).contentType(contentType), RequestBody.fromFile(file));
    }

    @Override
    public void put(String key, byte[] content, String contentType) {
        client.putObject(
                request -> request.bucket(bucket).key(key).contentType(contentType), RequestBody.fromBytes(content));
    }

    @Override
    public void close() throws FileSystemException {
        try {
            FileSystemUtils.deleteRecursively(copies);
        } catch (IOException e) {
            throw new FileSystemException(copies.toString(), null, e.getMessage());
        }
    }
}
