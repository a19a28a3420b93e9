package org.kinoroute.routes;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.kinoroute.routes.RouteFile.Origin;
import org.springframework.core.io.FileSystemResource;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/** Finds the route files: the built-in ones of {@code routes/}, and the user's of a folder, by their names. */
public final class RouteFiles {

    private static final String ENDING = ".camel.yaml";

    private RouteFiles() {}

    /**
     * All files in the order of their names, each name once.
     *
     * @param userFolder may be missing
     */
    public static List<RouteFile> find(Path userFolder) {
        try {
            Map<String, RouteFile> files = new TreeMap<>();
            for (Resource resource :
                    new PathMatchingResourcePatternResolver().getResources("classpath:routes/*" + ENDING)) {
                files.put(resource.getFilename(), new RouteFile(resource.getFilename(), resource, Origin.BUILT_IN));
            }
            for (Path file : userFiles(userFolder)) {
                String name = file.getFileName().toString();
                Origin origin = files.containsKey(name) ? Origin.REPLACED : Origin.ADDED;
                files.put(name, new RouteFile(name, new FileSystemResource(file), origin));
            }
            return new ArrayList<>(files.values());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Path> userFiles(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (var list = Files.list(folder)) {
            return list.filter(file -> file.getFileName().toString().endsWith(".yaml"))
                    .sorted(Comparator.naturalOrder())
                    .toList();
        }
    }
}
