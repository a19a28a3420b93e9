package org.kinoroute.api.systems;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.kinoroute.api.Server;

/** The service as the older systems' clients meet it, with small videos. */
final class Systems {

    private static final ObjectMapper JSON = new ObjectMapper();

    private Systems() {}

    static Server start(Path data, String... properties) {
        // Without the house's own access rules, Spring's would ask everybody for a password.
        boolean guarded = isThere("SecurityConfiguration");
        Stream<String> open = guarded
                ? Stream.of()
                : Stream.of("--spring.autoconfigure.exclude=org.springframework.boot.autoconfigure.security.servlet"
                        + ".SecurityAutoConfiguration,org.springframework.boot.actuate.autoconfigure"
                        + ".security.servlet.ManagementWebSecurityAutoConfiguration,"
                        + "org.springframework.boot.autoconfigure.mustache.MustacheAutoConfiguration");
        Stream<String> small = Stream.of(
                "--spring.servlet.multipart.max-file-size=20MB",
                "--spring.servlet.multipart.max-request-size=60MB",
                "--kinoroute.video.size=270x480",
                "--kinoroute.video.fps=10",
                "--kinoroute.video.formats.product.size=270x480",
                "--kinoroute.video.formats.story.size=480x270",
                "--kinoroute.video.formats.explainer.size=480x270");
        String[] all = Stream.of(open, small, Stream.of(properties))
                .flatMap(part -> part)
                .toArray(String[]::new);
        return new Server(data, isThere("Caller") ? List.of() : List.of(Caller.class), all);
    }

    private static boolean isThere(String name) {
        return Systems.class.getResource("/org/kinoroute/api/access/" + name + ".class") != null;
    }

    static JsonNode json(String text) {
        try {
            return JSON.readTree(text.replace('\'', '"'));
        } catch (Exception e) {
            throw new AssertionError(text, e);
        }
    }

    /** Asks again and again until the answer is as it is waited for. */
    static JsonNode await(Server server, String path, Predicate<JsonNode> until, String... headers) {
        return Awaitility.await()
                .atMost(Duration.ofSeconds(120))
                .pollInterval(Duration.ofMillis(100))
                .until(() -> server.get(path, headers).json(), until);
    }
}
