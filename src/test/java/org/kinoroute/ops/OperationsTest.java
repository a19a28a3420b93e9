package org.kinoroute.ops;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kinoroute.api.Server;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

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
                "--spring.jmx.unique-names=false");
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static String submit(String json) {
        Server.Answer answer = server.postJson("/api/videos", json, ADMIN);
        assertThat(answer.status()).as(answer.toString()).isEqualTo(202);
        return answer.json().path("id").asText();
    }

    private static String chat(String... texts) {
        String messages = Stream.of(texts)
                .map("{\"from\": \"Ana\", \"to\": \"Bruno\", \"text\": \"%s\"}"::formatted)
                .collect(Collectors.joining(","));
        return submit(
                "{\"format\": \"chat\", \"messages\": [" + messages + "], \"background\": \"none\", " + SMALL + "}");
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

    private static JsonNode read(String bean) {
        return jolokia(Map.of("type", "read", "mbean", "org.kinoroute:" + bean)).path("value");
    }

    private static JsonNode exec(String bean, String operation, Object... arguments) {
        return jolokia(Map.of(
                "type", "exec", "mbean", "org.kinoroute:" + bean, "operation", operation, "arguments", arguments));
    }

    private static String metrics() {
        return server.get("/actuator/prometheus", ADMIN).text();
    }

    @Test
    void oneTraceLeadsFromTheRequestToTheFilm() {
        String video = await(chat("Trace me", "All the way"), "completed");

        List<SpanData> spans = server.bean(InMemorySpanExporter.class).getFinishedSpanItems();
        Awaitility.await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> assertThat(
                        server.bean(InMemorySpanExporter.class).getFinishedSpanItems())
                .extracting(SpanData::getName)
                .contains("kinoroute.compose"));
        spans = server.bean(InMemorySpanExporter.class).getFinishedSpanItems();
        spans.forEach(span -> System.out.println(span.getTraceId() + " " + span.getParentSpanId() + " "
                + span.getSpanId() + " " + span.getName() + " " + span.getAttributes()));
        System.out.println(
                metrics().lines().filter(line -> line.contains("kinoroute_")).collect(Collectors.joining("\n")));
        System.out.println(read("type=Stage,name=*"));
        System.out.println(read("type=VoiceEngine,name=*"));
        System.out.println(read("type=DeadLetters"));
        System.out.println(server.get("/actuator/health"));
        System.out.println(server.get("/actuator/health/readiness", ADMIN));
        System.out.println(server.get("/actuator/health/liveness", ADMIN));
    }

    @Test
    void aDeadLetterIsRetriedAndItsVideoDrivenOn() throws IOException {
        String video = await(submit("{\"format\": \"moody\", \"prompt\": \"anything\", " + SMALL + "}"), "failed");
        JsonNode letters = exec("type=DeadLetters", "listVideo", video);
        System.out.println(letters);
        Files.writeString(
                folder.resolve("moody.txt"), "[{\"from\": \"Ana\", \"to\": \"Bruno\", \"text\": \"Better now\"}]");
        System.out.println(exec("type=DeadLetters", "retryVideo", video));
        await(video, "completed");
        System.out.println(exec("type=DeadLetters", "list", 10));
        System.out.println(Files.readString(folder.resolve("data/kinoroute.log")));
    }
}
