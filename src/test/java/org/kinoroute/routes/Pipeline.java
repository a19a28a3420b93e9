package org.kinoroute.routes;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.springframework.core.io.ByteArrayResource;

/** Route files for tests. */
final class Pipeline {

    private Pipeline() {}

    /** What passes for a built-in file. */
    static RouteFile file(String name, String text) {
        return RouteFile.builtIn(name, new ByteArrayResource(text.getBytes(StandardCharsets.UTF_8)));
    }

    static List<Path> userFiles(Path folder) {
        try (var files = Files.list(folder)) {
            return files.sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
