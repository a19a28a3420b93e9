package org.kinoroute.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.CamelExecutionException;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.model.Model;
import org.apache.camel.model.RouteDefinition;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kinoroute.routes.RouteStock;
import org.springframework.amqp.core.Queue;

/** Route files that are saved while the whole application runs. */
class RouteReloadTest {

    private static final Path BUILT_IN = Path.of("src/main/resources/routes");

    @TempDir
    static Path folder;

    private static Path routes;
    private static Kinoroute kinoroute;

    @BeforeAll
    static void start() throws IOException {
        routes = Files.createDirectories(folder.resolve("routes"));
        kinoroute = new Kinoroute(
                folder.resolve("data"), "--kinoroute.routes.reload=true", "--kinoroute.routes.folder=" + routes);
    }

    @AfterAll
    static void stop() throws IOException {
        kinoroute.close();
    }

    @AfterEach
    void clear() throws IOException {
        try (var files = Files.list(routes)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        await(() -> assertThat(kinoroute.bean(RouteStock.class).refused()).isEmpty());
        await(() -> assertThat(answer("direct:hello")).isNull());
    }

    @Test
    void aFileIsAddedChangedAndRemoved() throws Exception {
        save("95-hello.camel.yaml", hello("one"));
        await(() -> assertThat(answer("direct:hello")).isEqualTo("one"));
        save("95-hello.camel.yaml", hello("two"));
        await(() -> assertThat(answer("direct:hello")).isEqualTo("two"));
        Files.delete(routes.resolve("95-hello.camel.yaml"));
        await(() -> assertThat(answer("direct:hello")).isNull());
    }

    @Test
    void twoFilesOfWhichOneCallsTheOtherMayBeSavedInOne() throws Exception {
        save(
                "94-caller.camel.yaml",
                hello("x")
                        .replace("hello", "caller")
                        .replace("constant: x", "constant: y\n        - to: direct:hello"));
        save("95-hello.camel.yaml", hello("one"));
        await(() -> assertThat(answer("direct:caller")).isEqualTo("one"));
        Files.delete(routes.resolve("94-caller.camel.yaml"));
        await(() -> assertThat(answer("direct:caller")).isNull());
    }

    @Test
    void aBadFileIsRefusedAndWhatRanBeforeRunsOn() throws Exception {
        save("95-hello.camel.yaml", hello("one"));
        await(() -> assertThat(answer("direct:hello")).isEqualTo("one"));

        save("95-hello.camel.yaml", hello("two").replace("setBody", "setBodie"));
        awaitRefusal("95-hello.camel.yaml:6: ");
        assertThat(answer("direct:hello")).isEqualTo("one");

        save("95-hello.camel.yaml", "- route: [");
        awaitRefusal("not YAML");
        assertThat(answer("direct:hello")).isEqualTo("one");

        // Nothing but its start tells that this one is no good.
        save(
                "95-hello.camel.yaml",
                hello("two").replace("steps:", "steps:\n        - to: file:/nowhere?noSuchOption=1"));
        awaitRefusal("95-hello.camel.yaml:1: route \"hello\" does not start: ");
        assertThat(answer("direct:hello")).isEqualTo("one");

        // Another, good one is not held up by it.
        save("96-other.camel.yaml", hello("three").replace("hello", "other"));
        await(() -> assertThat(answer("direct:other")).isEqualTo("three"));
        save("95-hello.camel.yaml", hello("four"));
        await(() -> assertThat(answer("direct:hello")).isEqualTo("four"));
        await(() -> assertThat(kinoroute.bean(RouteStock.class).refused()).isEmpty());
        Files.delete(routes.resolve("96-other.camel.yaml"));
        await(() -> assertThat(answer("direct:other")).isNull());
        assertThat(folder.resolve("data/kinoroute.log")).content().contains("Not reloaded: " + routes);
    }

    @Test
    void aBuiltInFileIsReplacedAndComesBack() throws Exception {
        String file = "42-voice-espeak.camel.yaml";
        save(file, builtIn(file).replace("Speaks a text", "Slowly speaks a text"));
        await(() -> assertThat(definition("voice-espeak").getDescriptionText()).startsWith("Slowly"));
        assertThat(kinoroute
                        .camel()
                        .getRouteController()
                        .getRouteStatus("voice-espeak")
                        .isStarted())
                .isTrue();
        // Those that are made from templates, and all else, are as they were.
        assertThat(kinoroute
                        .camel()
                        .getRouteController()
                        .getRouteStatus("voice-openai")
                        .isStarted())
                .isTrue();
        Files.delete(routes.resolve(file));
        await(() -> assertThat(definition("voice-espeak").getDescriptionText()).startsWith("Speaks"));
    }

    @Test
    void changesOfATemplateAndOfTheErrorPolicyReachWhatRuns() throws Exception {
        save(
                "48-voice-service.camel.yaml",
                builtIn("48-voice-service.camel.yaml")
                        .replaceFirst(
                                "(?s)(id: voice-service\\R.*?steps:\\R)( +)-",
                                "$1$2- log: {logName: org.kinoroute.mark, message: changed}\n$2-"));
        save(
                "00-errors.camel.yaml",
                builtIn("00-errors.camel.yaml").replace("backOffMultiplier: \"4\"", "backOffMultiplier: \"5\""));
        save(
                "41-voicing.camel.yaml",
                builtIn("41-voicing.camel.yaml")
                        .replaceFirst(
                                "(?s)(id: voicing-worker\\R.*?steps:\\R)( +)-",
                                "$1$2- log: {logName: org.kinoroute.mark, message: new worker}\n$2-"));

        await(() -> assertThat(multiplier("scenes")).isEqualTo("5"));
        await(() ->
                assertThat(definition("voice-openai").getOutputs().toString()).contains("changed"));
        assertThat(kinoroute
                        .make("[{\"from\": \"Ana\", \"text\": \"Hi\"}, {\"from\": \"Bruno\", \"text\": \"Ho\"}]")
                        .status())
                .isEqualTo("completed");
        assertThat(folder.resolve("data/kinoroute.log")).content().contains("new worker");

        save(
                "00-errors.camel.yaml",
                builtIn("00-errors.camel.yaml").replace("noErrorHandler: {}", "defaultErrorHandler: {}"));
        awaitRefusal("restart it");
        assertThat(multiplier("scenes")).isEqualTo("5");
    }

    @Test
    void noMessageIsLostAtASwap() throws Exception {
        kinoroute.queues().declareQueue(new Queue("reload"));
        Set<String> got = ConcurrentHashMap.newKeySet();
        kinoroute.camel().getRegistry().bind("got", got);
        Set<String> sent = new HashSet<>();
        for (String version : List.of("v1", "v2", "v3")) {
            save("97-taker.camel.yaml", taker(version));
            // Messages come before, while and after it is swapped in.
            Awaitility.await()
                    .atMost(Duration.ofSeconds(60))
                    .pollInterval(Duration.ofMillis(10))
                    .until(() -> {
                        String message = "m" + sent.size();
                        sent.add(message);
                        kinoroute.rabbit().convertAndSend("reload", message);
                        return got.stream().anyMatch(one -> one.startsWith(version));
                    });
        }
        await(() -> {
            Set<String> missing = new HashSet<>(sent);
            got.forEach(one -> missing.remove(one.substring(3)));
            assertThat(missing).isEmpty();
        });
        Files.delete(routes.resolve("97-taker.camel.yaml"));
        await(() -> assertThat(kinoroute.camel().getRoute("taker")).isNull());
    }

    private static String taker(String version) {
        return """
                - route:
                    id: taker
                    description: %s
                    routeConfigurationId: stage
                    from:
                      uri: spring-rabbitmq:default
                      parameters:
                        queues: reload
                      steps:
                        - to: direct:taker-step
                - route:
                    id: taker-step
                    from:
                      uri: direct:taker-step
                      steps:
                        - setBody:
                            simple: "%s ${body}"
                        - bean:
                            ref: got
                            method: add(${body})
                """
                .formatted(version, version);
    }

    private static String hello(String answer) {
        return """
                - route:
                    id: hello
                    from:
                      uri: direct:hello
                      steps:
                        - setBody:
                            constant: %s
                """
                .formatted(answer);
    }

    private static void save(String name, String text) throws IOException {
        Files.writeString(routes.resolve(name), text);
    }

    private static String builtIn(String name) throws IOException {
        return Files.readString(BUILT_IN.resolve(name));
    }

    /** What a route answers; null: there is none. */
    private static String answer(String uri) {
        try {
            return kinoroute.bean(ProducerTemplate.class).requestBody(uri, "", String.class);
        } catch (CamelExecutionException none) {
            return null;
        }
    }

    private static RouteDefinition definition(String id) {
        return kinoroute
                .camel()
                .getCamelContextExtension()
                .getContextPlugin(Model.class)
                .getRouteDefinition(id);
    }

    private static String multiplier(String route) {
        return definition(route).getOutputs().stream()
                .filter(org.apache.camel.model.OnExceptionDefinition.class::isInstance)
                .map(org.apache.camel.model.OnExceptionDefinition.class::cast)
                .filter(one -> "stage-error".equals(one.getId()))
                .map(one -> one.getRedeliveryPolicyType().getBackOffMultiplier())
                .findFirst()
                .orElse(null);
    }

    private static void awaitRefusal(String words) {
        await(() -> assertThat(kinoroute.bean(RouteStock.class).refused())
                .singleElement()
                .asString()
                .contains(words));
    }

    private static void await(org.awaitility.core.ThrowingRunnable what) {
        Awaitility.await().atMost(Duration.ofSeconds(60)).ignoreExceptions().untilAsserted(what);
    }
}
