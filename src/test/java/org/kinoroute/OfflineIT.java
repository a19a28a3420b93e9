package org.kinoroute;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kinoroute.Application.Running;
import org.kinoroute.api.Server.Part;

/** With the network cut off (a network namespace with loopback alone) and without a key, ready scripts become videos. */
class OfflineIT {

    private static final List<String> CUT_OFF =
            List.of("unshare", "-rn", "sh", "-c", "ip link set lo up && exec \"$@\"", "sh");
    private static final List<String> SAMPLES = List.of("grupo.yaml", "explainer.yaml", "product.yaml", "story.yaml");

    @TempDir
    static Path home;

    @BeforeAll
    static void theMachineAllowsIt() throws Exception {
        assumeTrue(succeeds("true"), "not run: this machine makes no network namespace (unshare -rn, ip)");
    }

    @Test
    void thereIsNoNetwork() throws Exception {
        // Else the others would prove nothing.
        assertThat(succeeds("ip", "route", "get", "192.0.2.1")).isFalse();
    }

    @Test
    void everyFormatIsMade() throws Exception {
        try (Running server =
                Application.in(home).within(CUT_OFF.toArray(String[]::new)).start("serve", "--port", "0")) {
            server.await("Kinoroute is ready at");
            List<JsonNode> videos = made(server.process().pid(), server.address());
            assertThat(videos)
                    .extracting(video -> video.path("format").asText())
                    .containsExactly("chat", "explainer", "product", "story");
            assertThat(videos).allSatisfy(video -> {
                assertThat(video.path("status").asText()).isEqualTo("completed");
                assertThat(video.path("degraded")).isEmpty();
                assertThat(home.resolve("data/store/kinoroute/videos")
                                .resolve(video.path("id").asText())
                                .resolve("video.mp4"))
                        .isNotEmptyFile();
            });
        }
    }

    /** By a process beside the server, which nobody else reaches. */
    private static List<JsonNode> made(long server, URI address) throws Exception {
        Process client = new ProcessBuilder(
                        "nsenter",
                        "--preserve-credentials",
                        "--user",
                        "--net",
                        "--target",
                        String.valueOf(server),
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Client.class.getName(),
                        address.resolve("/api/videos/").toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        List<String> said = client.inputReader().lines().toList();
        assertThat(client.waitFor()).as("%s", said).isZero();
        ObjectMapper json = new ObjectMapper();
        JsonNode[] videos = new JsonNode[said.size()];
        for (int i = 0; i < videos.length; i++) {
            videos[i] = json.readTree(said.get(i));
        }
        return List.of(videos);
    }

    /** Hands the samples in, waits for their videos, and tells what became of them, a line each. */
    static final class Client {

        private static final HttpClient HTTP = HttpClient.newHttpClient();
        private static final ObjectMapper JSON = new ObjectMapper();

        public static void main(String[] address) throws Exception {
            URI videos = URI.create(address[0]);
            List<String> accepted = new ArrayList<>();
            for (String sample : SAMPLES) {
                accepted.add(answer(HttpRequest.newBuilder(videos.resolve("../videos"))
                                .header("Content-Type", Part.TYPE)
                                .POST(BodyPublishers.ofByteArrays(
                                        Part.write(parts(Path.of("config/samples", sample))))))
                        .path("id")
                        .asText());
            }
            for (String id : accepted) {
                JsonNode ended = Awaitility.await(id)
                        .atMost(Duration.ofMinutes(3))
                        .until(() -> answer(HttpRequest.newBuilder(videos.resolve(id))), record -> Stream.of(
                                        "completed", "failed")
                                .anyMatch(record.path("status").asText()::equals));
                System.out.println(ended);
            }
        }

        /** The script, and the pictures that it names. */
        private static List<Part> parts(Path sample) throws IOException {
            String script = Files.readString(sample);
            List<Part> parts = new ArrayList<>();
            parts.add(Part.json(
                    "request",
                    JSON.writeValueAsString(Map.of(
                            "script",
                            new YAMLMapper().readTree(script.replace("pictures/", "")),
                            "size",
                            "480x270",
                            "fps",
                            10))));
            Matcher pictures = Pattern.compile("pictures/(\\S+\\.jpg)").matcher(script);
            while (pictures.find()) {
                Path picture = sample.resolveSibling(pictures.group());
                parts.add(Part.file("files", pictures.group(1), Files.readAllBytes(picture)));
            }
            return parts;
        }

        private static JsonNode answer(HttpRequest.Builder request) throws IOException, InterruptedException {
            HttpResponse<String> answer = HTTP.send(request.build(), BodyHandlers.ofString());
            if (answer.statusCode() >= 300) {
                throw new IllegalStateException(answer.statusCode() + ": " + answer.body());
            }
            return JSON.readTree(answer.body());
        }
    }

    private static boolean succeeds(String... command) throws InterruptedException {
        try {
            Process process = new ProcessBuilder(
                            Stream.concat(CUT_OFF.stream(), Stream.of(command)).toList())
                    .inheritIO()
                    .start();
            return process.waitFor(10, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (IOException e) {
            return false;
        }
    }
}
