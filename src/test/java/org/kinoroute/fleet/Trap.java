package org.kinoroute.fleet;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A place in the routes where a process waits to be killed, or let go: a user's route file, with a step that waits before
 * another.
 *
 * @param file of the routes
 * @param step before which it waits
 * @param condition in Simple, under which it does; empty: always
 * @param key file at whose appearance it goes on; null: it waits for ever
 */
record Trap(String file, String step, String condition, Path key) {

    private static final Path BUILT_IN = Path.of("src/main/resources/routes");

    Trap(String file, String step) {
        this(file, step, "");
    }

    Trap(String file, String step, String condition) {
        this(file, step, condition, null);
    }

    /** What the log says when the place is reached. */
    String reached() {
        return "trapped at " + step;
    }

    private String lock() {
        return key == null
                ? "delay: {constant: \"600000\"}"
                : "pollEnrich: {constant: \"file:%s?fileName=%s&noop=true&idempotent=false&delay=100\", timeout: \"-1\","
                                .formatted(key.getParent(), key.getFileName())
                        + " aggregationStrategy: \"#class:org.apache.camel.processor.aggregate.UseOriginalAggregationStrategy\"}";
    }

    /** Writes the file into a folder of a user's routes. */
    Path set(Path routes) throws IOException {
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
        List<String> trap = List.of(
                "- filter:",
                "    simple: \"" + (condition.isEmpty() ? "true" : condition) + "\"",
                "    steps:",
                "      - log: {logName: org.kinoroute.trap, message: " + reached() + "}",
                "      - " + lock());
        lines.addAll(at, trap.stream().map(line -> indent + line).toList());
        Files.write(own, lines);
        return routes;
    }
}
