package org.kinoroute.api.events;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.kinoroute.api.OfTheApi;
import org.kinoroute.api.access.Caller;
import org.kinoroute.video.VideoState;
import org.kinoroute.video.Videos;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** Streams of events; no route, for Camel's door answers once, and these go on for hours without a thread. */
@RestController
@OfTheApi
class EventsController {

    private final EventHub hub;
    private final EventLog log;
    private final Caller caller;
    private final Videos videos;
    private final JdbcClient jdbc;

    EventsController(EventHub hub, EventLog log, Caller caller, Videos videos, JdbcClient jdbc) {
        this.hub = hub;
        this.log = log;
        this.caller = caller;
        this.videos = videos;
        this.jdbc = jdbc;
    }

    /** Of all videos that the caller sees. */
    @GetMapping("/api/events")
    void all(HttpServletRequest request, HttpServletResponse response) throws IOException {
        listen(request, response, null, since(request));
    }

    /** Of one video, until it is over. */
    @GetMapping("/api/videos/{id}/events")
    ResponseEntity<Object> one(@PathVariable String id, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        Optional<UUID> video = seen(id);
        if (video.isEmpty()) {
            Map<String, Object> problem = new LinkedHashMap<>();
            problem.put("type", "about:blank");
            problem.put("title", HttpStatus.NOT_FOUND.getReasonPhrase());
            problem.put("status", HttpStatus.NOT_FOUND.value());
            problem.put("detail", "there is no such video");
            problem.put("instance", request.getRequestURI());
            return ResponseEntity.status(HttpStatus.NOT_FOUND)
                    .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                    .body(problem);
        }
        Cursor since = since(request);
        if (since != null && knowsTheEnd(video.get(), since)) {
            // What a browser understands as: do not come back.
            return ResponseEntity.noContent().build();
        }
        listen(request, response, video.get(), since);
        return null;
    }

    private Optional<UUID> seen(String id) {
        try {
            return jdbc.sql("select id from videos where id = :id and (owner = :owner or :admin)")
                    .param("id", UUID.fromString(id))
                    .param("owner", caller.owner())
                    .param("admin", caller.isAdmin())
                    .query(UUID.class)
                    .optional();
        } catch (IllegalArgumentException noId) {
            return Optional.empty();
        }
    }

    private boolean knowsTheEnd(UUID video, Cursor since) {
        return videos.find(video).map(VideoState::isOver).orElse(true)
                && !log.isForgotten(since)
                && log.between(since, log.end(), video, null).isEmpty();
    }

    /** By the header that browsers send when they come back, or a parameter for who opens a stream anew. */
    private static Cursor since(HttpServletRequest request) {
        return Cursor.of(request.getHeader("Last-Event-ID"))
                .or(() -> Cursor.of(request.getParameter("last_event_id")))
                .orElse(null);
    }

    private void listen(HttpServletRequest request, HttpServletResponse response, UUID video, Cursor since)
            throws IOException {
        response.setContentType("text/event-stream");
        response.setCharacterEncoding("UTF-8");
        response.setHeader("Cache-Control", "no-store");
        // A proxy that gathers an answer would hold the events back.
        response.setHeader("X-Accel-Buffering", "no");
        AsyncContext connection = request.startAsync();
        connection.setTimeout(0);
        Listener listener = new Listener(caller.visitor(), video, since, connection);
        listener.open();
        hub.add(listener);
    }
}
