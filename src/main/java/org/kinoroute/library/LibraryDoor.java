package org.kinoroute.library;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.apache.camel.ProducerTemplate;
import org.kinoroute.api.access.Caller;
import org.kinoroute.store.ContentKey;
import org.kinoroute.store.ObjectStore;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.core.io.Resource;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** Files of the libraries, with Range: by Spring MVC, for Camel's door passes Range over. */
@RestController
@ConditionalOnWebApplication
class LibraryDoor {

    private final Libraries libraries;
    private final MediaAnswers answers;
    private final ObjectStore store;
    private final Caller caller;
    private final ProducerTemplate routes;

    LibraryDoor(Libraries libraries, MediaAnswers answers, ObjectStore store, Caller caller, ProducerTemplate routes) {
        this.libraries = libraries;
        this.answers = answers;
        this.store = store;
        this.caller = caller;
        this.routes = routes;
    }

    @GetMapping("/api/backgrounds/{id}/file")
    ResponseEntity<Resource> background(@PathVariable String id) {
        return file(item(Kind.BACKGROUND, id));
    }

    @GetMapping("/api/music/{id}/file")
    ResponseEntity<Resource> music(@PathVariable String id) {
        return file(item(Kind.MUSIC, id));
    }

    private LibraryItem item(Kind kind, String id) {
        return libraries.open(kind.word(), id, caller.owner(), caller.isAdmin());
    }

    private ResponseEntity<Resource> file(LibraryItem item) {
        return item.builtIn() != null
                ? answers.file(item.builtIn(), item.contentType())
                : answers.stored(item.key(), item.name(), item.contentType());
    }

    /** Made when somebody asks for it the first time. */
    @GetMapping("/api/backgrounds/{id}/thumbnail.jpg")
    ResponseEntity<Resource> thumbnail(@PathVariable String id) {
        LibraryItem item = item(Kind.BACKGROUND, id);
        String source = item.builtIn() == null ? item.key() : item.builtIn() + " " + item.createdAt();
        String key = "thumbnails/" + ContentKey.sha256(source.getBytes(StandardCharsets.UTF_8)) + ".jpg";
        if (!store.exists(key)) {
            Path file = item.builtIn() == null ? store.fetch(item.key()) : item.builtIn();
            routes.requestBodyAndHeaders("direct:library-thumbnail", file, Map.of("thumbnail_key", key));
        }
        return answers.stored(key, "thumbnail.jpg", "image/jpeg");
    }
}
