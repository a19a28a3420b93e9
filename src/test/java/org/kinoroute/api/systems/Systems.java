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
        Stream<String> small = Stream.of(
                "--spring.servlet.multipart.max-file-size=20MB",
                "--spring.servlet.multipart.max-request-size=60MB",
                "--kinoroute.video.size=270x480",
                "--kinoroute.video.fps=10",
                "--kinoroute.video.formats.product.size=270x480",
                "--kinoroute.video.formats.story.size=480x270",
                "--kinoroute.video.formats.explainer.size=480x270");
        return new Server(
                data, List.of(), Stream.concat(small, Stream.of(properties)).toArray(String[]::new));
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
