package org.kinoroute.api.access;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.camel.ProducerTemplate;
import org.kinoroute.KinorouteApplication;
import org.kinoroute.MadeData;
import org.kinoroute.OneBrowser;
import org.kinoroute.script.ScriptProperties;
import org.kinoroute.script.ScriptReader;
import org.kinoroute.script.ScriptRequest;
import org.kinoroute.video.Settings;
import org.kinoroute.video.Settings.Layout;
import org.kinoroute.video.VideoRequest;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The service on the embedded stack, and requests to it over real HTTP. */
public final class Service implements AutoCloseable {

    public static final Settings SMALL =
            new Settings(270, 480, 10, Layout.SCROLL, 4, 0.2, 0.3, 0.1, 0.3, true, null, null, null, 7);

    private final ConfigurableApplicationContext context;
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();

    public Service(Path data, Class<?>[] more, String... properties) {
        Stream<String> given = Stream.of(
                "--kinoroute.data=" + MadeData.in(data),
                "--server.port=0",
                "--spring.jmx.unique-names=true",
                "--kinoroute.retry.delay=10",
                "--kinoroute.voice.language=en",
                "--logging.threshold.console=warn");
        context = new SpringApplicationBuilder(KinorouteApplication.class, OneBrowser.class)
                .sources(more)
                .web(WebApplicationType.SERVLET)
                // A quarter of its start, for tables that few tests look at.
                .properties("camel.main.jmx-enabled=false")
                .run(Stream.concat(given, Arrays.stream(properties)).toArray(String[]::new));
    }

    public Service(Path data, String... properties) {
        this(data, new Class<?>[0], properties);
    }

    public <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    public JdbcClient sql() {
        return bean(JdbcClient.class);
    }

    public int port() {
        return ((ServletWebServerApplicationContext) context).getWebServer().getPort();
    }

    public URI uri(String path) {
        return URI.create("http://127.0.0.1:" + port() + path);
    }

    public HttpClient client() {
        return client;
    }

    /** @param headers name, value, name, value … */
    public HttpResponse<String> send(String method, String path, String body, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri(path))
                .method(
                        method,
                        body == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body));
        if (body != null) {
            request.header("Content-Type", "application/json");
        }
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        try {
            return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    public HttpResponse<String> get(String path, String... headers) {
        return send("GET", path, null, headers);
    }

    /** A row of a video that nobody works on. */
    public UUID row(String owner, String status) {
        UUID id = UUID.randomUUID();
        sql().sql("insert into videos (id, title, format, owner, scene_count, status)"
                        + " values (:id, 'Row', 'chat', :owner, 3, cast(:status as video_status))")
                .param("id", id)
                .param("owner", owner)
                .param("status", status)
                .update();
        return id;
    }

    /** Hands a video in as the API would. */
    public UUID accept(String script, Settings settings, String owner, String callbackUrl) {
        VideoRequest request = new VideoRequest(
                UUID.randomUUID(),
                "kinoroute",
                UUID.randomUUID().toString(),
                new VideoRequest.Origin(owner, callbackUrl, null),
                new ScriptReader(ScriptProperties.defaults())
                        .read(script.getBytes(StandardCharsets.UTF_8), "test", null, ScriptRequest.none())
                        .script(),
                null,
                settings,
                0,
                List.of());
        bean(ProducerTemplate.class).requestBody("direct:script", request);
        return request.id();
    }

    @Override
    public void close() {
        context.close();
    }
}
