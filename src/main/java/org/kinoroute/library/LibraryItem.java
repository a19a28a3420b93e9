package org.kinoroute.library;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.nio.file.Path;

/**
 * A background or a piece of music.
 *
 * @param id its name, where it comes with Kinoroute; else a UUID
 * @param description for people
 * @param owner null: it comes with Kinoroute
 * @param contentType of its file
 * @param seconds that it lasts; null: not known, or a picture
 * @param url of its file
 * @param thumbnail of a background; null of music
 * @param createdAt ISO 8601, UTC
 * @param key in the store; null where it comes with Kinoroute
 * @param builtIn its file, where it comes with Kinoroute; else null
 */
public record LibraryItem(
        String id,
        String name,
        String description,
        String owner,
        String contentType,
        Double seconds,
        Integer width,
        Integer height,
        String url,
        String thumbnail,
        String createdAt,
        @JsonIgnore String key,
        @JsonIgnore Path builtIn) {}
