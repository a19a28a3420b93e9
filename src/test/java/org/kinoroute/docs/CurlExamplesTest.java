package org.kinoroute.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.kinoroute.api.Server;
import org.kinoroute.providers.ProviderServer;
import org.kinoroute.providers.ProviderServer.Answer;

/** The examples of the docs, as they stand there, by the real {@code bash} and {@code curl}: only the port is another. */
class CurlExamplesTest {

    private static final Pattern BLOCK = Pattern.compile("(?ms)^```(\\w*)\\n(.*?)^```$");
    private static final String SCRIPT =
            "[{\"from\":\"Ana\",\"to\":\"Bruno\",\"text\":\"Oi!\"},{\"from\":\"Bruno\",\"to\":\"Ana\",\"text\":\"Tudo?\"}]";
    private static final String TIDES =
            "{\\\"title\\\":\\\"Tides\\\",\\\"scenes\\\":[{\\\"text\\\":\\\"The moon pulls.\\\",\\\"slide\\\":{\\\"title\\\":\\\"The moon\\\",\\\"bullets\\\":[\\\"It pulls\\\"]}},"
                    + "{\\\"text\\\":\\\"The sea comes.\\\",\\\"slide\\\":{\\\"title\\\":\\\"The sea\\\",\\\"bullets\\\":[\\\"It comes\\\"]}}]}";

    /** An error status ends a block; streams that never end are heard for two seconds. */
    private static final String CURL =
            """
            set -eu -o pipefail
            curl() {
              case "$*" in
                */api/events*) command curl --silent --show-error --fail-with-body --max-time 2 "$@" || [ $? = 28 ] ;;
                *) command curl --silent --show-error --fail-with-body --max-time 60 "$@" ;;
              esac
            }
            """;

    @TempDir
    static Path folder;

    private static ProviderServer model;
    private static Server server;
    private static String made;

    @BeforeAll
    static void start() throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/curl")), "there is no curl here");
        model = new ProviderServer();
        model.on(
                "POST /v1/chat/completions",
                Answer.json(
                        "{\"choices\":[{\"finish_reason\":\"stop\",\"message\":{\"role\":\"assistant\",\"content\":\""
                                + TIDES
                                + "\"}}],\"usage\":{\"prompt_tokens\":1,\"completion_tokens\":1,\"total_tokens\":2}}"));
        server = new Server(
                folder.resolve("data"),
                "--kinoroute.video.size=270x480",
                "--kinoroute.video.fps=10",
                "--kinoroute.video.formats.product.size=270x480",
                "--kinoroute.video.formats.explainer.size=480x270",
                "--kinoroute.video.formats.story.size=480x270",
                "--kinoroute.model.name=tester",
                "--camel.component.openai.base-url=" + model.url() + "/v1",
                "--camel.component.openai.api-key=none");
        Path pictures = Path.of("config/samples/pictures");
        Files.copy(pictures.resolve("mug-front.jpg"), folder.resolve("lamp.jpg"));
        Files.copy(pictures.resolve("mug-front.jpg"), folder.resolve("front.jpg"));
        Files.copy(pictures.resolve("mug-above.jpg"), folder.resolve("side.jpg"));
        Files.copy(pictures.resolve("group.png"), folder.resolve("shot.png"));
        Files.copy(Path.of("config/backgrounds/dunes.mp4"), folder.resolve("beach.mp4"));
        Files.write(folder.resolve("me.wav"), recording());
        Files.writeString(folder.resolve("request.json"), "{\"format\":\"chat\",\"script\":" + SCRIPT + "}");
        made = submit();
        Awaitility.await().atMost(Duration.ofSeconds(120)).until(() -> server.get("/api/videos/" + made)
                .json()
                .path("status")
                .asText()
                .equals("completed"));
    }

    @AfterAll
    static void stop() {
        if (server != null) {
            server.close();
            model.close();
        }
    }

    private static String submit() {
        return server.postJson("/api/videos", "{\"format\":\"chat\",\"script\":" + SCRIPT + "}")
                .json()
                .path("id")
                .asText();
    }

    private static byte[] recording() {
        return Recording.wav(5);
    }

    /** What a block says, on both of its outputs. */
    private static String run(String block, String id) throws Exception {
        String here = block.replace("http://127.0.0.1:8080", server.uri("").toString())
                .replace("JOB_ID", id)
                .replaceAll("\\b(videos|backgrounds)/ID\\b", "$1/" + id);
        Path said = folder.resolve("said");
        Process process = new ProcessBuilder("bash", "-c", CURL + "ID=" + id + "\nAPI=" + server.uri("") + "\n" + here)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start();
        assertThat(process.waitFor(180, TimeUnit.SECONDS)).as(here).isTrue();
        String all = new String(Files.readAllBytes(said), StandardCharsets.UTF_8);
        assertThat(process.exitValue()).as(here + "\n" + all).isZero();
        return all;
    }

    private static List<String> blocks(String page) throws IOException {
        List<String> blocks = new ArrayList<>();
        var found = BLOCK.matcher(Files.readString(Path.of("docs", page)));
        while (found.find()) {
            if (List.of("", "bash").contains(found.group(1)) && found.group(2).contains("curl ")) {
                blocks.add(found.group(2));
            }
        }
        assertThat(blocks).isNotEmpty();
        return blocks;
    }

    @Test
    void theApiGuideIsTrue() throws Exception {
        List<String> blocks = blocks("api.md");
        assertThat(blocks).hasSizeGreaterThan(10);
        for (String block : blocks) {
            run(block, block.contains("/cancel") ? submit() : made);
        }
        assertThat(folder.resolve("video.mp4")).isNotEmptyFile();
        assertThat(folder.resolve("start.bin")).hasSize(1024);
        assertThat(Files.readAllBytes(folder.resolve("chat.png"))).startsWith(0x89, 'P', 'N', 'G');
        assertThat(server.rows("select 1 from videos where title = 'Lamp'")).hasSize(1);
        assertThat(server.rows("select 1 from idempotency_keys where key = 'order-4711'"))
                .hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"store.md", "libraries.md", "migration/system-a.md", "migration/system-b.md"})
    void soAreTheOtherPages(String page) throws Exception {
        for (String block : blocks(page)) {
            run(block, page.equals("libraries.md") ? background() : made);
        }
    }

    /** One of one's own, which the page takes out. */
    private static String background() throws Exception {
        String answer = run("curl -F file=@beach.mp4 $API/api/backgrounds", "none");
        return new ObjectMapper().readTree(answer).path("id").asText();
    }

    @Test
    void soIsThatOfTheMarketplace() throws Exception {
        for (String block : blocks("migration/system-c.md")) {
            assertThat(run(block, made)).contains("\"success\":true").doesNotContain("\"success\":false");
        }
        assertThat(server.rows("select 1 from listings where title = 'Hillside Mug'"))
                .hasSize(1);
        assertThat(server.rows("select 1 from videos where title = 'Hillside Mug'"))
                .hasSize(2);
    }

    @Test
    void soIsThatOfTheStories() throws Exception {
        String story = server.postJson(
                        "/api/videos/create",
                        "{\"title\":\"Fox\",\"script\":\"A fox.\",\"style\":\"watercolor\",\"voice\":\"nova\"}")
                .json()
                .path("id")
                .asText();
        for (String block : blocks("migration/system-d.md")) {
            List<String> answers = Arrays.stream(run(block, story).split("(?<=[}\\]])(?=[{\\[])"))
                    .toList();
            JsonNode created = new ObjectMapper().readTree(answers.get(0));
            assertThat(created.path("title").asText()).isEqualTo("The fox");
            assertThat(String.join("", answers)).contains("Fox (Regenerated)").contains("Video deleted successfully");
        }
    }
}
