package org.kinoroute.api.access;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.http.server.PathContainer;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

/**
 * The older systems whose endpoints need no key.
 *
 * @param open any of a, b, c, d
 * @param owner whose the videos are that are asked for without a key
 */
@ConfigurationProperties("kinoroute.systems")
public record OpenSystems(@DefaultValue Set<String> open, @DefaultValue("systems") String owner) {

    private static final Map<String, List<Door>> DOORS = Map.of(
            "a",
            doors(
                    "POST /api/generate-screenshots",
                    "GET /api/messages",
                    "GET /api/health",
                    "GET /api/queue/status",
                    "GET /buckets",
                    "GET /buckets/*/files/**",
                    "POST /buckets/*/files",
                    "GET /download/**"),
            "b",
            doors("POST /api/v1/video/generate", "GET /api/v1/video/status/*"),
            "c",
            doors(
                    "POST /api/video/generate-script",
                    "POST /api/video/generate",
                    "GET /api/video/status/*",
                    "POST /api/ads/create",
                    "GET /api/ads"),
            "d",
            doors(
                    "POST /api/videos/create",
                    "GET /api/videos",
                    "GET /api/videos/*",
                    "GET /api/videos/*/*",
                    "DELETE /api/videos/*",
                    "POST /api/videos/*/regenerate",
                    "GET /api/styles",
                    "GET /api/voices"));

    private record Door(String method, PathPattern path) {}

    private static List<Door> doors(String... doors) {
        return List.of(doors).stream()
                .map(door -> door.split(" "))
                .map(door -> new Door(door[0], PathPatternParser.defaultInstance.parse(door[1])))
                .toList();
    }

    /** Whether a request goes to an endpoint that needs no key. */
    boolean isOpen(HttpServletRequest request) {
        if (open.isEmpty()) {
            return false;
        }
        PathContainer path = PathContainer.parsePath(request.getRequestURI());
        String method = request.getMethod().equals("HEAD") ? "GET" : request.getMethod();
        return open.stream()
                .flatMap(system ->
                        DOORS.getOrDefault(system.strip().toLowerCase(java.util.Locale.ROOT), List.of()).stream())
                .anyMatch(door -> door.method.equals(method) && door.path.matches(path));
    }
}
