package org.kinoroute.library;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import org.kinoroute.store.NoSuchObjectException;
import org.kinoroute.store.ObjectInfo;
import org.kinoroute.store.ObjectStore;
import org.kinoroute.store.StoreLinks;
import org.kinoroute.store.StoredResource;
import org.springframework.core.io.FileSystemResource;
import org.springframework.core.io.Resource;
import org.springframework.http.CacheControl;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.MediaTypeFactory;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;

/** Media as answers to requests, with Range; a browser shows what it can show safely, and saves all else. */
@Component
class MediaAnswers {

    private static final Set<String> SHOWN = Set.of("image", "video", "audio");

    private final ObjectStore store;
    private final StoreLinks links;

    MediaAnswers(ObjectStore store, StoreLinks links) {
        this.store = store;
        this.links = links;
    }

    /** @param contentType null: as the store says, or as the name says */
    ResponseEntity<Resource> stored(String key, String name, String contentType) {
        try {
            ObjectInfo info = store.info(key);
            URI link = links.link(key).orElse(null);
            if (link != null) {
                return ResponseEntity.status(HttpStatus.TEMPORARY_REDIRECT)
                        .location(link)
                        .cacheControl(CacheControl.noStore())
                        .build();
            }
            String type = contentType == null ? info.contentType() : contentType;
            return answer(new StoredResource(store, info), "\"" + info.etag() + "\"", name, type);
        } catch (NoSuchObjectException e) {
            throw BucketFiles.nothing();
        }
    }

    ResponseEntity<Resource> file(Path file, String contentType) {
        FileSystemResource resource = new FileSystemResource(file);
        long changed = file.toFile().lastModified();
        String tag = "\"" + Long.toHexString(changed) + "-"
                + Long.toHexString(file.toFile().length()) + "\"";
        return answer(resource, tag, file.getFileName().toString(), contentType);
    }

    private static ResponseEntity<Resource> answer(Resource resource, String tag, String name, String contentType) {
        MediaType type = contentType == null || contentType.equals("binary/octet-stream")
                ? MediaTypeFactory.getMediaType(name).orElse(MediaType.APPLICATION_OCTET_STREAM)
                : MediaType.parseMediaType(contentType);
        boolean shown = SHOWN.contains(type.getType()) && !type.getSubtype().contains("svg");
        ContentDisposition disposition = (shown ? ContentDisposition.inline() : ContentDisposition.attachment())
                .filename(name, StandardCharsets.UTF_8)
                .build();
        return ResponseEntity.ok()
                .contentType(type)
                .eTag(tag)
                .cacheControl(CacheControl.maxAge(Duration.ofMinutes(5)).cachePrivate())
                .header(HttpHeaders.ACCEPT_RANGES, "bytes")
                .header(HttpHeaders.CONTENT_DISPOSITION, disposition.toString())
                .header("X-Content-Type-Options", "nosniff")
                .body(resource);
    }
}
