package org.kinoroute.pipeline;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.ProducerTemplate;
import org.kinoroute.KinorouteApplication;
import org.kinoroute.MadeData;
import org.kinoroute.OneBrowser;
import org.kinoroute.script.ScriptProperties;
import org.kinoroute.script.ScriptReader;
import org.kinoroute.script.ScriptRequest;
import org.kinoroute.store.ObjectStore;
import org.kinoroute.video.Script;
import org.kinoroute.video.Settings;
import org.kinoroute.video.Settings.Layout;
import org.kinoroute.video.VideoRequest;
import org.kinoroute.video.VideoState;
import org.kinoroute.video.Videos;
import org.springframework.amqp.core.AmqpAdmin;
import org.springframework.amqp.rabbit.core.RabbitTemplate;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The whole application on the embedded stack, over a folder of its own. */
final class Kinoroute implements AutoCloseable {

    static final Settings SMALL =
            new Settings(270, 480, 10, Layout.SCROLL, 4, 0.2, 0.3, 0.1, 0.3, true, null, null, null, 7);

    private final ConfigurableApplicationContext context;

    Kinoroute(Path data, String... properties) {
        Stream<String> given = Stream.of(
                "--kinoroute.data=" + MadeData.in(data),
                "--kinoroute.retry.delay=10",
                "--kinoroute.voice.language=en",
                "--logging.threshold.console=warn");
        context = new SpringApplicationBuilder(KinorouteApplication.class, OneBrowser.class)
                .web(WebApplicationType.NONE)
                .properties("camel.main.jmx-enabled=false")
                .run(Stream.concat(given, Arrays.stream(properties)).toArray(String[]::new));
    }

    <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    CamelContext camel() {
        return bean(CamelContext.class);
    }

    JdbcClient sql() {
        return bean(JdbcClient.class);
    }

    ObjectStore store() {
        return bean(ObjectStore.class);
    }

    RabbitTemplate rabbit() {
        return bean(RabbitTemplate.class);
    }

    AmqpAdmin queues() {
        return bean(AmqpAdmin.class);
    }

    static Script script(String text) {
        return new ScriptReader(ScriptProperties.defaults())
                .read(text.getBytes(java.nio.charset.StandardCharsets.UTF_8), "test", null, ScriptRequest.none())
                .script();
    }

    /** Hands a video in, and returns at once. */
    UUID accept(Script script, Settings settings) {
        return accept(script, settings, VideoRequest.Origin.LOCAL);
    }

    /** The same for somebody. */
    UUID accept(Script script, Settings settings, VideoRequest.Origin origin) {
        VideoRequest request = new VideoRequest(
                UUID.randomUUID(),
                "kinoroute",
                UUID.randomUUID().toString(),
                origin,
                script,
                null,
                settings,
                0,
                List.of());
        bean(ProducerTemplate.class).requestBody("direct:script", request);
        return request.id();
    }

    /** Waits until a video is over. */
    VideoState await(UUID id) {
        return Kinoroute.await(() -> bean(Videos.class).find(id).orElseThrow(), VideoState::isOver);
    }

    VideoState make(String script) {
        return await(accept(script(script), SMALL));
    }

    static <T> T await(java.util.concurrent.Callable<T> what, java.util.function.Predicate<T> until) {
        return org.awaitility.Awaitility.await()
                .atMost(Duration.ofSeconds(90))
                .pollInterval(Duration.ofMillis(50))
                .until(what, until);
    }

    Path result(UUID id, String name) {
        return store().fetch("videos/" + id + "/" + name);
    }

    @Override
    public void close() throws IOException {
        context.close();
    }
}
