package org.kinoroute.api.systems;

import static org.assertj.core.api.Assertions.assertThat;
import static org.kinoroute.api.systems.Systems.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.kinoroute.api.Server;
import org.kinoroute.api.Server.Answer;
import org.kinoroute.video.Format;
import org.kinoroute.video.Plan;
import org.kinoroute.video.Scene;
import org.kinoroute.video.Script;
import org.kinoroute.video.Settings;

/** What a client of the text-to-video service sends, right and wrong, and what it gets. */
class SystemBTest {

    private static final String GENERATE = "/api/v1/video/generate";
    private static final String STATUS = "/api/v1/video/status/";

    @TempDir
    static Path data;

    private static Writer writer;
    private static Server server;

    @BeforeAll
    static void start() {
        writer = new Writer(Map.of(
                "tides",
                "{'title':'Tides','scenes':[{'text':'The moon pulls.',"
                        + "'slide':{'title':'The moon','bullets':['It pulls']}},"
                        + "{'text':'The sea comes.','diagram':{'source':'this is no diagram'}}]}",
                "Hillside",
                "{'title':'Mug','scenes':[{'text':'Cold tea?'},{'text':'Not with this mug.'},{'text':'Get yours.'}]}"));
        server = Systems.start(data, writer.properties());
    }

    @AfterAll
    static void stop() {
        server.close();
        writer.close();
    }

    @Test
    void aTextBecomesAJobAndThenAVideo() {
        Answer accepted = server.postJson(GENERATE, "{\"source_text\":\"Why there are tides.\"}");

        assertThat(accepted.status()).as(accepted.toString()).isEqualTo(202);
        String id = accepted.json().path("job_id").asText();
        assertThat(accepted.json()).isEqualTo(json("{'job_id':'" + UUID.fromString(id) + "','status':'pending'}"));

        ObjectNode job = (ObjectNode) Systems.await(server, STATUS + id, now -> List.of("completed", "failed")
                .contains(now.path("status").asText()));

        // What cannot be drawn is replaced by a placeholder, and fails nothing.
        assertThat(job)
                .isEqualTo(json("{'job_id':'" + id + "','status':'completed','progress':100,'segments':["
                        + "{'index':0,'visual_type':'slide','audio':'ready','visual':'ready','status':'rendered'},"
                        + "{'index':1,'visual_type':'diagram','audio':'ready','visual':'placeholder','status':'rendered'}"
                        + "],'video_url':'" + server.uri("/api/videos/" + id + "/video.mp4") + "','error':null}"));
    }

    /** Of the marketplace's pipeline: here, where there is a model that writes. */
    @Test
    void aScriptAloneIsWrittenForAnAd() {
        Answer answer = server.postJson(
                "/api/video/generate-script",
                "{\"title\":\"Hillside Mug\",\"description\":\"Thrown by hand.\",\"category\":\"home\",\"price\":24.9}",
                "Authorization",
                "Bearer any");

        assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
        ObjectNode body = (ObjectNode) answer.json();
        assertThat(body.remove("cost").asDouble()).isPositive();
        assertThat(body)
                .isEqualTo(json("{'success':true,'script':'Cold tea? Not with this mug. Get yours.',"
                        + "'estimatedDuration':3,'wordCount':8}"));
        assertThat(server.rows("select 1 from videos where title like '%Mug%'")).isEmpty();
    }

    private static Scene scene(String text) {
        return new Scene(
                Scene.Kind.VISUAL,
                "Narrator",
                text,
                null,
                null,
                null,
                null,
                null,
                List.of(),
                null,
                0,
                false,
                false,
                new Scene.Visual("image", null, Map.of()));
    }

    /** One voice tells all of a story: no scene is heard before it is spoken. Both APIs say the same. */
    @Test
    void theScenesOfAStoryAreHeardAllAtOnce() throws Exception {
        UUID id = UUID.randomUUID();
        Script script = new Script(
                Format.STORY,
                "Fox",
                "en",
                null,
                List.of(),
                null,
                null,
                null,
                List.of(scene("A fox."), scene("A river.")));
        Settings settings = new Settings(480, 270, 10, null, 0, 0, 0, 0, 0, 0, false, null, null, null, 1);
        byte[] plan = server.bean(ObjectMapper.class).writeValueAsBytes(new Plan(script, settings));
        server.sql()
                .sql("insert into videos (id, title, lane, owner, status, format)"
                        + " values (:id, 'Fox', 'elsewhere', 'local', 'processing', 'story')")
                .param("id", id)
                .update();
        assertThat(segments(id)).isEmpty();

        server.store().put("videos/" + id + "/plan.json", plan, "application/json");
        assertThat(segments(id))
                .isEqualTo(json("[{'index':0,'visual_type':'image','audio':'pending','visual':'pending',"
                        + "'status':'pending'},{'index':1,'visual_type':'image','audio':'pending','visual':'pending',"
                        + "'status':'pending'}]"));

        server.sql()
                .sql("insert into voices (video_id, scene_index, text_content, status)"
                        + " values (:id, 0, 'A fox. A river.', 'completed')")
                .param("id", id)
                .update();
        assertThat(segments(id)).allSatisfy(segment -> {
            assertThat(segment.path("audio").asText()).isEqualTo("ready");
            assertThat(segment.path("status").asText()).isEqualTo("pending");
        });

        server.sql()
                .sql("update videos set status = 'failed' where id = :id")
                .param("id", id)
                .update();
        assertThat(segments(id))
                .allSatisfy(
                        segment -> assertThat(segment.path("visual").asText()).isEqualTo("failed"));
    }

    private static JsonNode segments(UUID id) {
        JsonNode segments = server.get(STATUS + id).json().path("segments");
        assertThat(server.get("/api/videos/" + id).json().path("segments")).isEqualTo(segments);
        return segments;
    }

    @Test
    void aJobThatHasNotBegunHasNoSegments() {
        UUID id = UUID.randomUUID();
        server.sql()
                .sql("insert into videos (id, title, lane, owner) values (:id, 'Later', 'elsewhere', 'local')")
                .param("id", id)
                .update();

        assertThat(server.get(STATUS + id).json())
                .isEqualTo(json("{'job_id':'" + id + "','status':'pending','progress':0,'segments':[],'video_url':null,"
                        + "'error':null}"));
    }

    @Test
    void aFailedJobSaysWhy() {
        UUID id = UUID.randomUUID();
        server.sql()
                .sql("insert into videos (id, title, lane, owner, status, error_message)"
                        + " values (:id, 'Never', 'elsewhere', 'local', 'failed', 'script: no answer')")
                .param("id", id)
                .update();

        JsonNode job = server.get(STATUS + id).json();
        assertThat(job.path("status").asText()).isEqualTo("failed");
        assertThat(job.path("error").asText()).isEqualTo("script: no answer");
    }

    @ParameterizedTest
    @ValueSource(strings = {"nobody", "00000000-0000-0000-0000-000000000000", "..%2F..%2Fetc", "1%27%20or%201=1"})
    void anUnknownJobIsNotFound(String id) {
        Answer answer = server.get(STATUS + id);

        assertThat(answer.status()).as(answer.toString()).isIn(404, 400);
        assertThat(Map.of("nobody", 404).getOrDefault(id, answer.status())).isEqualTo(answer.status());
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"source_text\":\"  \"}", "{\"source_text\":7}", "{\"source_text\":null}"})
    void aTextIsRequired(String body) {
        Answer answer = server.postJson(GENERATE, body);

        assertThat(answer.status()).as(answer.toString()).isEqualTo(400);
        assertThat(answer.json().path("field").asText()).isEqualTo("source_text");
        assertThat(answer.json().path("error").asText()).contains("source_text");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "tides", "[1]", "{\"source_text\":", "\"text\""})
    void whatIsNoJsonObjectIsRefused(String body) {
        Answer answer = server.postJson(GENERATE, body);

        assertThat(answer.status()).as(answer.toString()).isEqualTo(400);
        assertThat(answer.json().path("detail").asText()).contains("JSON");
    }
}
