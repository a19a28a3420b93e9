package org.kinoroute.store;

import java.nio.file.Path;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of the store.
 *
 * @param bucket that holds all media; made if it is not there
 * @param cache folder for local copies of what was read; null: in the system's temporary folder
 * @param publicUrl base of links into the store
 * @param picturesBucket that links to the pictures of a chat name
 * @param timeout after which one request to the store is given up
 */
@ConfigurationProperties("kinoroute.store")
public record StoreProperties(
        @DefaultValue("kinoroute") String bucket,
        Path cache,
        @DefaultValue("http://127.0.0.1:8080") String publicUrl,
        @DefaultValue("whatsapp-screenshots") String picturesBucket,
        @DefaultValue("30s") Duration timeout) {}
