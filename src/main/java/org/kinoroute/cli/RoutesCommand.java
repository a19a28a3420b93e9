package org.kinoroute.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.kinoroute.routes.RouteCheck;
import org.kinoroute.routes.RouteFile;
import org.kinoroute.routes.RouteFiles;
import org.kinoroute.routes.RouteSummary;
import org.kinoroute.video.Problem;
import org.springframework.core.io.FileSystemResource;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Shows the pipeline's routes, and checks a file of one's own. */
@Command(
        name = "routes",
        description = "Lists every route with its file: built-in, replaced or added.",
        mixinStandardHelpOptions = true)
final class RoutesCommand implements Callable<Integer> {

    @Override
    public Integer call() {
        Path folder = new Surroundings(Map.of()).path("kinoroute.routes.folder");
        List<RouteFile> files = RouteFiles.find(folder);
        new RouteCheck(files).checkUserFiles();
        for (RouteFile file : files) {
            System.out.printf("%s  (%s)%n", file.location(), file.origin());
            for (RouteSummary route : RouteSummary.of(file)) {
                System.out.printf("    %-24s %s%n", route.id(), route.description());
            }
        }
        System.out.println("Your own files go to " + folder + ": one with the name of a built-in one replaces it.");
        return 0;
    }

    @Command(
            name = "check",
            description = "Checks one file: YAML, schema, ids, error policy, and where its calls lead.",
            mixinStandardHelpOptions = true)
    int check(@Parameters(paramLabel = "FILE") Path file) {
        if (!Files.isRegularFile(file)) {
            throw new Problem(file + ": there is no such file");
        }
        List<RouteFile> files =
                new ArrayList<>(RouteFiles.find(new Surroundings(Map.of()).path("kinoroute.routes.folder")));
        String name = file.getFileName().toString();
        boolean replaced = files.removeIf(other -> other.name().equals(name));
        RouteFile mine = new RouteFile(
                name, new FileSystemResource(file), replaced ? RouteFile.Origin.REPLACED : RouteFile.Origin.ADDED);
        files.add(mine);
        new RouteCheck(files).checkUserFiles();
        System.out.println(file + ": good, " + RouteSummary.of(mine).size() + " routes (" + mine.origin() + ")");
        return 0;
    }
}
