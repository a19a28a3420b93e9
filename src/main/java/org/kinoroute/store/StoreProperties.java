package org.kinoroute.store;

import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Settings of the store.
 *
 * @param bucket that holds all media; made if it is not there
 * @param cache folder for local copies of what was read; null: a new temporary one
 * @param publicUrl base of links into the store
 * @param picturesBucket that links to the pictures of a chat name
 * @param buckets names of more buckets that callers may put files into over HTTP; their objects lie in {@code bucket}
 * @param timeout after which one request to the store is given up
 * @param compression of what becomes smaller by it: {@code none}, {@code zstd} or {@code gzip}
 * @param compressionThreshold what is smaller is not compressed
 * @param encryption of all that is stored from now on: {@code none}, {@code aes-256-gcm} or {@code chacha20-poly1305}
 * @param key with which is encrypted: 32 bytes in Base64
 * @param keyFile with a key in each line, the first for writing, all for reading; null: there is none
 * @param oldKeys with which older objects were encrypted
 * @param metadataEntries of how many objects it is remembered how large and of what kind they are
 * @param metadataTime for how long that is remembered
 * @param presigned whether downloads are sent on to links of the store itself, where it has them
 * @param presignedTime for how long such a link is good
 */
@ConfigurationProperties("kinoroute.store")
public record StoreProperties(
        @DefaultValue("kinoroute") String bucket,
        Path cache,
        @DefaultValue("http://127.0.0.1:8080") String publicUrl,
        @DefaultValue("whatsapp-screenshots") String picturesBucket,
        @DefaultValue List<String> buckets,
        @DefaultValue("30s") Duration timeout,
        @DefaultValue("none") Compression compression,
        @DefaultValue("1KB") DataSize compressionThreshold,
        @DefaultValue("none") Encryption encryption,
        @DefaultValue("") String key,
        Path keyFile,
        @DefaultValue List<String> oldKeys,
        @DefaultValue("10000") int metadataEntries,
        @DefaultValue("60s") Duration metadataTime,
        @DefaultValue("false") boolean presigned,
        @DefaultValue("15m") Duration presignedTime) {

    public StoreProperties {
        buckets = List.copyOf(buckets);
        oldKeys = List.copyOf(oldKeys);
    }

    /** The names of all buckets, as callers know them. */
    public Set<String> names() {
        Set<String> names = new LinkedHashSet<>(List.of(bucket, picturesBucket));
        names.addAll(buckets);
        return names;
    }

    /** Nothing of it is to be printed by accident. */
    @Override
    public String toString() {
        return "StoreProperties[bucket=" + bucket + ", compression=" + compression + ", encryption=" + encryption + "]";
    }
}
