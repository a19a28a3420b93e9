package org.kinoroute.routes;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.kinoroute.video.Problem;
import org.springframework.core.io.FileSystemResource;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/** Finds the route files: the built-in ones of {@code routes/}, and the user's of a folder, by their names. */
public final class RouteFiles {

    private static final String BUILT_IN = "classpath:routes/*.camel.yaml";

    private RouteFiles() {}

    /**
     * All files in the order of their names, each name once.
     *
     * @param userFolder may be missing
     */
    public static List<RouteFile> find(Path userFolder) {
        return find(userFolder, RouteFiles.class.getClassLoader());
    }

    static List<RouteFile> find(Path userFolder, ClassLoader application) {
        try {
            Map<String, RouteFile> files = new TreeMap<>();
            for (Resource resource : new PathMatchingResourcePatternResolver(application).getResources(BUILT_IN)) {
                RouteFile file = RouteFile.builtIn(resource.getFilename(), resource);
                files.put(file.stem(), file);
            }
            for (Path path : userFiles(userFolder)) {
                RouteFile other = files.get(RouteFile.stem(path.getFileName().toString()));
                if (other != null && !other.isBuiltIn()) {
                    throw new Problem(path + ":1: " + other.location()
                            + " has the same name but for its ending; keep one of the two");
                }
                put(files, path);
            }
            return List.copyOf(files.values());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The files, with this one of the user's in place of the one of its name, or beside the others. */
    public static List<RouteFile> with(List<RouteFile> files, Path path) {
        Map<String, RouteFile> all = new TreeMap<>();
        files.forEach(file -> all.put(file.stem(), file));
        put(all, path);
        return List.copyOf(all.values());
    }

    private static void put(Map<String, RouteFile> files, Path path) {
        String name = path.getFileName().toString();
        RouteFile mine = RouteFile.user(name, new FileSystemResource(path), files.get(RouteFile.stem(name)));
        files.put(mine.stem(), mine);
    }

    /** What is no YAML (a README, an editor's own file) is none of them. */
    private static List<Path> userFiles(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (var list = Files.list(folder)) {
            List<Path> files = list.filter(Files::isRegularFile)
                    .filter(file -> !file.getFileName().toString().startsWith("."))
                    .sorted(Comparator.naturalOrder())
                    .toList();
            for (Path file : files) {
                if (file.toString().endsWith(".yml")) {
                    throw new Problem(file + ":1: Camel reads no .yml; let the name end in .yaml");
                }
            }
            return files.stream()
                    .filter(file -> file.toString().endsWith(".yaml"))
                    .toList();
        }
    }
}
