package org.kinoroute.api;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.kinoroute.api.access.Caller;
import org.kinoroute.store.NoSuchObjectException;
import org.kinoroute.store.ObjectStore;
import org.kinoroute.store.StoredResource;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.core.io.Resource;
import org.springframework.http.CacheControl;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpRange;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Results of a video, with Range: by Spring MVC, for Camel's door passes Range over. */
@RestController
@ConditionalOnWebApplication
class VideoFiles {

    private static final Map<String, String> TYPES = Map.of(
            "video.mp4", "video/mp4",
            "thumbnail.jpg", "image/jpeg",
            "captions.vtt", "text/vtt;charset=UTF-8",
            "captions.srt", "application/x-subrip;charset=UTF-8",
            "script.json", "application/json",
            "audio.m4a", "audio/mp4");

    private static final Pattern PICTURE = Pattern.compile("image-(\\d{1,4})\\.png");

    private final JdbcClient jdbc;
    private final ObjectStore store;
    private final Caller caller;

    VideoFiles(JdbcClient jdbc, ObjectStore store, Caller caller) {
        this.jdbc = jdbc;
        this.store = store;
        this.caller = caller;
    }

    private record Video(UUID id, String title, String status, boolean planned) {

        boolean isCompleted() {
            return status.equals("completed");
        }
    }

    /** The dot tells a file from what can be done with a video. */
    @GetMapping("/api/videos/{id}/{file:.+\\..+}")
    ResponseEntity<Resource> file(
            @PathVariable String id,
            @PathVariable String file,
            @RequestParam(required = false) String download,
            @RequestHeader(name = HttpHeaders.RANGE, required = false) String range)
            throws IOException {
        Video video = video(id);
        Matcher picture = PICTURE.matcher(file);
        boolean isPicture = picture.matches();
        if (!isPicture && !TYPES.containsKey(file)) {
            throw new HttpProblem(
                    HttpStatus.NOT_FOUND,
                    "A video has no " + (file.length() > 50 ? "such file" : file)
                            + "; it has video.mp4, thumbnail.jpg, captions.vtt, captions.srt, script.json, audio.m4a");
        }
        String key = isPicture
                ? picture(video, Integer.parseInt(picture.group(1)))
                : result(video, file).orElseThrow(() -> notYet(video, file));
        Resource resource;
        try {
            resource = new StoredResource(store, store.info(key));
        } catch (NoSuchObjectException e) {
            throw video.isCompleted()
                    ? new HttpProblem(HttpStatus.NOT_FOUND, "This video has no " + file + " any more")
                    : notYet(video, file);
        }
        checkRange(range, resource);
        return answer(video, file, isPicture ? "image/png" : TYPES.get(file), resource, download);
    }

    private Video video(String id) {
        try {
            return jdbc.sql("select id, title, status::text as status, scene_count is not null as planned from videos"
                            + " where id = :id and (owner = :owner or :admin)")
                    .param("id", UUID.fromString(id))
                    .param("owner", caller.owner())
                    .param("admin", caller.isAdmin())
                    .query(Video.class)
                    .optional()
                    .orElseThrow(HttpProblem::noVideo);
        } catch (IllegalArgumentException e) {
            throw HttpProblem.noVideo();
        }
    }

    private String picture(Video video, int number) {
        return jdbc.sql("select task ->> 'key' from visuals where video_id = :id and number = :number"
                        + " and task ->> 'kind' = 'image' and placeholder_key is null")
                .param("id", video.id)
                .param("number", number)
                .query(String.class)
                .optional()
                .orElseThrow(
                        () -> new HttpProblem(HttpStatus.NOT_FOUND, "This video has no generated picture " + number));
    }

    /** The key of a result, if it can be there. */
    private static Optional<String> result(Video video, String file) {
        boolean there = video.isCompleted() || file.equals("script.json") && video.planned;
        return there ? Optional.of("videos/" + video.id + "/" + file) : Optional.empty();
    }

    private static HttpProblem notYet(Video video, String file) {
        return new HttpProblem(
                HttpStatus.CONFLICT,
                video.status.equals("failed")
                        ? "The video has failed, and has no " + file + "; its record says why, and /retry tries again"
                        : "The video is not ready yet, and has no " + file + "; its record says how far it is");
    }

    private static ResponseEntity<Resource> answer(
            Video video, String file, String type, Resource resource, String download) {
        String tag = "\"" + video.id + "-" + file + "\"";
        CacheControl cache = CacheControl.maxAge(Duration.ofDays(365)).cachePrivate();
        ResponseEntity.BodyBuilder answer = ResponseEntity.ok()
                // Nothing is ever changed under its name, so that a range of another one cannot be mixed in.
                .cacheControl(
                        video.isCompleted()
                                ? cache.immutable()
                                : CacheControl.noCache().cachePrivate())
                .eTag(tag)
                .contentType(MediaType.parseMediaType(type))
                .header(HttpHeaders.ACCEPT_RANGES, "bytes")
                .header("X-Content-Type-Options", "nosniff");
        if (download != null && !download.equals("false")) {
            answer.header(
                    HttpHeaders.CONTENT_DISPOSITION,
                    ContentDisposition.attachment()
                            .filename(name(video, file), StandardCharsets.UTF_8)
                            .build()
                            .toString());
        }
        return answer.body(resource);
    }

    /** Spring would answer a range that is not there as if it were the file. */
    private static void checkRange(String range, Resource resource) throws IOException {
        if (range == null) {
            return;
        }
        try {
            HttpRange.toResourceRegions(HttpRange.parseRanges(range), resource);
        } catch (IllegalArgumentException e) {
            throw new HttpProblem(
                    HttpStatus.REQUESTED_RANGE_NOT_SATISFIABLE,
                    "There is no such range; the file has " + resource.contentLength() + " bytes",
                    null,
                    Map.of(HttpHeaders.CONTENT_RANGE, "bytes */" + resource.contentLength()));
        }
    }

    /** The video's title as the name of a file, or the file's own name where there are several of a kind. */
    private static String name(Video video, String file) {
        String title = video.title == null
                ? ""
                : video.title
                        .replaceAll("[\\p{Cntrl}/\\\\:*?\"<>|]+", " ")
                        .strip()
                        .replaceAll("^\\.+", "");
        if (title.isEmpty()) {
            return file;
        }
        String start = title.codePointCount(0, title.length()) > 100
                ? title.substring(0, title.offsetByCodePoints(0, 100))
                : title;
        return file.startsWith("image-") ? start + " " + file : start + file.substring(file.lastIndexOf('.'));
    }
}
