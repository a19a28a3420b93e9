package org.kinoroute.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** What holds beyond that for a store that encrypts. */
abstract class EncryptedStoreContract extends StoreContract {

    private static final int CHUNK = ChunkCipher.CHUNK + ChunkCipher.TAG;

    @Test
    void equalContentDoesNotLookAlike() throws IOException {
        store.put("a", text(1000), "text/plain");
        store.put("b", text(1000), "text/plain");
        byte[] a = stored("a");
        byte[] b = stored("b");
        assertThat(Arrays.copyOfRange(a, SealHeader.LENGTH, a.length))
                .isNotEqualTo(Arrays.copyOfRange(b, SealHeader.LENGTH, b.length));
    }

    @Test
    void whatWasChangedIsRefused() throws IOException {
        store.put("object", noise(200_000), "video/mp4");
        byte[] good = stored("object");
        // Magic aside, which would make it an object that was never sealed: any byte of header and content.
        for (int at : new int[] {9, 10, 17, 30, 55, 63, 64, 1000, CHUNK + 64, good.length - 1}) {
            byte[] bad = good.clone();
            bad[at] ^= 1;
            replace("object", bad);
            assertRefused("object", "", "changed at " + at);
        }
        replace("object", good);
        assertThat(s3.store(properties()).fetch("object")).hasBinaryContent(noise(200_000));
    }

    @Test
    void whatWasCutShortOrMadeLongerIsRefused() throws IOException {
        store.put("object", noise(200_000), "video/mp4");
        byte[] good = stored("object");
        for (int length : new int[] {64, 70, 1000, 64 + CHUNK, 64 + 2 * CHUNK, 64 + 3 * CHUNK, good.length - 1}) {
            replace("object", Arrays.copyOf(good, length));
            assertRefused("object", "");
        }
        replace("object", Arrays.copyOf(good, good.length + 100));
        assertRefused("object", "");
        // A part is refused, too, where it was changed.
        byte[] bad = good.clone();
        bad[64 + CHUNK + 5] ^= 1;
        replace("object", bad);
        assertThatThrownBy(() -> client.getObjectAsBytes(
                        get -> get.bucket("kinoroute").key("object").range("bytes=70000-70010")))
                .hasMessageContaining("it was changed or cut short");
    }

    @Test
    void swappedChunksAreRefused() throws IOException {
        store.put("object", noise(200_000), "video/mp4");
        byte[] swapped = stored("object");
        byte[] first = Arrays.copyOfRange(swapped, 64, 64 + CHUNK);
        System.arraycopy(swapped, 64 + CHUNK, swapped, 64, CHUNK);
        System.arraycopy(first, 0, swapped, 64 + CHUNK, CHUNK);
        replace("object", swapped);
        assertRefused("object", "it was changed or cut short after it was stored");
    }

    @Test
    void anObjectUnderAnotherKeyIsRefused() throws IOException {
        store.put("mine", text(1000), "text/plain");
        store.put("yours", text(1000), "text/plain");
        replace("mine", stored("yours"));
        assertRefused("mine", "it was changed or cut short after it was stored");
    }

    @Test
    void anotherKeyOpensNothingAndSaysSo() throws IOException {
        store.put("object", text(1000), "text/plain");
        ObjectStore other = s3.store(s3.properties(compression(), encryption(), S3.OTHER_KEY));
        assertThatThrownBy(() -> other.fetch("object"))
                .hasMessageContaining("it is encrypted with the key ")
                .hasMessageContaining("set KINOROUTE_STORE_KEY, or list the key in kinoroute.store.old-keys");
        ObjectStore none = s3.store(s3.properties(Compression.NONE, Encryption.NONE, ""));
        assertThatThrownBy(() -> none.fetch("object")).hasMessageContaining("and there is none");
    }

    @Test
    void aKeyIsReplacedByAnotherWithoutLosingWhatIsThere() throws IOException {
        store.put("old", text(1000), "text/plain");
        StoreProperties rotated = s3.properties(compression(), encryption(), S3.OTHER_KEY, S3.KEY);
        ObjectStore later = s3.store(rotated);
        later.put("new", text(1000), "text/plain");
        assertThat(later.fetch("old")).hasBinaryContent(text(1000));
        assertThat(later.fetch("new")).hasBinaryContent(text(1000));
        assertThatThrownBy(() -> s3.store(properties()).fetch("new"))
                .hasMessageContaining("it is encrypted with the key");
    }
}
