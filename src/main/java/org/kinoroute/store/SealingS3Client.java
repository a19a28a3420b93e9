package org.kinoroute.store;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.core.sync.ResponseTransformer;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.services.s3.DelegatingS3Client;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.DeleteObjectRequest;
import software.amazon.awssdk.services.s3.model.DeleteObjectResponse;
import software.amazon.awssdk.services.s3.model.DeleteObjectsRequest;
import software.amazon.awssdk.services.s3.model.DeleteObjectsResponse;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectRequest;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * Seals what is written and opens what is read, below all that uses the store: the routes' {@code aws2-s3:} as well as
 * {@link ObjectStore}. Callers see lengths and ranges of the content; only listings show what an object takes in the
 * store. What was stored unsealed is read as it is.
 */
final class SealingS3Client extends DelegatingS3Client {

    /** The header of a sealed object, so that a part of it can be read without its beginning. */
    static final String SEAL = "kinoroute-seal";

    /** Larger objects are sealed by way of a file. */
    private static final long IN_MEMORY = 1_000_000;

    private final Sealing sealing;
    private final ObjectInfos infos;
    private final Path folder;

    /** @param folder for what is being sealed */
    SealingS3Client(S3Client client, Sealing sealing, ObjectInfos infos, Path folder) {
        super(client);
        this.sealing = sealing;
        this.infos = infos;
        this.folder = folder;
    }

    @Override
    public PutObjectResponse putObject(PutObjectRequest request, RequestBody body) {
        try {
            if (body.optionalContentLength().isEmpty()) {
                return putUnmeasured(request, body);
            }
            long size = body.optionalContentLength().get();
            SealHeader header = sealing.plan(size, request.contentType());
            return header == null ? super.putObject(request, body) : putSealed(request, body, header);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            infos.forget(request.key());
        }
    }

    private PutObjectResponse putUnmeasured(PutObjectRequest request, RequestBody body) throws IOException {
        Path file = Files.createTempFile(folder, "unmeasured-", null);
        try {
            try (InputStream in = body.contentStreamProvider().newStream()) {
                Files.copy(in, file, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
            }
            return putObject(request, RequestBody.fromFile(file));
        } finally {
            Files.deleteIfExists(file);
        }
    }

    private PutObjectResponse putSealed(PutObjectRequest request, RequestBody body, SealHeader header)
            throws IOException {
        Map<String, String> metadata = new HashMap<>(request.metadata());
        metadata.put(SEAL, Base64.getUrlEncoder().withoutPadding().encodeToString(header.bytes()));
        // What the caller has said of the plain bytes does not hold for the sealed ones.
        PutObjectRequest sealed = request.toBuilder()
                .metadata(metadata)
                .contentLength(null)
                .contentMD5(null)
                .build();
        if (header.size() <= IN_MEMORY) {
            ByteArrayOutputStream out = new ByteArrayOutputStream((int) header.size() + 1024);
            seal(request.key(), body, header, out);
            return super.putObject(sealed, RequestBody.fromBytes(out.toByteArray()));
        }
        Path file = Files.createTempFile(folder, "sealed-", null);
        try {
            try (OutputStream out = Files.newOutputStream(file)) {
                seal(request.key(), body, header, out);
            }
            return super.putObject(sealed, RequestBody.fromFile(file));
        } finally {
            Files.deleteIfExists(file);
        }
    }

    private void seal(String key, RequestBody body, SealHeader header, OutputStream out) throws IOException {
        try (InputStream plain = body.contentStreamProvider().newStream()) {
            sealing.seal(header, key, plain, out);
        }
    }

    @Override
    public HeadObjectResponse headObject(HeadObjectRequest request) {
        HeadObjectResponse response = super.headObject(request);
        SealHeader header = header(request.key(), response.metadata());
        infos.sealed(request.key(), header);
        return header == null || request.range() != null
                ? response
                : response.toBuilder().contentLength(header.size()).build();
    }

    static SealHeader header(String key, Map<String, String> metadata) {
        String seal = metadata == null ? null : metadata.get(SEAL);
        try {
            return seal == null
                    ? null
                    : SealHeader.read(key, Base64.getUrlDecoder().decode(seal));
        } catch (IllegalArgumentException e) {
            throw new SealBrokenException(key, "its metadata is damaged", e);
        }
    }

    @Override
    public <T> T getObject(GetObjectRequest request, ResponseTransformer<GetObjectResponse, T> transformer) {
        try {
            return open(request, transformer);
        } catch (SdkClientException e) {
            // Not a matter between client and server, as which the SDK tells what its transformers throw.
            for (Throwable cause = e.getCause(); cause != null; cause = cause.getCause()) {
                if (cause instanceof SealBrokenException broken) {
                    throw broken;
                }
            }
            throw e;
        }
    }

    private <T> T open(GetObjectRequest request, ResponseTransformer<GetObjectResponse, T> transformer) {
        if (request.range() == null) {
            return super.getObject(request, opening(request.key(), transformer));
        }
        Optional<SealHeader> known = infos.seal(request.key());
        if (known != null) {
            try {
                return openRange(request, known.orElse(null), transformer);
            } catch (SdkException e) {
                if (!isStale(e)) {
                    throw e;
                }
                // Another process has written it anew meanwhile.
                infos.forget(request.key());
            }
        }
        HeadObjectResponse head = super.headObject(HeadObjectRequest.builder()
                .bucket(request.bucket())
                .key(request.key())
                .build());
        SealHeader header = header(request.key(), head.metadata());
        infos.sealed(request.key(), header);
        return openRange(request, header, transformer);
    }

    private <T> T openRange(
            GetObjectRequest request, SealHeader header, ResponseTransformer<GetObjectResponse, T> transformer) {
        return header == null
                ? super.getObject(request, new Opening<>(transformer) {
                    @Override
                    public T transform(GetObjectResponse response, AbortableInputStream in) throws Exception {
                        demandSame(request.key(), null, response);
                        return transformer.transform(response, in);
                    }
                })
                : getRange(request, header, transformer);
    }

    /** The answer says itself how the object is sealed: what was remembered of it is looked at again. */
    private static void demandSame(String key, SealHeader header, GetObjectResponse response) {
        SealHeader now = header(key, response.metadata());
        if (!Arrays.equals(header == null ? null : header.bytes(), now == null ? null : now.bytes())) {
            throw new StaleSealException();
        }
    }

    private static boolean isStale(Throwable e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            // Beyond the end of what was there before may be within what is there now.
            if (cause instanceof StaleSealException || cause instanceof S3Exception s3 && s3.statusCode() == 416) {
                return true;
            }
        }
        return false;
    }

    /** An object is not sealed as it was when it was seen last. */
    private static final class StaleSealException extends RuntimeException {

        StaleSealException() {
            super("it was written anew");
        }
    }

    private <T> ResponseTransformer<GetObjectResponse, T> opening(
            String key, ResponseTransformer<GetObjectResponse, T> transformer) {
        return new Opening<>(transformer) {
            @Override
            public T transform(GetObjectResponse response, AbortableInputStream in) throws Exception {
                byte[] head = in.readNBytes(SealHeader.LENGTH);
                if (!SealHeader.isOne(head)) {
                    InputStream whole = new SequenceInputStream(new ByteArrayInputStream(head), in);
                    return transformer.transform(response, AbortableInputStream.create(whole, in));
                }
                SealHeader header = SealHeader.read(key, head);
                return transformer.transform(
                        response.toBuilder().contentLength(header.size()).build(),
                        AbortableInputStream.create(sealing.open(header, key, in), in));
            }
        };
    }

    private <T> T getRange(
            GetObjectRequest request, SealHeader header, ResponseTransformer<GetObjectResponse, T> transformer) {
        String key = request.key();
        ByteRange range = ByteRange.of(request.range(), header.size());
        boolean chunked = header.compression() == Compression.NONE;
        long first = chunked ? range.from() / ChunkCipher.CHUNK : 0;
        // Of what is compressed, all before the range has to be read too.
        String stored = chunked ? ChunkCipher.stored(first, range.to() / ChunkCipher.CHUNK) : null;
        return super.getObject(request.toBuilder().range(stored).build(), new Opening<>(transformer) {
            @Override
            public T transform(GetObjectResponse response, AbortableInputStream in) throws Exception {
                demandSame(key, header, response);
                InputStream plain;
                if (chunked) {
                    plain = sealing.openFrom(header, key, in, first);
                } else {
                    in.skipNBytes(SealHeader.LENGTH);
                    plain = sealing.open(header, key, in);
                }
                plain.skipNBytes(range.from() - first * ChunkCipher.CHUNK);
                return transformer.transform(
                        response.toBuilder()
                                .contentLength(range.length())
                                .contentRange("bytes " + range.from() + "-" + range.to() + "/" + header.size())
                                .build(),
                        AbortableInputStream.create(limited(plain, range.length()), in));
            }
        });
    }

    private static InputStream limited(InputStream in, long length) {
        return new java.io.FilterInputStream(in) {
            private long left = length;

            @Override
            public int read() throws IOException {
                byte[] one = new byte[1];
                return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
            }

            @Override
            public int read(byte[] bytes, int from, int count) throws IOException {
                if (left <= 0) {
                    return count == 0 ? 0 : -1;
                }
                int got = in.read(bytes, from, (int) Math.min(count, left));
                left -= Math.max(0, got);
                return got;
            }
        };
    }

    @Override
    public DeleteObjectResponse deleteObject(DeleteObjectRequest request) {
        infos.forget(request.key());
        return super.deleteObject(request);
    }

    @Override
    public DeleteObjectsResponse deleteObjects(DeleteObjectsRequest request) {
        request.delete().objects().forEach(object -> infos.forget(object.key()));
        return super.deleteObjects(request);
    }

    /** Keeps what else a transformer says of itself. */
    private abstract static class Opening<T> implements ResponseTransformer<GetObjectResponse, T> {
        private final ResponseTransformer<GetObjectResponse, T> transformer;

        Opening(ResponseTransformer<GetObjectResponse, T> transformer) {
            this.transformer = transformer;
        }

        @Override
        public boolean needsConnectionLeftOpen() {
            return transformer.needsConnectionLeftOpen();
        }
    }
}
