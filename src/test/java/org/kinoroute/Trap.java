package org.kinoroute;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.kinoroute.Application.Running;

/**
 * A place in the routes where a process waits to be killed, or let go: a user's route file, with a step that waits before
 * another.
 *
 * @param file of the routes
 * @param step before which it waits
 * @param condition in Simple, under which it does; empty: always
 * @param bar file that holds up whoever comes while it is there, until it is gone; null: it waits for ever
 */
public record Trap(String file, String step, String condition, Path bar) {

    private static final Duration PATIENCE = Duration.ofSeconds(240);
    private static final Path BUILT_IN = Path.of("src/main/resources/routes");

    public Trap(String file, String step) {
        this(file, step, "");
    }

    public Trap(String file, String step, String condition) {
        this(file, step, condition, null);
    }

    /** @param folder in which the bars of such traps lie, each with the name of its step */
    public Trap barredIn(Path folder) {
        return new Trap(file, step, condition, folder.resolve(step));
    }

    /** What the log says when the place is reached. */
    public String reached() {
        return "trapped at " + step;
    }

    /** What it says when a video has reached it. */
    public String reachedBy(String video) {
        return reached() + " " + video;
    }

    /** Waits until the place was reached so many times in all, over all processes that write this log. */
    public void awaitReached(int times, Path log, Running last) {
        awaitLogged(reached(), times, log, last);
    }

    public void awaitReachedBy(String video, Path log, Running last) {
        awaitLogged(reachedBy(video), 1, log, last);
    }

    private static void awaitLogged(String words, int times, Path log, Running last) {
        Awaitility.await(words).atMost(PATIENCE).until(() -> {
            String said = Files.exists(log) ? Files.readString(log) : "";
            return said.split(words, -1).length > times || !last.process().isAlive();
        });
        assertThat(last.process().isAlive()).as(last.said()).isTrue();
    }

    /** From now on holds up all who come. */
    public void close() {
        try {
            Files.createDirectories(bar.getParent());
            Files.createFile(bar);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Lets all go that are in it. */
    public void open() {
        try {
            Files.delete(bar);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Writes the files into a folder of a user's routes. @return that folder */
    public static Path set(Path routes, Trap... traps) throws IOException {
        for (Trap trap : traps) {
            trap.set(routes);
        }
        return routes;
    }

    private void set(Path routes) throws IOException {
        Files.createDirectories(routes);
        Path own = routes.resolve(file);
        List<String> lines = new ArrayList<>(Files.readAllLines(Files.exists(own) ? own : BUILT_IN.resolve(file)));
        int at = 0;
        while (!lines.get(at).strip().equals("id: " + step)) {
            at++;
        }
        while (!lines.get(at).strip().startsWith("- ")) {
            at--;
        }
        String indent = lines.get(at).substring(0, lines.get(at).indexOf('-'));
        lines.addAll(at, steps().lines().map(indent::concat).toList());
        Files.write(own, lines);
    }

    private String steps() {
        String where = condition.isEmpty() ? "true" : condition;
        if (bar == null) {
            return """
                    - filter:
                        simple: "%s"
                        steps:
                          - log: {logName: org.kinoroute.trap, message: "%s ${header.video_id}"}
                          - delay: {constant: "600000"}
                    """
                    .formatted(where, reached());
        }
        // A File, for Simple knows no other way to ask whether one is there; the delay keeps its thread, as work would.
        return """
                - setProperty:
                    name: bar
                    simple: {expression: "%s", resultType: java.io.File}
                - filter:
                    simple: "%s"
                    steps:
                      - filter:
                          simple: "${exchangeProperty.bar.isFile}"
                          steps:
                            - log: {logName: org.kinoroute.trap, message: "%s ${header.video_id}"}
                      - loop:
                          doWhile: "true"
                          simple: "${exchangeProperty.bar.isFile}"
                          steps:
                            - delay: {constant: "50", asyncDelayed: "false"}
                """
                .formatted(bar, where, reached());
    }
}
