package org.kinoroute.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.imageio.ImageIO;
import org.apache.camel.ProducerTemplate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kinoroute.providers.ProviderServer;
import org.kinoroute.providers.ProviderServer.Answer;
import org.kinoroute.video.Format;
import org.kinoroute.video.Ledger;
import org.kinoroute.video.Participant;
import org.kinoroute.video.Scene;
import org.kinoroute.video.Script;
import org.kinoroute.video.TestScenes;
import org.kinoroute.video.VideoRequest;
import org.kinoroute.video.VideoRequest.LocalFile;
import org.kinoroute.video.VideoState;

/** Scenes with visuals of their own, through the whole pipeline: what is made, what is made once, what is stood in for. */
class VisualPipelineTest {

    private static final String GENERATE = "POST /v1/images/generations";
    private static final ProviderServer SERVER = new ProviderServer();

    @TempDir
    static Path data;

    private static Kinoroute kinoroute;

    @BeforeAll
    static void start() {
        kinoroute = new Kinoroute(
                data,
                "--camel.component.openai.api-key=sk-of-all-the-others",
                "--kinoroute.image.model=painter",
                "--kinoroute.image.base-url=" + SERVER.url() + "/v1",
                "--kinoroute.image.size=64x64",
                "--kinoroute.image.timeout=5s");
    }

    @AfterAll
    static void stop() throws IOException {
        kinoroute.close();
        SERVER.close();
    }

    @Test
    void boardsAreDrawnAndTheirSheetsLieBesideThem() throws IOException {
        UUID id = make("slide", Map.of("title", "Stored", "bullets", List.of("one", "two")));

        JsonNode task = task(id);
        assertThat(placeholder(id)).isNull();
        assertThat(task.path("properties").path("theme").asText()).isEqualTo("midnight");
        JsonNode drawing = new ObjectMapper()
                .readTree(kinoroute.store().fetch(task.path("key").asText()).toFile());
        assertThat(drawing.path("sheets")).hasSize(4).allSatisfy(sheet -> assertThat(
                        kinoroute.store().exists(sheet.path("key").asText()))
                .isTrue());
    }

    @Test
    void whatCannotBeDrawnBecomesAPlaceholderThatSaysWhyAtTheFirstAttempt() {
        UUID id = make("diagram", Map.of("source", "flowchart LR\n a -->"));

        assertThat(placeholder(id)).isNotNull();
        assertThat(state(id).degraded().toString()).contains("The diagram cannot be read: Parse error on line");
    }

    @Test
    void anUnknownKindBecomesAPlaceholderThatNamesIt() {
        UUID id = make("hologram", Map.of());

        assertThat(placeholder(id)).isNotNull();
        assertThat(state(id).degraded().toString()).contains("There is no visual kind \"hologram\"");
    }

    @Test
    void anImageIsGeneratedOnceAndWrittenDown() throws IOException {
        String lines = Base64.getMimeEncoder().encodeToString(png(64, 64)).replace("\r\n", "\\r\\n");
        SERVER.on(GENERATE, Answer.json("{\"data\":[{\"b64_json\":\"" + lines + "\"}]}"));
        int before = SERVER.requests(GENERATE).size();
        Map<String, Object> picture = Map.of("prompt", "a lighthouse at night", "negative", "people");
        UUID id = make("image", picture);
        make("image", picture);

        assertThat(placeholder(id)).isNull();
        assertThat(SERVER.requests(GENERATE)).hasSize(before + 1);
        JsonNode asked = new ObjectMapper()
                .readTree(SERVER.requests(GENERATE).get(before).body());
        assertThat(asked.path("model").asText()).isEqualTo("painter");
        assertThat(asked.path("size").asText()).isEqualTo("64x64");
        assertThat(asked.path("prompt").asText()).contains("a lighthouse at night", "people");
        assertThat(asked.has("response_format")).isFalse();
        assertThat(asked.has("quality")).isFalse();
        assertThat(SERVER.requests(GENERATE).get(before).header("Authorization"))
                .as("a key that is not this server's")
                .doesNotContain("sk-of-all-the-others");
        BufferedImage stored = ImageIO.read(
                kinoroute.store().fetch(task(id).path("key").asText()).toFile());
        assertThat(stored.getWidth()).isEqualTo(64);
        assertThat(stored.getRGB(5, 5) & 0xffffff).isEqualTo(0x3366cc);
        assertThat(kinoroute.bean(Ledger.class).entries(id)).singleElement().satisfies(entry -> {
            assertThat(entry.item()).isEqualTo("image 1");
            assertThat(entry.provider()).isEqualTo("127.0.0.1");
            assertThat(entry.model()).isEqualTo("painter");
            assertThat(entry.quantity()).isEqualTo(1);
        });
    }

    @Test
    void anImageIsFetchedFromTheServersOwnAddress() throws IOException {
        SERVER.on(GENERATE, Answer.json("{\"data\":[{\"url\":\"" + SERVER.url() + "/made/1.png?sig=a%2Bb\"}]}"));
        SERVER.on("GET /made/1.png", Answer.bytes("image/png", png(64, 64)));
        UUID id = make("image", Map.of("prompt", "by address"));

        assertThat(placeholder(id)).isNull();
        ProviderServer.Request fetched = SERVER.requests("GET /made/1.png").get(0);
        assertThat(fetched.uri().getRawQuery()).isEqualTo("sig=a%2Bb");
        assertThat(fetched.headers().keySet()).as("headers of ours").noneMatch(name -> name.toLowerCase()
                .matches("video_id|scene.*|visual_count|authorization"));
    }

    @Test
    void addressesOfOtherNetworksAreNotAsked() {
        for (String address : List.of(
                SERVER.url().replace("127.0.0.1", "localhost") + "/secret",
                "http://169.254.169.254/latest/meta-data",
                "file:///etc/passwd",
                "http://user:word@127.0.0.1/")) {
            SERVER.on(GENERATE, Answer.json("{\"data\":[{\"url\":\"" + address + "\"}]}"));
            UUID id = make("image", Map.of("prompt", "elsewhere " + address));

            assertThat(placeholder(id)).as(address).isNotNull();
        }
        assertThat(SERVER.requests("GET /secret")).isEmpty();
    }

    @Test
    void redirectsAreNotFollowed() {
        SERVER.on(GENERATE, Answer.json("{\"data\":[{\"url\":\"" + SERVER.url() + "/moved\"}]}"));
        SERVER.on("GET /moved", Answer.error(302, "moved").header("Location", SERVER.url() + "/target"));
        UUID id = make("image", Map.of("prompt", "moved"));

        assertThat(state(id).degraded().toString()).contains("answered 302");
        assertThat(SERVER.requests("GET /target")).isEmpty();
    }

    @Test
    void aRefusalIsNotTriedAgain() {
        int before = SERVER.requests(GENERATE).size();
        SERVER.on(GENERATE, Answer.error(400, "Your request was rejected by the safety system"));
        UUID id = make("image", Map.of("prompt", "refused"));

        assertThat(SERVER.requests(GENERATE)).hasSize(before + 1);
        assertThat(state(id).degraded().toString()).contains("400").contains("safety system");
    }

    @Test
    void tooMuchAtOnceIsTriedAgain() throws IOException {
        int before = SERVER.requests(GENERATE).size();
        SERVER.on(
                GENERATE,
                Answer.error(429, "slow down").header("Retry-After", "0"),
                Answer.error(500, "oops"),
                Answer.json("{\"data\":[{\"b64_json\":\"" + Base64.getEncoder().encodeToString(png(64, 64)) + "\"}]}"));
        UUID id = make("image", Map.of("prompt", "busy"));

        assertThat(placeholder(id)).isNull();
        assertThat(SERVER.requests(GENERATE)).hasSize(before + 3);
        assertThat(kinoroute.bean(Ledger.class).entries(id)).hasSize(1);
    }

    @Test
    void whatIsNoPictureBecomesAPlaceholder() throws IOException {
        byte[] cut = java.util.Arrays.copyOf(png(64, 64), 40);
        for (byte[] bytes : List.of("<html>no</html>".getBytes(), cut)) {
            int before = SERVER.requests(GENERATE).size();
            SERVER.on(
                    GENERATE,
                    Answer.json(
                            "{\"data\":[{\"b64_json\":\"" + Base64.getEncoder().encodeToString(bytes) + "\"}]}"));
            UUID id = make("image", Map.of("prompt", "garbage " + bytes.length));

            assertThat(SERVER.requests(GENERATE)).hasSize(before + 1);
            assertThat(state(id).degraded().toString()).contains("picture");
        }
    }

    @Test
    void aFileThatCannotBeShownBecomesAPlaceholderAndTheVideoIsMade() throws IOException {
        byte[] torn = Arrays.copyOf(Files.readAllBytes(Path.of("config/backgrounds/lights.mp4")), 1000);
        Map<String, byte[]> files = Map.of(
                "assets/" + "1".repeat(64) + ".mp4", torn,
                "assets/" + "2".repeat(64) + ".png", Arrays.copyOf(png(64, 64), 60),
                "assets/" + "3".repeat(64) + ".png", png(64, 64));
        List<LocalFile> handedIn = new ArrayList<>();
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
            Path path = data.resolve(file.getKey().substring(7));
            handedIn.add(new LocalFile(file.getKey(), Files.write(path, file.getValue()), "application/octet-stream"));
        }
        Script script = script(
                TestScenes.brought(null, "clip", "assets/" + "1".repeat(64) + ".mp4"),
                TestScenes.brought(null, "photo", "assets/" + "2".repeat(64) + ".png"),
                TestScenes.brought(null, "photo", "assets/" + "3".repeat(64) + ".png"));
        VideoRequest request = new VideoRequest(
                UUID.randomUUID(),
                "kinoroute",
                UUID.randomUUID().toString(),
                VideoRequest.Origin.LOCAL,
                script,
                null,
                Kinoroute.SMALL,
                0,
                handedIn);
        kinoroute.bean(ProducerTemplate.class).requestBody("direct:script", request);
        VideoState state = kinoroute.await(request.id());

        assertThat(state.status()).as(state.errorMessage()).isEqualTo("completed");
        assertThat(state.degraded())
                .hasSize(2)
                .anySatisfy(
                        reason -> assertThat(reason).startsWith("scene 1: its clip could not be made: it cannot be"))
                .anySatisfy(
                        reason -> assertThat(reason).startsWith("scene 2: its photo could not be made: it cannot be"))
                .allSatisfy(reason -> assertThat(reason).doesNotContain("/"));
    }

    private static Script script(Scene... scenes) {
        return new Script(Format.EXPLAINER, "Test", "en", null, List.of(new Participant("Ana")), null, List.of(scenes));
    }

    /** Makes a video of one silent scene, until its visual is there, or what stands in for it. */
    private static UUID make(String kind, Map<String, Object> properties) {
        Scene scene = TestScenes.made(null, kind, properties);
        UUID id = kinoroute.accept(script(scene), Kinoroute.SMALL);
        Kinoroute.await(
                () -> kinoroute
                        .sql()
                        .sql("select count(*) from visuals where video_id = :id")
                        .param("id", id)
                        .query(Integer.class)
                        .single(),
                count -> count == 1);
        return id;
    }

    private static VideoState state(UUID id) {
        return kinoroute.bean(org.kinoroute.video.Videos.class).find(id).orElseThrow();
    }

    private static JsonNode task(UUID id) throws IOException {
        return new ObjectMapper()
                .readTree(kinoroute
                        .sql()
                        .sql("select task::text from visuals where video_id = :id")
                        .param("id", id)
                        .query(String.class)
                        .single());
    }

    private static String placeholder(UUID id) {
        return kinoroute
                .sql()
                .sql("select coalesce(placeholder_key, '') from visuals where video_id = :id")
                .param("id", id)
                .query(String.class)
                .optional()
                .filter(key -> !key.isEmpty())
                .orElse(null);
    }

    private static byte[] png(int width, int height) throws IOException {
        BufferedImage picture = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                picture.setRGB(x, y, 0x3366cc);
            }
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ImageIO.write(picture, "png", bytes);
        return bytes.toByteArray();
    }
}
