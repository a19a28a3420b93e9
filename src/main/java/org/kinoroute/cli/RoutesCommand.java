package org.kinoroute.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.kinoroute.routes.RouteCheck;
import org.kinoroute.routes.RouteFile;
import org.kinoroute.routes.RouteFiles;
import org.kinoroute.routes.RouteSummary;
import org.kinoroute.video.Problem;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Shows the pipeline's routes, and checks a file of one's own. */
@Command(
        name = "routes",
        description = "Lists every route with its file: built-in, replaced or added.",
        mixinStandardHelpOptions = true)
final class RoutesCommand implements Callable<Integer> {

    private final Surroundings surroundings = new Surroundings(Map.of());

    @Override
    public Integer call() {
        List<RouteFile> files = files();
        new RouteCheck(files, surroundings::has).checkUserFiles();
        for (RouteFile file : files) {
            System.out.printf("%s  (%s)%n", file.location(), file.origin());
            for (RouteSummary route : RouteSummary.of(file)) {
                System.out.printf("    %-24s %s%n", route.id(), route.description());
            }
        }
        System.out.println("Your own files go to " + folder() + ": one with the name of a built-in one replaces it.");
        return 0;
    }

    @Command(
            name = "check",
            description = "Checks one file: YAML, schema, ids, error policy, settings, and where its calls lead.",
            mixinStandardHelpOptions = true)
    int check(@Parameters(paramLabel = "FILE") Path path) {
        if (!Files.isRegularFile(path)) {
            throw new Problem(path + ": there is no such file; name a route file, such as " + folder()
                    + "/43-voice-mine.camel.yaml");
        }
        if (!path.toString().endsWith(".yaml")) {
            throw new Problem(path + ":1: a route file's name ends in .yaml or .camel.yaml; rename it");
        }
        List<RouteFile> files = RouteFiles.with(files(), path);
        RouteFile file = files.stream()
                .filter(one -> one.name().equals(path.getFileName().toString()))
                .findFirst()
                .orElseThrow();
        new RouteCheck(files, surroundings::has).checkUserFiles();
        int count = RouteSummary.of(file).size();
        System.out.printf("%s: good, %d %s (%s)%n", path, count, count == 1 ? "route" : "routes", file.origin());
        return 0;
    }

    private List<RouteFile> files() {
        return RouteFiles.find(folder());
    }

    private Path folder() {
        return surroundings.path("kinoroute.routes.folder");
    }
}
