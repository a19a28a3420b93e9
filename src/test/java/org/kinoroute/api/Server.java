package org.kinoroute.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.kinoroute.KinorouteApplication;
import org.kinoroute.MadeData;
import org.kinoroute.OneBrowser;
import org.kinoroute.store.ObjectStore;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The whole service on the embedded stack, over a folder of its own and on a free port; and who calls it. */
public final class Server implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final ConfigurableApplicationContext context;
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();

    public Server(Path data, String... properties) {
        this(data, List.of(), properties);
    }

    /** @param others parts that a test brings along */
    public Server(Path data, List<Class<?>> others, String... properties) {
        Stream<String> given = Stream.of(
                "--kinoroute.data=" + MadeData.in(data),
                "--kinoroute.retry.delay=10",
                "--kinoroute.voice.language=en",
                "--server.port=0",
                "--server.address=127.0.0.1",
                // Several services of one process must not meet in JMX.
                "--spring.jmx.unique-names=true",
                "--logging.threshold.console=warn");
        context = new SpringApplicationBuilder(KinorouteApplication.class, OneBrowser.class)
                .sources(others.toArray(Class<?>[]::new))
                .web(WebApplicationType.SERVLET)
                // A quarter of its start, for tables that few tests look at.
                .properties("camel.main.jmx-enabled=false")
                .run(Stream.concat(given, Arrays.stream(properties)).toArray(String[]::new));
    }

    public <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    public JdbcClient sql() {
        return bean(JdbcClient.class);
    }

    public ObjectStore store() {
        return bean(ObjectStore.class);
    }

    public URI uri(String path) {
        int port = ((ServletWebServerApplicationContext) context).getWebServer().getPort();
        return URI.create("http://127.0.0.1:" + port + path);
    }

    /** An answer, with its body read. */
    public record Answer(HttpResponse<byte[]> response) {

        public int status() {
            return response.statusCode();
        }

        /** The first value of a header, or null. */
        public String header(String name) {
            return response.headers().firstValue(name).orElse(null);
        }

        public byte[] bytes() {
            return response.body();
        }

        public String text() {
            return new String(response.body(), StandardCharsets.UTF_8);
        }

        public JsonNode json() {
            try {
                return JSON.readTree(response.body());
            } catch (IOException e) {
                throw new UncheckedIOException(text(), e);
            }
        }

        @Override
        public String toString() {
            return response.request().method() + " " + response.uri() + ": " + status() + " "
                    + response.headers().map() + "\n"
                    + (response.body().length > 4000 ? response.body().length + " bytes" : text());
        }
    }

    /** @param headers name, value, name, value … */
    public Answer send(String method, String path, BodyPublisher body, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri(path)).method(method, body);
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        try {
            return new Answer(client.send(request.build(), BodyHandlers.ofByteArray()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    public Answer get(String path, String... headers) {
        return send("GET", path, BodyPublishers.noBody(), headers);
    }

    public Answer delete(String path, String... headers) {
        return send("DELETE", path, BodyPublishers.noBody(), headers);
    }

    public Answer post(String path, String... headers) {
        return send("POST", path, BodyPublishers.noBody(), headers);
    }

    public Answer postJson(String path, String json, String... headers) {
        String[] all = Stream.concat(Stream.of("Content-Type", "application/json"), Arrays.stream(headers))
                .toArray(String[]::new);
        return send("POST", path, BodyPublishers.ofString(json), all);
    }

    public Answer postMultipart(String path, List<Part> parts, String... headers) {
        String[] all = Stream.concat(Stream.of("Content-Type", Part.TYPE), Arrays.stream(headers))
                .toArray(String[]::new);
        return send("POST", path, BodyPublishers.ofByteArrays(Part.write(parts)), all);
    }

    /**
     * A part of a multipart request, written as it is, hostile names and all.
     *
     * @param fileName null: a field
     */
    public record Part(String name, String fileName, String contentType, byte[] content) {

        private static final String BOUNDARY = "kinoroute-test-4b8c1d";

        /** What the header Content-Type of a request says. */
        public static final String TYPE = "multipart/form-data; boundary=" + BOUNDARY;

        public static Part json(String name, String json) {
            return new Part(name, null, "application/json", json.getBytes(StandardCharsets.UTF_8));
        }

        public static Part file(String name, String fileName, byte[] content) {
            return new Part(name, fileName, "application/octet-stream", content);
        }

        /** A request's body. */
        public static List<byte[]> write(List<Part> parts) {
            return Stream.concat(
                            parts.stream().flatMap(Part::written),
                            Stream.of(("--" + BOUNDARY + "--\r\n").getBytes(StandardCharsets.UTF_8)))
                    .toList();
        }

        private Stream<byte[]> written() {
            String head = "--" + BOUNDARY + "\r\nContent-Disposition: form-data; name=\"" + name + "\""
                    + (fileName == null ? "" : "; filename=\"" + fileName + "\"") + "\r\nContent-Type: " + contentType
                    + "\r\n\r\n";
            return Stream.of(head.getBytes(StandardCharsets.UTF_8), content, "\r\n".getBytes(StandardCharsets.UTF_8));
        }
    }

    /** Rows by a query, for tests that look behind the answers. */
    public List<Map<String, Object>> rows(String sql) {
        return sql().sql(sql).query().listOfRows();
    }

    @Override
    public void close() {
        context.close();
    }
}
