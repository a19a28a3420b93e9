package org.kinoroute.routes;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/** The route files that this process goes by: as they were found at its start, or at the latest reload. */
@Component
public class RouteStock {

    private final Path folder;
    private final Predicate<String> settings;
    private volatile List<RouteFile> files;
    private volatile List<String> refused = List.of();
    private final Map<String, List<String>> names = new ConcurrentHashMap<>();

    /** @param userFolder as text: Spring would look for a relative {@code Path} on the class path first */
    public RouteStock(@Value("${kinoroute.routes.folder}") String userFolder, Environment environment) {
        this.folder = Path.of(userFolder);
        this.settings = environment::containsProperty;
        this.files = RouteFiles.find(folder).stream().map(RouteFile::frozen).toList();
    }

    /** The names of all that stands behind an extension point: {@code script}, {@code visual}, {@code voice}. */
    public List<String> names(String point) {
        // Sixty files are not read for every request.
        return names.computeIfAbsent(point, any -> ExtensionPoints.names(files, point));
    }

    List<RouteFile> files() {
        return files;
    }

    Path folder() {
        return folder;
    }

    /** Says whether a setting has a value. */
    Predicate<String> settings() {
        return settings;
    }

    /** What was wrong with files that were saved last and are not in use: file, line, and how to mend it. */
    public List<String> refused() {
        return refused;
    }

    void refuse(List<String> problems) {
        refused = List.copyOf(problems);
    }

    void use(List<RouteFile> now) {
        files = now;
        names.clear();
    }
}
