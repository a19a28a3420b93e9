package org.kinoroute.fleet;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A place in the routes where a process waits to be killed: a user's route file, with a step that waits before another.
 *
 * @param file of the routes
 * @param step before which it waits
 * @param condition in Simple, under which it does; empty: always
 */
record Trap(String file, String step, String condition) {

    private static final Path BUILT_IN = Path.of("src/main/resources/routes");

    Trap(String file, String step) {
        this(file, step, "");
    }

    /** What the log says when the place is reached. */
    String reached() {
        return "trapped at " + step;
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
                "      - delay: {constant: \"600000\"}");
        lines.addAll(at, trap.stream().map(line -> indent + line).toList());
        Files.write(own, lines);
        return routes;
    }
}
