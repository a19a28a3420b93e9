package org.kinoroute.intake;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.kinoroute.video.Problem;

/** The styles of captions that a maker chooses from by name. */
final class CaptionStyles {

    private static final String ENDING = ".css";

    private CaptionStyles() {}

    /** Names of those in a folder, sorted. */
    static List<String> in(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(ENDING) && !name.startsWith("."))
                    .sorted()
                    .map(name -> name.substring(0, name.length() - ENDING.length()))
                    .toList();
        } catch (IOException e) {
            throw new Problem(folder + ": cannot be read (" + e.getMessage() + ")", e);
        }
    }
}
