package org.kinoroute.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kinoroute.video.Problem;

/** The store on an S3 server, in each way in which objects may lie there. */
class S3StoreTest {

    @Nested
    class Plain extends StoreContract {
        @Override
        Compression compression() {
            return Compression.NONE;
        }

        @Override
        Encryption encryption() {
            return Encryption.NONE;
        }
    }

    @Nested
    class Gzip extends Plain {
        @Override
        Compression compression() {
            return Compression.GZIP;
        }
    }

    @Nested
    class Zstd extends Plain {
        @Override
        Compression compression() {
            return Compression.ZSTD;
        }
    }

    @Nested
    class AesGcm extends EncryptedStoreContract {
        @Override
        Compression compression() {
            return Compression.NONE;
        }

        @Override
        Encryption encryption() {
            return Encryption.AES_256_GCM;
        }
    }

    @Nested
    class ChaCha20 extends AesGcm {
        @Override
        Encryption encryption() {
            return Encryption.CHACHA20_POLY1305;
        }
    }

    @Nested
    class ZstdAndAesGcm extends AesGcm {
        @Override
        Compression compression() {
            return Compression.ZSTD;
        }
    }

    @Nested
    class GzipAndChaCha20 extends ChaCha20 {
        @Override
        Compression compression() {
            return Compression.GZIP;
        }
    }

    @Nested
    class Keys {
        @TempDir
        Path folder;

        @Test
        void withoutAKeyNothingIsEncrypted() throws Exception {
            S3 s3 = S3.shared();
            assertThatThrownBy(() -> s3.store(s3.properties(Compression.NONE, Encryption.AES_256_GCM, "")))
                    .isInstanceOf(Problem.class)
                    .hasMessage("kinoroute.store.encryption is aes-256-gcm, but there is no key; set"
                            + " KINOROUTE_STORE_KEY or kinoroute.store.key-file; a key is 32 random bytes in"
                            + " Base64, as made by: openssl rand -base64 32");
            for (String bad : List.of("secret", "c2VjcmV0", "!".repeat(64))) {
                assertThatThrownBy(() -> s3.store(s3.properties(Compression.NONE, Encryption.AES_256_GCM, bad)))
                        .isInstanceOf(Problem.class)
                        .hasMessageStartingWith("KINOROUTE_STORE_KEY: this")
                        .hasMessageNotContaining(bad);
            }
        }

        @Test
        void aKeyMayComeFromAFileAndItsOlderOnesWithIt() throws Exception {
            Path file = Files.writeString(folder.resolve("keys"), "# keys\n" + S3.OTHER_KEY + "\n\n" + S3.KEY + "\n");
            S3 s3 = S3.shared();
            StoreProperties one = s3.properties(Compression.NONE, Encryption.AES_256_GCM, S3.KEY);
            s3.store(one).put("old", new byte[10], "text/plain");
            StoreProperties two = new StoreProperties(
                    one.bucket(),
                    one.cache(),
                    one.publicUrl(),
                    one.picturesBucket(),
                    List.of(),
                    one.timeout(),
                    one.compression(),
                    one.compressionThreshold(),
                    one.encryption(),
                    "",
                    file,
                    List.of(),
                    1,
                    one.metadataTime(),
                    false,
                    one.presignedTime());
            assertThat(s3.store(two).fetch("old")).hasBinaryContent(new byte[10]);
            assertThat(two.toString()).doesNotContain(S3.KEY);
            assertThat(one.toString()).doesNotContain(S3.KEY);
        }
    }

    @Nested
    class Links {
        @TempDir
        Path folder;

        @Test
        void anybodyCanFetchByALinkThatIsSigned() throws Exception {
            S3 s3 = S3.shared();
            StoreProperties plain = s3.properties(Compression.ZSTD, Encryption.NONE, "");
            ObjectStore store = s3.store(plain);
            store.put("video.mp4", StoreContract.noise(1000), "video/mp4");
            store.put("captions.vtt", StoreContract.text(1000), "text/vtt");
            StoreLinks links = new StoreLinks(s3.connection("localhost"), plain, store);

            URI link = links.link("video.mp4").orElseThrow();

            var answer =
                    HttpClient.newHttpClient().send(HttpRequest.newBuilder(link).build(), BodyHandlers.ofByteArray());
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.body()).isEqualTo(StoreContract.noise(1000));
            // Only we can open what is compressed, and only this machine reaches its own store.
            assertThat(links.link("captions.vtt")).isEmpty();
            assertThat(new StoreLinks(s3.connection("127.0.0.1"), plain, store).link("video.mp4"))
                    .isEmpty();
        }
    }
}
