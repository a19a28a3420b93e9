package org.kinoroute.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.core.sync.ResponseTransformer;
import software.amazon.awssdk.services.s3.DelegatingS3Client;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectRequest;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** What holds for a store, however objects lie in it. */
abstract class StoreContract {

    static final String TEXT = "Não há segredo sem chave. ";

    @TempDir
    Path folder;

    S3 s3;
    S3Client client;
    ObjectStore store;

    abstract Compression compression();

    abstract Encryption encryption();

    @BeforeEach
    void begin() throws Exception {
        s3 = S3.shared();
        client = s3.client(properties());
        store = s3.store(properties());
    }

    StoreProperties properties() {
        return s3.properties(compression(), encryption(), encryption() == Encryption.NONE ? "" : S3.KEY);
    }

    /** Text of some size, and noise that cannot be compressed. */
    static byte[] text(int size) {
        byte[] line = TEXT.getBytes(StandardCharsets.UTF_8);
        byte[] text = new byte[size];
        for (int i = 0; i < size; i++) {
            text[i] = line[i % line.length];
        }
        return text;
    }

    static byte[] noise(int size) {
        byte[] noise = new byte[size];
        new Random(size).nextBytes(noise);
        return noise;
    }

    @Test
    void whatIsStoredComesBack() throws IOException {
        for (int size : new int[] {0, 1, 99, 100, 65_535, 65_536, 65_537, 131_072, 3_000_001}) {
            byte[] text = text(size);
            store.put("texts/" + size, text, "text/plain;charset=UTF-8");
            store.put("noises/" + size, Files.write(folder.resolve("noise"), noise(size)), "video/mp4");
            assertThat(store.exists("texts/" + size)).isTrue();
            assertThat(store.fetch("texts/" + size)).hasBinaryContent(text);
            assertThat(store.fetch("noises/" + size)).hasBinaryContent(noise(size));
            assertThat(store.info("texts/" + size).size()).isEqualTo(size);
            assertThat(store.info("texts/" + size).contentType()).isEqualToIgnoringCase("text/plain;charset=UTF-8");
        }
    }

    @Test
    void anyPartCanBeRead() throws IOException {
        byte[] text = text(200_000);
        byte[] noise = noise(200_000);
        store.put("text", text, "text/plain");
        store.put("noise", noise, "video/mp4");
        for (int[] range : new int[][] {
            {0, 0},
            {0, 65_535},
            {65_535, 65_536},
            {65_536, 131_071},
            {100, 150_000},
            {131_072, 199_999},
            {199_999, 199_999}
        }) {
            assertRange("text", text, "bytes=" + range[0] + "-" + range[1], range[0], range[1]);
            assertRange("noise", noise, "bytes=" + range[0] + "-" + range[1], range[0], range[1]);
        }
        for (String key : new String[] {"text", "noise"}) {
            byte[] content = key.equals("text") ? text : noise;
            assertRange(key, content, "bytes=-10", 199_990, 199_999);
            assertRange(key, content, "bytes=70000-", 70_000, 199_999);
            assertRange(key, content, "bytes=199000-999999", 199_000, 199_999);
            assertThatThrownBy(() -> client.getObjectAsBytes(
                            get -> get.bucket("kinoroute").key(key).range("bytes=200000-")))
                    .isInstanceOfSatisfying(
                            S3Exception.class, e -> assertThat(e.statusCode()).isEqualTo(416));
            try (InputStream in = store.read(key, 123_456)) {
                assertThat(in.readAllBytes()).isEqualTo(Arrays.copyOfRange(content, 123_456, 200_000));
            }
        }
    }

    /** Film players ask for many parts, one after the other. */
    @Test
    void partsAreReadWithoutAskingAfterTheObjectEachTime() throws IOException {
        store.put("film", noise(200_000), "video/mp4");
        AtomicInteger asked = new AtomicInteger();
        ObjectInfos infos = new ObjectInfos(100, Duration.ofMinutes(1));
        S3Client counting = new SealingS3Client(
                new DelegatingS3Client(s3.raw()) {
                    @Override
                    public HeadObjectResponse headObject(HeadObjectRequest request) {
                        asked.incrementAndGet();
                        return super.headObject(request);
                    }
                },
                new Sealing(properties()),
                infos,
                folder);
        ObjectStore reader = new StoreConfiguration().objectStore(counting, properties(), infos);
        reader.info("film");
        for (int from : new int[] {1, 70_000, 199_999}) {
            try (InputStream in = reader.read("film", from)) {
                assertThat(in.readAllBytes()).isEqualTo(Arrays.copyOfRange(noise(200_000), from, 200_000));
            }
        }
        assertThat(asked).hasValue(1);

        // Written anew by another process: what was remembered does not hold, and is noticed.
        store.put("film", noise(300_000), "video/mp4");
        for (int from : new int[] {150_000, 250_000}) {
            try (InputStream in = reader.read("film", from)) {
                assertThat(in.readAllBytes()).isEqualTo(Arrays.copyOfRange(noise(300_000), from, 300_000));
            }
        }
    }

    private void assertRange(String key, byte[] content, String range, int from, int to) {
        var part =
                client.getObjectAsBytes(get -> get.bucket("kinoroute").key(key).range(range));
        assertThat(part.asByteArray()).as("%s %s", key, range).isEqualTo(Arrays.copyOfRange(content, from, to + 1));
        GetObjectResponse response = part.response();
        assertThat(response.contentLength()).isEqualTo(to - from + 1);
        assertThat(response.contentRange()).isEqualTo("bytes " + from + "-" + to + "/200000");
    }

    @Test
    void theRoutesSeeContentAndLengthToo() throws IOException {
        // As the producer of aws2-s3 does it.
        client.putObject(
                put -> put.bucket("kinoroute").key("plan.json").contentType("application/json"),
                RequestBody.fromInputStream(
                        Files.newInputStream(Files.write(folder.resolve("plan"), text(5_000))), 5_000));
        try (var in = client.getObject(
                get -> get.bucket("kinoroute").key("plan.json"), ResponseTransformer.toInputStream())) {
            assertThat(in.response().contentLength()).isEqualTo(5_000);
            assertThat(in.readAllBytes()).isEqualTo(text(5_000));
        }
        assertThat(client.headObject(head -> head.bucket("kinoroute").key("plan.json"))
                        .contentLength())
                .isEqualTo(5_000);
        assertThat(store.fetch("plan.json")).hasBinaryContent(text(5_000));
    }

    @Test
    void whatIsNotThereIsNotThere() {
        assertThat(store.exists("none")).isFalse();
        assertThatThrownBy(() -> store.fetch("none")).isInstanceOf(NoSuchObjectException.class);
        assertThatThrownBy(() -> store.info("none")).isInstanceOf(NoSuchObjectException.class);
        assertThatThrownBy(() -> store.read("none", 5)).isInstanceOf(NoSuchObjectException.class);
        store.put("some", text(500), "text/plain");
        assertThat(store.info("some").size()).isEqualTo(500);
        // What is known is forgotten with the object, and with what takes its place.
        store.put("some", text(600), "text/plain");
        assertThat(store.info("some").size()).isEqualTo(600);
        store.delete("some");
        assertThatThrownBy(() -> store.info("some")).isInstanceOf(NoSuchObjectException.class);
        store.delete("some");
    }

    @Test
    void whatWasStoredBeforeIsRead() throws IOException {
        s3.store(s3.properties(Compression.NONE, Encryption.NONE, "")).put("old", text(100_000), "text/plain");
        assertThat(store.fetch("old")).hasBinaryContent(text(100_000));
        try (InputStream in = store.read("old", 99_000)) {
            assertThat(in.readAllBytes()).hasSize(1_000);
        }
        store.put("new", text(100_000), "text/plain");
        String any = encryption() == Encryption.NONE ? "" : S3.KEY;
        // How new objects are stored may change at any time.
        ObjectStore later = s3.store(s3.properties(Compression.NONE, Encryption.NONE, any));
        assertThat(later.fetch("new")).hasBinaryContent(text(100_000));
    }

    @Test
    void itLiesInTheStoreAsItWasAsked() throws IOException {
        store.put("text", text(100_000), "text/plain");
        store.put("noise", noise(100_000), "image/png");
        byte[] stored = stored("text");
        if (compression() == Compression.NONE) {
            assertThat(stored.length).isBetween(100_000, 100_200);
        } else {
            assertThat(stored.length).isLessThan(2_000);
        }
        if (encryption() != Encryption.NONE) {
            assertThat(new String(stored, StandardCharsets.UTF_8)).doesNotContain(TEXT);
        }
        assertThat(stored("noise").length).isBetween(100_000, 100_200);
        assertThat(Arrays.equals(stored("noise"), noise(100_000))).isEqualTo(encryption() == Encryption.NONE);
        assertThat(store.info("text").sealed())
                .isEqualTo(compression() != Compression.NONE || encryption() != Encryption.NONE);
    }

    byte[] stored(String key) throws IOException {
        return s3.raw()
                .getObjectAsBytes(get -> get.bucket("kinoroute").key(key))
                .asByteArray();
    }

    /** Puts other bytes under a key, with the metadata of the object that is there. */
    void replace(String key, byte[] stored) throws IOException {
        S3Client raw = s3.raw();
        var head = raw.headObject(get -> get.bucket("kinoroute").key(key));
        raw.putObject(
                put -> put.bucket("kinoroute")
                        .key(key)
                        .contentType(head.contentType())
                        .metadata(head.metadata()),
                RequestBody.fromBytes(stored));
    }

    void assertRefused(String key, String why) throws IOException {
        assertRefused(key, why, "");
    }

    void assertRefused(String key, String why, String note) throws IOException {
        ObjectStore fresh = s3.store(properties());
        assertThatThrownBy(() -> fresh.fetch(key), note)
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("The object " + key + " of the store cannot be read: " + why);
    }
}
