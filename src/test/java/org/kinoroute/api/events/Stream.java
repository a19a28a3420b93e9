package org.kinoroute.api.events;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.kinoroute.api.access.Service;

/** Listens as a browser's EventSource does. */
final class Stream implements AutoCloseable {

    private final HttpResponse<InputStream> response;
    private final List<Event> events = new CopyOnWriteArrayList<>();
    private final Thread reader;
    private volatile String lastId;
    private volatile boolean ended;

    record Event(String type, String id, JsonNode data) {}

    Stream(Service service, String path, String key, String since) throws Exception {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(service.uri(path)).header("Authorization", "Bearer " + key);
        if (since != null) {
            request.header("Last-Event-ID", since);
        }
        lastId = since;
        response = service.client().send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
        reader = new Thread(this::read, "listener");
        reader.setDaemon(true);
        reader.start();
    }

    private void read() {
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8))) {
            String type = "message";
            String data = null;
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith("event: ")) {
                    type = line.substring(7);
                } else if (line.startsWith("id: ")) {
                    lastId = line.substring(4);
                } else if (line.startsWith("data: ")) {
                    data = line.substring(6);
                } else if (line.isEmpty()) {
                    if (data != null) {
                        events.add(new Event(type, lastId, json(data)));
                    }
                    type = "message";
                    data = null;
                }
            }
        } catch (IOException closed) {
            // By the test.
        }
        ended = true;
    }

    private static JsonNode json(String text) {
        try {
            return new ObjectMapper().readTree(text);
        } catch (JsonProcessingException e) {
            throw new AssertionError(text, e);
        }
    }

    int status() {
        return response.statusCode();
    }

    HttpResponse<InputStream> response() {
        return response;
    }

    List<Event> events() {
        return new ArrayList<>(events);
    }

    String lastId() {
        return lastId;
    }

    boolean hasEnded() {
        return ended;
    }

    @Override
    public void close() throws Exception {
        response.body().close();
        reader.join(5000);
    }
}
