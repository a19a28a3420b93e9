package org.kinoroute.fleet;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.kinoroute.Application.Running;

/**
 * A process of the application.
 *
 * @param roles that it has
 * @param folder with its data, which no other process sees
 */
record Member(String roles, Path folder, Running running) {

    /** In its folder. */
    static final String LOG = "data/kinoroute.log";

    private static final Duration PATIENCE = Duration.ofSeconds(240);

    boolean isAlive() {
        return running.process().isAlive();
    }

    /** What it has told the terminal. */
    String said() {
        return running.said();
    }

    /** What it has written into its log. */
    String logged() {
        try {
            Path log = folder.resolve(LOG);
            return Files.exists(log) ? Files.readString(log) : "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Member awaitReady() {
        running.await("Kinoroute is ready at", () -> roles + ": " + said() + logged());
        return this;
    }

    /** Where its web server is. */
    URI address() {
        return running.address();
    }

    void awaitLogged(String words) {
        Awaitility.await(roles + ": " + words)
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(50))
                .until(() -> logged().contains(words) || !isAlive());
        if (!logged().contains(words)) {
            throw new IllegalStateException(roles + " has not said \"" + words + "\": " + said() + logged());
        }
    }

    /**
     * What an operator does over JMX.
     *
     * @param operation of the stage's MBean, such as pause
     */
    void operate(String stage, String operation) throws IOException, InterruptedException {
        HttpResponse<String> answer = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(address().resolve("/actuator/jolokia"))
                                .header("Content-Type", "application/json")
                                .POST(HttpRequest.BodyPublishers.ofString(
                                        "{\"type\":\"exec\",\"mbean\":\"org.kinoroute:type=Stage,name=%s\",\"operation\":\"%s\"}"
                                                .formatted(stage, operation)))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
        if (!answer.body().contains("\"status\":200")) {
            throw new IllegalStateException(operation + " of " + stage + ": " + answer.body());
        }
    }

    /** What no process can prepare for. */
    void kill() {
        // The children of a machine that is gone are gone, too.
        var children = running.process().descendants().toList();
        running.kill();
        children.forEach(ProcessHandle::destroyForcibly);
    }

    /** In good order. */
    void stop() {
        running.close();
    }

    /** Holds it up, as a machine does that has too much to do. */
    void pause() {
        running.signal("STOP");
    }

    void resume() {
        running.signal("CONT");
    }
}
