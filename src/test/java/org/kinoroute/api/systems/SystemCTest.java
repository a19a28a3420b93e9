package org.kinoroute.api.systems;

import static org.assertj.core.api.Assertions.assertThat;
import static org.kinoroute.api.systems.Systems.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.kinoroute.api.Server;
import org.kinoroute.api.Server.Answer;
import org.kinoroute.api.Server.Part;

/** What a client of the marketplace's pipeline sends, right and wrong, and what it gets; without a language model. */
class SystemCTest {

    private static final String GENERATE = "/api/video/generate";
    private static final String STATUS = "/api/video/status/";
    private static final String[] TOKEN = {"Authorization", "Bearer anything"};
    private static final String MUG = "'title':'Hillside Mug','description':'Thrown by hand. Keeps tea warm.'";

    @TempDir
    static Path data;

    private static Server server;

    @BeforeAll
    static void start() {
        server = Systems.start(data, "--kinoroute.api.max-body=2MB");
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static Answer post(String path, String json) {
        return server.postJson(path, json.replace('\'', '"'), TOKEN);
    }

    private static byte[] picture(String type) {
        BufferedImage image = new BufferedImage(320, 240, BufferedImage.TYPE_INT_RGB);
        image.createGraphics().setBackground(Color.ORANGE);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, type, out);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return out.toByteArray();
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    private static Part field(String name, String value) {
        return new Part(name, null, "text/plain", value.getBytes(StandardCharsets.UTF_8));
    }

    private static String accepted(Answer answer) {
        assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
        String id = answer.json().path("jobId").asText();
        assertThat(answer.json())
                .isEqualTo(json("{'success':true,'jobId':'" + UUID.fromString(id) + "','estimatedTime':60}"));
        return id;
    }

    private static JsonNode made(String id) {
        return Systems.await(server, STATUS + id, now -> List.of("complete", "error")
                .contains(now.path("status").asText()));
    }

    @Test
    void aFormWithPicturesBecomesAnAdThatWalksThroughItsSteps() {
        Answer answer = server.postMultipart(
                GENERATE,
                List.of(
                        Part.file("images", "../../a.png", picture("png")),
                        Part.file("images", "a.png", picture("jpg")),
                        field("title", "Hillside Mug"),
                        field("description", "Thrown by hand. Keeps tea warm."),
                        field("price", "24.90"),
                        field("category", "home & kitchen"),
                        field("voice", "alloy")),
                TOKEN);
        String id = accepted(answer);

        List<String> walk = new ArrayList<>();
        ObjectNode ad = (ObjectNode) Systems.await(server, STATUS + id, now -> {
            String status = now.path("status").asText();
            if (walk.isEmpty() || !walk.get(walk.size() - 1).equals(status)) {
                walk.add(status);
            }
            return List.of("complete", "error").contains(status);
        });

        assertThat(walk).endsWith("complete");
        assertThat(List.of("queued", "script", "audio", "captions", "render", "upload", "complete"))
                .containsSubsequence(walk);
        assertThat(ad.remove("script").asText()).contains("Thrown by hand").contains("24.90");
        assertThat(ad.remove("duration").asInt()).isBetween(3, 60);
        assertThat(ad)
                .isEqualTo(json("{'status':'complete','progress':100,'videoUrl':'"
                        + server.uri("/api/videos/" + id + "/video.mp4") + "','thumbnailUrl':'"
                        + server.uri("/api/videos/" + id + "/thumbnail.jpg") + "','cost':0.0,'error':null}"));
        // Two pictures of one name are two pictures.
        assertThat(server.rows("select distinct task ->> 'key' from visuals where video_id = '" + id
                        + "' and task ->> 'kind' = 'photo'"))
                .hasSize(2);
        assertThat(server.rows("select unnest(degraded) as why from videos where id = '" + id + "'"))
                .as("alloy is no voice of espeak")
                .anySatisfy(row -> assertThat(row.get("why").toString()).contains("alloy"));
    }

    @Test
    void picturesComeAsBase64Too() {
        String id = accepted(post(
                GENERATE,
                "{" + MUG + ",'price':24.9,'images':['" + base64(picture("png")) + "','data:image/jpeg;base64,"
                        + base64(picture("jpg")) + "']}"));

        assertThat(made(id).path("status").asText()).isEqualTo("complete");
    }

    @Test
    void withoutPicturesThereIsATitleCard() {
        String id = accepted(post(GENERATE, "{" + MUG + ",'price':'€24.90','category':'electronics'}"));

        JsonNode ad = made(id);
        assertThat(ad.path("status").asText()).as(ad.toString()).isEqualTo("complete");
        assertThat(server.rows("select task ->> 'kind' as kind, task -> 'properties' ->> 'title' as title,"
                        + " task -> 'properties' ->> 'price' as price from visuals where video_id = '" + id
                        + "' and task ->> 'kind' = 'slide'"))
                .anySatisfy(row -> {
                    assertThat(row.get("title")).isEqualTo("Hillside Mug");
                    assertThat(row.get("price")).isEqualTo("€24.90");
                });
    }

    static Stream<String[]> wrong() {
        String gif = base64("GIF89a\1\0\1\0\0\0\0;".getBytes(StandardCharsets.ISO_8859_1));
        byte[] png = picture("png");
        String broken = base64(java.util.Arrays.copyOf(png, 40));
        return Stream.of(
                new String[] {"{'description':'x'}", "title"},
                new String[] {"{'title':'x'}", "description"},
                new String[] {"{'title':'x','description':' '}", "description"},
                new String[] {"{'title':1,'description':'x'}", "title"},
                new String[] {"{" + MUG + ",'price':-1}", "price"},
                new String[] {"{" + MUG + ",'price':'-0.5'}", "price"},
                new String[] {"{" + MUG + ",'price':'$-3'}", "price"},
                new String[] {"{" + MUG + ",'price':'-$3'}", "price"},
                new String[] {"{" + MUG + ",'price':'EUR \u22123,50'}", "price"},
                new String[] {"{" + MUG + ",'price':'EUR-3'}", "price"},
                new String[] {"{" + MUG + ",'price':[1]}", "price"},
                new String[] {"{" + MUG + ",'images':'x'}", "images"},
                new String[] {"{" + MUG + ",'images':[1]}", "images"},
                new String[] {"{" + MUG + ",'images':['" + gif + "']}", "images"},
                new String[] {"{" + MUG + ",'images':['data:image/png;base64," + gif + "']}", "images"},
                new String[] {"{" + MUG + ",'images':['" + broken + "']}", "images"},
                new String[] {"{" + MUG + ",'images':['/etc/passwd']}", "images"},
                new String[] {"{" + MUG + ",'voice':'nobody'}", "voice"},
                new String[] {"{" + MUG + ",'music':'../../x.mp3'}", "music"});
    }

    @ParameterizedTest
    @MethodSource("wrong")
    void whatIsWrongIsNamed(String request, String field) {
        Answer answer = post(GENERATE, request);

        assertThat(answer.status()).as(answer.toString()).isEqualTo(400);
        ObjectNode body = (ObjectNode) answer.json();
        assertThat(body.remove("error").asText()).isNotBlank();
        assertThat(body).isEqualTo(json("{'success':false,'field':'" + field + "'}"));
    }

    @Test
    void aRenamedFileIsKnownByItsContent() {
        Answer answer = server.postMultipart(
                GENERATE,
                List.of(
                        Part.file("images", "a.png", "GIF89a\1\0\1\0\0\0\0;".getBytes(StandardCharsets.ISO_8859_1)),
                        field("title", "x"),
                        field("description", "x")),
                TOKEN);

        assertThat(answer.status()).as(answer.toString()).isEqualTo(400);
        assertThat(answer.json().path("field").asText()).isEqualTo("images");
    }

    @ParameterizedTest
    @CsvSource({
        "POST, /api/video/generate-script",
        "POST, /api/video/generate",
        "POST, /api/ads/create",
        "GET, /api/ads"
    })
    void withoutATokenNobodyGetsIn(String method, String path) {
        for (String[] headers : List.of(new String[0], new String[] {"Authorization", "Basic YTpi"})) {
            Answer answer = method.equals("GET") ? server.get(path, headers) : server.postJson(path, "{}", headers);

            assertThat(answer.status()).as(answer.toString()).isEqualTo(401);
            assertThat(answer.json())
                    .isEqualTo(json("{'success':false,"
                            + "'error':'a token is needed: send the header Authorization: Bearer TOKEN',"
                            + "'field':'authorization'}"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"title", "description", "price", "category", "script"})
    void aTextThatNoTableHoldsIsRefused(String field) {
        Answer answer = server.postJson(
                "/api/ads/create",
                "{\"title\":\"Mug\",\"description\":\"x\",\"%s\":\"a\\u0000b\"}".formatted(field),
                TOKEN);

        assertThat(answer.status()).as(answer.toString()).isEqualTo(400);
        assertThat(answer.json())
                .isEqualTo(json("{'success':false,'error':'" + field
                        + " has a NUL character in it; take it out','field':'" + field + "'}"));
    }

    @Test
    void aListingIsTakenBackByItsOwner() {
        String ad = "/api/ads/"
                + server.postJson("/api/ads/create", "{\"title\":\"To be withdrawn\"}", TOKEN)
                        .json()
                        .path("adId")
                        .asText();
        server.sql()
                .sql("insert into listings (id, owner, title) values (4711, 'somebody', 'Theirs')")
                .update();
        assertThat(server.delete(ad).status()).isEqualTo(401);
        assertThat(server.delete("/api/ads/4711", TOKEN).status()).isEqualTo(404);
        assertThat(server.delete("/api/ads/4711", TOKEN).json())
                .isEqualTo(json("{'success':false,'error':'there is no such listing; GET /api/ads lists yours'}"));
        assertThat(server.delete(ad, TOKEN).json()).isEqualTo(json("{'success':true}"));
        assertThat(server.delete(ad, TOKEN).status()).isEqualTo(404);
        assertThat(server.delete("/api/ads/x-1", TOKEN).status()).isEqualTo(404);
        assertThat(server.get("/api/ads", TOKEN).text()).doesNotContain("To be withdrawn");
    }

    /** The web server itself refuses it, before anybody here is asked. */
    @Test
    void aPathThatCannotBeReadIsRefusedInTheSameShape() {
        Answer answer = server.get("/api/video/status/a%2fb", TOKEN);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().path("success").isBoolean()).isTrue();
        assertThat(answer.json().path("error").asText()).contains("path");
    }

    @ParameterizedTest
    @ValueSource(strings = {"nobody", "00000000-0000-0000-0000-000000000000"})
    void anUnknownIdIsNotFound(String id) {
        Answer answer = server.get(STATUS + id);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json())
                .isEqualTo(json("{'status':'not_found','progress':0,'videoUrl':null,'thumbnailUrl':null,'script':null,"
                        + "'duration':null,'cost':0.0,'error':'There is no video with this id'}"));
    }

    /** Where keys are configured, whoever asks without one is shown ads, and nothing else. */
    @Test
    void withoutAKeyOfOtherVideosNothingIsTold(@TempDir Path other) {
        try (Server guarded = Systems.start(other, "--kinoroute.api.admin-key=kr_the-admin-of-this-test")) {
            UUID ad = UUID.randomUUID();
            UUID chat = UUID.randomUUID();
            for (UUID id : List.of(ad, chat)) {
                guarded.sql()
                        .sql("insert into videos (id, title, format, lane, owner)"
                                + " values (:id, 'x', :format, 'elsewhere', 'ana')")
                        .param("id", id)
                        .param("format", id == ad ? "product" : "chat")
                        .update();
            }
            String[] admin = {"Authorization", "Bearer kr_the-admin-of-this-test"};

            assertThat(guarded.get(STATUS + ad).json().path("status").asText()).isEqualTo("queued");
            assertThat(guarded.get(STATUS + chat).text())
                    .isEqualTo(guarded.get(STATUS + UUID.randomUUID()).text())
                    .contains("not_found");
            assertThat(guarded.get(STATUS + chat, "Authorization", "Bearer made-up")
                            .text())
                    .contains("not_found");
            assertThat(guarded.get(STATUS + chat, admin).json().path("status").asText())
                    .isEqualTo("queued");
        }
    }

    private static void isError(Answer answer, int status) {
        assertThat(answer.status()).as(answer.toString()).isEqualTo(status);
        assertThat(answer.header("Content-Type")).as(answer.toString()).startsWith("application/json");
        ObjectNode body = (ObjectNode) answer.json();
        assertThat(body.remove("error").asText()).isNotBlank();
        assertThat(body).isEqualTo(json("{'success':false}"));
    }

    @Test
    void whatComesToLightOutsideOfTheRoutesHasTheSameShape() {
        isError(server.get(GENERATE, TOKEN), 404);
        isError(server.delete("/api/ads", TOKEN), 404);
        isError(server.get("/api/video/nothing", TOKEN), 404);
        isError(
                server.send(
                        "POST",
                        GENERATE,
                        BodyPublishers.ofString("--x\r\nContent-Disposition: form-data; name=\"title\"\r\n\r\nMu"),
                        "Content-Type",
                        "multipart/form-data; boundary=x",
                        TOKEN[0],
                        TOKEN[1]),
                400);
        isError(post("/api/ads/create", "{'title':'" + "x".repeat(2_100_000) + "'}"), 413);
        assertThat(server.get("/api/nothing").header("Content-Type")).startsWith("application/problem+json");
    }

    @Test
    void aScriptAloneNeedsALanguageModel() {
        Answer answer = post("/api/video/generate-script", "{" + MUG + "}");

        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.json())
                .isEqualTo(json("{'success':false,'error':'this needs a language model, and none is configured: set"
                        + " OPENAI_API_KEY or OPENAI_BASE_URL, and OPENAI_MODEL'}"));
        assertThat(post("/api/video/generate-script", "{'title':'x'}").status()).isEqualTo(400);
    }

    @Test
    void aPublishedAdIsListed() {
        String ad = "{'title':'Mug','description':'Warm.','price':24.9,'category':'home',"
                + "'videoUrl':'https://example.org/a.mp4','thumbnailUrl':'https://example.org/a.jpg','script':'Buy.'}";
        Answer created = post("/api/ads/create", ad);
        assertThat(created.status()).as(created.toString()).isEqualTo(200);
        assertThat(created.json().path("adId").isIntegralNumber()).isTrue();
        long id = created.json().path("adId").asLong();
        assertThat(created.json()).isEqualTo(json("{'success':true,'adId':" + id + "}"));

        ObjectNode listed = (ObjectNode) server.get("/api/ads", TOKEN).json().get(0);
        assertThat(listed.remove("createdAt").asText()).endsWith("Z");
        assertThat(listed)
                .isEqualTo(((ObjectNode) json(ad))
                        .put("id", (int) id)
                        .put("userId", "local")
                        .put("status", "active"));
    }

    @Test
    void anAdOfSomebodyElseIsNotListed() {
        server.sql()
                .sql("insert into listings (owner, title) values ('else', 'Theirs')")
                .update();

        assertThat(server.get("/api/ads", TOKEN).json())
                .noneMatch(ad -> ad.path("title").asText().equals("Theirs"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"€24.90", "3-5 $", "All-in 20 €", "on request", "1.000,-"})
    void aPriceMayHaveAHyphen(String price) {
        Answer answer = post("/api/ads/create", "{'title':'x','price':'" + price + "'}");

        assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'description':'x'} | title",
                "{'title':'x','price':-2} | price",
                "{'title':'x','price':'$-3'} | price",
                "{'title':'x','videoUrl':'javascript:alert(1)'} | videoUrl",
                "{'title':'x','thumbnailUrl':7} | thumbnailUrl"
            },
            quoteCharacter = '`')
    void aWrongAdIsNotPublished(String ad, String field) {
        Answer answer = post("/api/ads/create", ad);

        assertThat(answer.status()).as(answer.toString()).isEqualTo(400);
        assertThat(answer.json().path("field").asText()).isEqualTo(field);
    }
}
