package org.kinoroute.library;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.apache.camel.ProducerTemplate;
import org.kinoroute.api.access.Caller;
import org.kinoroute.library.BucketFiles.ChatMessage;
import org.kinoroute.library.BucketFiles.Found;
import org.kinoroute.store.ContentKey;
import org.kinoroute.store.ObjectStore;
import org.kinoroute.video.FieldProblem;
import org.kinoroute.video.Problem;
import org.kinoroute.video.TemporaryFiles;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.core.io.Resource;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;

/** The store over HTTP, with Range: by Spring MVC, for Camel's door passes Range over. */
@RestController
@ConditionalOnWebApplication
class BucketDoor {

    private final BucketFiles files;
    private final MediaAnswers answers;
    private final ObjectStore store;
    private final Caller caller;
    private final ProducerTemplate routes;

    BucketDoor(BucketFiles files, MediaAnswers answers, ObjectStore store, Caller caller, ProducerTemplate routes) {
        this.files = files;
        this.answers = answers;
        this.store = store;
        this.caller = caller;
        this.routes = routes;
    }

    @GetMapping("/buckets")
    Map<String, Object> buckets() {
        return files.buckets();
    }

    /** The name may have slashes in it: it is a key. */
    @GetMapping("/download/{*name}")
    ResponseEntity<Resource> download(@PathVariable String name, @RequestParam(required = false) String bucket) {
        return file(bucket, name.replaceFirst("^/", ""));
    }

    @GetMapping("/buckets/{bucket}/files/{*name}")
    ResponseEntity<Resource> ofBucket(@PathVariable String bucket, @PathVariable String name) {
        return file(bucket, name.replaceFirst("^/", ""));
    }

    private ResponseEntity<Resource> file(String bucket, String name) {
        if (name.isEmpty()) {
            throw BucketFiles.nothing();
        }
        String known = files.demand(bucket);
        ChatMessage message =
                files.picture(known, name, caller.owner(), caller.isAdmin()).orElse(null);
        if (message != null) {
            return answers.stored(picture(message), name, "image/png");
        }
        Found found = files.find(known, name, caller.owner(), caller.isAdmin());
        return answers.stored(found.key(), found.name(), found.contentType());
    }

    /** Cut when somebody asks for it the first time. */
    private String picture(ChatMessage message) {
        String key = "pictures/" + ContentKey.sha256(message.toString().getBytes()) + ".png";
        if (!store.exists(key)) {
            Map<String, Object> headers = new HashMap<>();
            headers.put("video_id", message.video());
            headers.put("message", message.message());
            headers.put("picture_key", key);
            try {
                routes.requestBodyAndHeaders("direct:store-picture", null, headers);
            } catch (RuntimeException e) {
                for (Throwable cause = e; cause != null; cause = cause.getCause()) {
                    if (cause instanceof Problem) {
                        throw BucketFiles.nothing();
                    }
                }
                throw e;
            }
        }
        return key;
    }

    @PostMapping("/buckets/{bucket}/files")
    Object upload(@PathVariable String bucket, @RequestParam(required = false) MultipartFile file) throws IOException {
        String known = files.demand(bucket);
        if (file == null) {
            throw new FieldProblem("file", "is missing; send it as a part of multipart/form-data");
        }
        Path uploaded = TemporaryFiles.file("bucket-", null);
        try {
            file.transferTo(uploaded);
            Map<String, Object> headers = new HashMap<>();
            headers.put("bucket", known);
            headers.put("owner", caller.owner());
            headers.put("admin", caller.isAdmin());
            headers.put("file_name", file.getOriginalFilename());
            return routes.requestBodyAndHeaders("direct:store-upload", uploaded, headers);
        } finally {
            Files.deleteIfExists(uploaded);
        }
    }

    @DeleteMapping("/buckets/{bucket}/files/{*name}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void delete(@PathVariable String bucket, @PathVariable String name) {
        String gone = files.remove(files.demand(bucket), name.replaceFirst("^/", ""), caller.owner(), caller.isAdmin());
        if (gone != null) {
            routes.sendBody("direct:housekeeping-object", gone);
        }
    }
}
