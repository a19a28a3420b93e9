package org.kinoroute.providers;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;

/**
 * A real HTTP server on a loopback port that stands in for a provider: it answers what a test tells it to, as oddly as
 * the test likes, and remembers what it was asked.
 */
public final class ProviderServer implements AutoCloseable {

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<Request> requests = new CopyOnWriteArrayList<>();
    private final Map<String, Function<Request, Answer>> answers = new ConcurrentHashMap<>();

    public ProviderServer() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(threads);
        server.createContext("/", this::serve);
        server.start();
    }

    /**
     * What was asked.
     *
     * @param at when, milliseconds
     */
    public record Request(String method, URI uri, Map<String, List<String>> headers, byte[] body, long at) {

        public String text() {
            return new String(body, StandardCharsets.UTF_8);
        }

        /** First value of a header, or null. */
        public String header(String name) {
            return headers.entrySet().stream()
                    .filter(header -> header.getKey().equalsIgnoreCase(name))
                    .map(header -> header.getValue().get(0))
                    .findFirst()
                    .orElse(null);
        }
    }

    /**
     * What is answered.
     *
     * @param delayMs before the answer begins
     */
    public record Answer(int status, Map<String, String> headers, byte[] body, long delayMs) {

        public static Answer json(String body) {
            return new Answer(
                    200, Map.of("Content-Type", "application/json"), body.getBytes(StandardCharsets.UTF_8), 0);
        }

        public static Answer bytes(String type, byte[] body) {
            return new Answer(200, Map.of("Content-Type", type), body, 0);
        }

        /** An error with a JSON body, as OpenAI words it. */
        public static Answer error(int status, String message) {
            return json("{\"error\":{\"message\":\"" + message + "\"}}").status(status);
        }

        public Answer status(int status) {
            return new Answer(status, headers, body, delayMs);
        }

        public Answer header(String name, String value) {
            Map<String, String> more = new HashMap<>(headers);
            more.put(name, value);
            return new Answer(status, more, body, delayMs);
        }

        public Answer after(long delayMs) {
            return new Answer(status, headers, body, delayMs);
        }
    }

    /** Answers a path, such as {@code POST /v1/audio/speech}; whatever is not told is answered 404. */
    public ProviderServer on(String methodAndPath, Function<Request, Answer> answer) {
        answers.put(methodAndPath, answer);
        return this;
    }

    /** Answers one after the other; the last one for ever after. */
    public ProviderServer on(String methodAndPath, Answer first, Answer... more) {
        List<Answer> all = new ArrayList<>(List.of(first));
        all.addAll(List.of(more));
        return on(methodAndPath, request -> {
            synchronized (all) {
                return all.size() > 1 ? all.remove(0) : all.get(0);
            }
        });
    }

    /** {@code http://127.0.0.1:PORT}. */
    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** All that was asked so far, in order. */
    public List<Request> requests() {
        return List.copyOf(requests);
    }

    /** What was asked of one path. */
    public List<Request> requests(String methodAndPath) {
        return requests.stream()
                .filter(request -> methodAndPath.equals(
                        request.method() + " " + request.uri().getPath()))
                .toList();
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            Request request = new Request(
                    exchange.getRequestMethod(),
                    exchange.getRequestURI(),
                    Map.copyOf(exchange.getRequestHeaders()),
                    exchange.getRequestBody().readAllBytes(),
                    System.currentTimeMillis());
            requests.add(request);
            Answer answer = answers.getOrDefault(
                            request.method() + " " + request.uri().getPath(), any -> Answer.error(404, "not found"))
                    .apply(request);
            Thread.sleep(answer.delayMs());
            answer.headers().forEach(exchange.getResponseHeaders()::add);
            exchange.sendResponseHeaders(answer.status(), answer.body().length == 0 ? -1 : answer.body().length);
            if (answer.body().length > 0) {
                exchange.getResponseBody().write(answer.body());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
