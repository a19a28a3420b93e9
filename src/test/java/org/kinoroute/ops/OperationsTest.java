package org.kinoroute.ops;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.apache.camel.ProducerTemplate;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kinoroute.api.Server;
import org.kinoroute.video.Videos;
import org.kinoroute.voice.VoiceServices;
import org.postgresql.jdbc.PgConnection;
import org.springframework.amqp.core.AmqpAdmin;
import org.springframework.amqp.core.Message;
import org.springframework.amqp.core.MessageBuilder;
import org.springframework.amqp.core.Queue;
import org.springframework.amqp.rabbit.core.RabbitTemplate;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;

/** What an operator sees and does, by the doors that an operator has: JMX over Jolokia, metrics, health, log, traces. */
class OperationsTest {

    private static final String KEY = "the-admin-key-of-these-tests";
    private static final String[] ADMIN = {"Authorization", "Bearer " + KEY};
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String SMALL = "\"size\": \"270x480\", \"fps\": 10, \"captions\": \"off\"";

    @TempDir
    private static Path folder;

    private static Server server;

    /** In place of a collector. */
    @Configuration(proxyBeanMethods = false)
    static class Collector {

        @Bean
        InMemorySpanExporter spans() {
            return InMemorySpanExporter.create();
        }
    }

    @BeforeAll
    static void start() throws IOException {
        Path routes = Files.createDirectories(folder.resolve("routes"));
        // A format whose writer works as long as a file is there.
        Files.writeString(
                routes.resolve("16-script-moody.camel.yaml"),
                """
                - route:
                    id: script-moody
                    description: Writes one line, if its file is there.
                    from:
                      uri: direct:script-moody
                      steps:
                        - setBody:
                            simple:
                              expression: "%s/moody.txt"
                              resultType: java.io.File
                        - choice:
                            when:
                              - simple: "${body.isFile} == false"
                                steps:
                                  - throwException:
                                      exceptionType: org.kinoroute.video.Problem
                                      message: "the writer is in a bad mood"
                        - convertBodyTo:
                            type: java.lang.String
                """
                        .formatted(folder));
        server = new Server(
                folder.resolve("data"),
                List.of(Collector.class),
                "--kinoroute.routes.folder=" + routes,
                "--kinoroute.api.admin-key=" + KEY,
                "--kinoroute.tracing.enabled=true",
                "--kinoroute.log.format=ecs",
                "--camel.main.jmx-enabled=true");
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static String submit(String json, String... headers) {
        Server.Answer answer = server.postJson(
                "/api/videos",
                json,
                Stream.concat(Stream.of(ADMIN), Stream.of(headers)).toArray(String[]::new));
        assertThat(answer.status()).as(answer.toString()).isEqualTo(202);
        return answer.json().path("id").asText();
    }

    private static String chat(String... texts) {
        String messages = Stream.of(texts)
                .map("{\"from\": \"Ana\", \"to\": \"Bruno\", \"text\": \"%s\"}"::formatted)
                .collect(Collectors.joining(","));
        return submit(
                "{\"format\": \"chat\", \"script\": [" + messages + "], \"background\": \"none\", " + SMALL + "}");
    }

    private static String await(String video, String status) {
        Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> server.get("/api/videos/" + video, ADMIN)
                .json()
                .path("status")
                .asText()
                .equals(status));
        return video;
    }

    /** As Hawtio does: by Jolokia. */
    private static JsonNode jolokia(Map<String, Object> request) {
        try {
            return server.postJson("/actuator/jolokia", JSON.writeValueAsString(request), ADMIN)
                    .json();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /** Keys of an MBean's name with the identity that the fixture has it end with, as several servers share this JVM. */
    private static String name(String bean) {
        JsonNode found = jolokia(Map.of("type", "search", "mbean", "org.kinoroute:" + bean + ",*"))
                .path("value");
        assertThat(found).as(bean).hasSize(1);
        return found.path(0).asText().substring("org.kinoroute:".length());
    }

    private static JsonNode read(String bean) {
        return jolokia(Map.of("type", "read", "mbean", "org.kinoroute:" + name(bean)))
                .path("value");
    }

    private static JsonNode exec(String bean, String operation, Object... arguments) {
        return jolokia(Map.of(
                "type",
                "exec",
                "mbean",
                "org.kinoroute:" + name(bean),
                "operation",
                operation,
                "arguments",
                arguments));
    }

    private static String metrics() {
        return server.get("/actuator/prometheus", ADMIN).text();
    }

    @Test
    void thePoolOfTheDatabaseSetsNothingForTheBrokersOwn() throws SQLException {
        try (Connection connection = server.bean(DataSource.class).getConnection()) {
            assertThat(DriverManager.getLoginTimeout()).isZero();
            // And keeps what it was told.
            assertThat(connection.unwrap(PgConnection.class).getNetworkTimeout())
                    .isEqualTo(60_000);
        }
    }

    @Test
    void theDiskThatIsWatchedIsTheOneWithTheData() {
        assertThat(metrics()).contains("disk_free_bytes{path=\"" + folder.resolve("data") + "\"}");
    }

    @Test
    void theTraceOfTheCallerLeadsFromTheRequestToTheFilm() {
        String trace = "0af7651916cd43dd8448eb211c80319c";
        await(
                submit(
                        "{\"format\": \"chat\", \"script\": [{\"from\": \"Ana\", \"to\": \"Bruno\", \"text\": \"Follow me\"}],"
                                + " \"background\": \"none\", " + SMALL + "}",
                        "traceparent",
                        "00-" + trace + "-b7ad6b7169203331-01"),
                "completed");

        InMemorySpanExporter collector = server.bean(InMemorySpanExporter.class);
        // Sent in batches, every few seconds.
        Awaitility.await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> assertThat(
                        collector.getFinishedSpanItems())
                .filteredOn(span -> span.getTraceId().equals(trace))
                .extracting(SpanData::getName)
                .contains("POST", "createVideo", "scenes-split", "visual-chat", "voicing", "assembly-complete")
                .contains("compose-finish"));
        // Clocks that look into the tables begin no trace.
        assertThat(collector.getFinishedSpanItems())
                .extracting(SpanData::getName)
                .doesNotContain("tables", "timer");
    }

    /** What the tables tell is looked up every few seconds. */
    private static void awaitFilm() {
        Awaitility.await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> assertThat(metrics())
                .containsPattern("kinoroute_videos_seconds_count\\{format=\"chat\",result=\"completed\"} [1-9]")
                .containsPattern("kinoroute_film_seconds_total\\{format=\"chat\",result=\"completed\"} [1-9]")
                // Told before there is one, so that its first is an increase.
                .contains("kinoroute_videos_seconds_count{format=\"story\",result=\"degraded\"} 0"));
    }

    @Test
    void metricsNameStagesAndResultsButNoVideo() {
        await(chat("Count me", "Count me, too"), "completed");

        awaitFilm();
        String metrics = metrics();
        for (String stage : List.of("scenes", "visuals", "voices", "assembly", "compose")) {
            assertThat(metrics)
                    .contains("kinoroute_stage_seconds_bucket{result=\"ok\",stage=\"" + stage + "\",le=\"60.0\"}")
                    .contains("kinoroute_queue_seconds_count{stage=\"" + stage + "\"}")
                    .contains("kinoroute_stage_under_way{stage=\"" + stage + "\"} 0.0");
        }
        assertThat(metrics)
                .contains("kinoroute_scenes_total{part=\"voice\",result=\"made\"}")
                .contains("kinoroute_scenes_total{part=\"visual\",result=\"made\"}")
                .contains("kinoroute_store_lookups_total{kind=\"voices\",result=\"miss\"}")
                .contains("kinoroute_queue_messages{queue=\"dead-letters\"}")
                .contains("kinoroute_queue_consumers{queue=\"compose\"} 1.0")
                .contains("kinoroute_jobs{state=\"waiting\"}")
                .contains("kinoroute_job_wait_seconds")
                .contains("kinoroute_job_silence_seconds");
        assertThat(metrics.lines().filter(line -> line.startsWith("kinoroute_")))
                .noneMatch(line -> line.matches(".*[0-9a-f]{8}-[0-9a-f]{4}-.*"));
        assertThat(server.get("/actuator/prometheus").status()).isEqualTo(401);
    }

    /** The alarms and queries of the page ask for what there is. */
    @Test
    void theOperationsPageNamesOnlyWhatThereIs() throws IOException {
        await(chat("One more"), "completed");
        awaitFilm();
        String page = Files.readString(Path.of("docs/operations.md"));
        Set<String> told = Pattern.compile("(?m)^# TYPE (\\w+)")
                .matcher(metrics())
                .results()
                .map(type -> type.group(1))
                .collect(Collectors.toSet());

        // Those of providers and costs come with their first call, those of what goes wrong with the first time.
        Set<String> later = Set.of(
                "kinoroute_provider_seconds",
                "kinoroute_cost_total",
                "kinoroute_retries_total",
                "kinoroute_dead_letters_total");
        assertThat(Pattern.compile("\\bkinoroute_\\w*[a-z]\\b")
                        .matcher(page)
                        .results()
                        .map(name -> name.group().replaceFirst("_(count|sum|bucket)$", ""))
                        .filter(name -> !told.contains(name) && !later.contains(name)))
                .isEmpty();
        for (String bean : List.of("type=DeadLetters", "type=Stage,name=compose", "type=VoiceEngine,name=openai")) {
            JsonNode operations = jolokia(Map.of("type", "list", "path", "org.kinoroute/" + name(bean)))
                    .path("value")
                    .path("op");
            // Attributes are read by operations, too.
            assertThat(operations.fieldNames())
                    .toIterable()
                    .filteredOn(operation -> !operation.matches("(get|is)[A-Z].*"))
                    .isNotEmpty()
                    .allSatisfy(operation -> assertThat(page).contains("`" + operation + "("));
        }
    }

    @Test
    void aPausedStageTakesNothingNewAndADrainedOneSaysThatItIsEmpty() {
        assertThat(exec("type=Stage,name=compose", "drain", 20).path("value").asText())
                .isEqualTo("compose: paused, nothing under way");
        String video = chat("Patience");
        Awaitility.await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> {
            JsonNode stage = read("type=Stage,name=compose");
            assertThat(stage.path("QueueDepth").asInt()).isPositive();
            assertThat(stage.path("Consumers").asInt()).isZero();
            assertThat(stage.path("State").asText()).isEqualTo("paused");
        });
        assertThat(metrics()).contains("kinoroute_stage_paused{stage=\"compose\"} 1.0");
        // Nothing of it has got on for an hour, though somebody says that they are at work on it.
        JdbcTemplate jdbc = server.bean(JdbcTemplate.class);
        UUID id = UUID.fromString(video);
        jdbc.update("update video_events set at = at - interval '1 hour' where video_id = ?", id);
        jdbc.update("update videos set created_at = created_at - interval '1 hour' where id = ?", id);
        Awaitility.await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> {
            server.bean(Videos.class).touch(List.of(id));
            assertThat(metrics()).containsPattern("kinoroute_job_silence_seconds 3[67]\\d\\d\\.");
        });

        assertThat(exec("type=Stage,name=compose", "resume").path("value").asText())
                .startsWith("compose: running");
        assertThat(folder.resolve("data/kinoroute.log"))
                .content()
                .contains("Stage compose: paused by admin", "Stage compose: resumed by admin");
        await(video, "completed");
        assertThat(exec("type=Stage,name=compose", "drain", 4000).path("error").asText())
                .contains("seconds: 4000 is out of range; it goes from 0 to 3600");
    }

    @Test
    void theLimitsOfAnEngineChangeWhileItRuns() {
        String openai = "type=VoiceEngine,name=openai";
        assertThat(read(openai).path("Changed").asBoolean()).isFalse();
        assertThat(exec(openai, "change", 30, 1).path("value").asText())
                .isEqualTo("openai: 30 requests a minute, 1 at once");
        assertThat(server.bean(VoiceServices.class).rate("openai")).isEqualTo(30);
        assertThat(server.bean(VoiceServices.class).concurrency("openai")).isEqualTo(1);
        assertThat(exec(openai, "change", 30, 0).path("error").asText())
                .contains("concurrency: 0 is out of range; it goes from 1 to 10000");
        exec(openai, "reset");
        assertThat(server.bean(VoiceServices.class).rate("openai")).isEqualTo(500);
    }

    @Test
    void aDeadLetterIsRetriedAndItsVideoDrivenOn() throws IOException {
        String video = await(submit("{\"format\": \"moody\", \"prompt\": \"anything\", " + SMALL + "}"), "failed");
        JsonNode letter =
                exec("type=DeadLetters", "listVideo", video).path("value").path(0);
        assertThat(letter.path("stage").asText()).isEqualTo("script");
        assertThat(letter.path("queue").asText()).isEqualTo("kinoroute.script");
        assertThat(letter.path("cause").asText()).isEqualTo("the writer is in a bad mood");
        assertThat(letter.path("attempts").asText()).isEqualTo("1");
        assertThat(Instant.parse(letter.path("at").asText()))
                .isBetween(Instant.now().minusSeconds(60), Instant.now());
        assertThat(metrics()).contains("kinoroute_dead_letters_total{stage=\"script\"}");

        // Looked at, it lies where it lay.
        assertThat(exec("type=DeadLetters", "list", 10).path("value")).contains(letter);
        Files.writeString(
                folder.resolve("moody.txt"), "[{\"from\": \"Ana\", \"to\": \"Bruno\", \"text\": \"Better now\"}]");
        deadLetter("new", "kinoroute.script", video, Instant.now().plusSeconds(60));
        assertThat(exec("type=DeadLetters", "retryVideo", video).path("value").asText())
                .startsWith("1 retried, 1 cannot be: new came when its video had just been taken up again");
        await(video, "completed");
        exec("type=DeadLetters", "discard", "new");
        assertThat(exec("type=DeadLetters", "listVideo", video).path("value")).isEmpty();
        assertThat(exec("type=DeadLetters", "retryVideo", video).path("error").asText())
                .contains("There is no dead letter of the video " + video);
    }

    @Test
    void aDeadLetterOfNoFailedVideoGoesBackToItsQueueOrStaysAndSaysWhy() {
        server.bean(AmqpAdmin.class).declareQueue(new Queue("somewhere", true));
        deadLetter("back", "somewhere", null);
        deadLetter("lost", "nowhere", null);
        deadLetter("done", "kinoroute.compose", await(chat("Done already"), "completed"));

        assertThat(exec("type=DeadLetters", "retry", "back").path("value").asText())
                .isEqualTo("1 retried");
        Message back = server.bean(RabbitTemplate.class).receive("somewhere", 5000);
        assertThat(back.getBody()).asString().isEqualTo("{\"it\":\"is\"}");
        assertThat(back.getMessageProperties().getHeaders())
                .containsEntry("own", "kept")
                .doesNotContainKeys("cause", "stage", SetAside.ID, SetAside.QUEUE);

        assertThat(exec("type=DeadLetters", "retry", "lost").path("error").asText())
                .contains("came from the queue nowhere, which is gone; discard it");
        assertThat(exec("type=DeadLetters", "retryAll").path("value").asText())
                .startsWith("0 retried, 2 cannot be: ")
                .contains("lost came from", "done is of a video that was completed without it");
        deadLetter("gone", "kinoroute.compose", UUID.randomUUID().toString());
        server.bean(ProducerTemplate.class).requestBody("direct:dead-letters-sweep", "");
        assertThat(exec("type=DeadLetters", "list", 10).path("value"))
                .extracting(letter -> letter.path("id").asText())
                .containsExactly("lost");

        // What comes back at once is not retried again and again.
        deadLetter("poison", "kinoroute.dead-letters", null);
        assertThat(exec("type=DeadLetters", "retryAll").path("value").asText()).startsWith("1 retried, 1 cannot be: ");
        assertThat(exec("type=DeadLetters", "discard", "lost").path("value").asText())
                .isEqualTo("1 discarded");
        assertThat(exec("type=DeadLetters", "discardAll").path("value").asText())
                .isEqualTo("1 discarded");
        // The broker counts what was acknowledged until its store has let it go.
        Awaitility.await().until(() -> read("type=DeadLetters").path("Count").asInt() == 0);
    }

    private static void deadLetter(String id, String queue, String video) {
        deadLetter(id, queue, video, null);
    }

    private static void deadLetter(String id, String queue, String video, Instant at) {
        int before = read("type=DeadLetters").path("Count").asInt();
        server.bean(RabbitTemplate.class)
                .send(
                        "",
                        "kinoroute.dead-letters",
                        MessageBuilder.withBody("{\"it\":\"is\"}".getBytes(StandardCharsets.UTF_8))
                                .setHeader(SetAside.ID, id)
                                .setHeader(SetAside.QUEUE, queue)
                                .setHeader(SetAside.AT, at == null ? null : at.toString())
                                .setHeader("video_id", video)
                                .setHeader("stage", "somewhere")
                                .setHeader("cause", "a test")
                                .setHeader("own", "kept")
                                .build());
        Awaitility.await().until(() -> read("type=DeadLetters").path("Count").asInt() > before);
    }

    @Test
    void healthTellsAllWhetherAllIsWellAndAnAdminWhatIsMissing() {
        for (String path : List.of("/actuator/health", "/actuator/health/readiness", "/actuator/health/liveness")) {
            // On a machine that has a lot to do, a look may once take too long.
            Awaitility.await().untilAsserted(() -> assertThat(server.get(path).text())
                    .contains("\"status\":\"UP\"")
                    .doesNotContain("PostgreSQL", "components"));
        }
        assertThat(components("readiness"))
                .containsExactlyInAnyOrder("readinessState", "database", "broker", "store", "browser", "espeak");
        assertThat(server.get("/actuator/health/liveness", ADMIN).text()).isEqualTo("{\"status\":\"UP\"}");
        assertThat(server.get("/actuator/health/readiness", ADMIN).text()).contains("PostgreSQL", "Qpid");
        assertThat(server.get("/health").text()).contains("\"status\":\"healthy\"", "\"database\":\"healthy\"");
    }

    private static List<String> components(String group) {
        List<String> names = new ArrayList<>();
        server.get("/actuator/health/" + group, ADMIN)
                .json()
                .path("components")
                .fieldNames()
                .forEachRemaining(names::add);
        return names;
    }

    @Test
    void theLogIsJsonThatNamesVideoAndSceneOnWhicheverThread() throws IOException {
        String video = await(
                submit(
                        "{\"format\": \"chat\", \"script\": {\"scenes\": [{\"from\": \"Ana\", \"to\": \"Bruno\", \"text\":"
                                + " \"Look\", \"visual\": {\"kind\": \"nothing\"}}, {\"from\": \"Ana\", \"text\": \"Well\"}]}, "
                                + SMALL + "}"),
                "completed");

        List<JsonNode> lines = new ArrayList<>();
        for (String line : Files.readAllLines(folder.resolve("data/kinoroute.log"))) {
            lines.add(JSON.readTree(line));
        }
        assertThat(lines).isNotEmpty().allSatisfy(line -> assertThat(
                        line.path("ecs").path("version").asText())
                .isNotEmpty());
        assertThat(lines)
                .filteredOn(line -> line.path("message").asText().contains(video))
                .isNotEmpty()
                .allSatisfy(line -> {
                    assertThat(line.path("video_id").asText()).isEqualTo(video);
                    assertThat(line.path("trace").path("id").asText()).hasSize(32);
                })
                .anySatisfy(line -> assertThat(line.path("scene").asText()).isEqualTo("0"));
    }

    /** Of which Hawtio makes its tree and its diagrams: one step that cannot be written so, and it shows none. */
    @Test
    void allRoutesCanBeShownAsXml() {
        JsonNode contexts = jolokia(Map.of("type", "search", "mbean", "org.apache.camel:type=context,*"))
                .path("value");
        JsonNode dump = jolokia(Map.of(
                "type",
                "exec",
                "mbean",
                contexts.path(contexts.size() - 1).asText(),
                "operation",
                "dumpRoutesAsXml()",
                "arguments",
                List.of()));
        assertThat(dump.path("value").asText()).contains("id=\"compose-parts\"", "id=\"voice-openai\"");
    }

    @Test
    void hawtioShowsRoutesAndMBeansBehindTheLogin() {
        Hawtio.see(server.uri("").toString(), KEY);
    }
}
