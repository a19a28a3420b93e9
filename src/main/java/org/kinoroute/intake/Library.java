package org.kinoroute.intake;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.kinoroute.video.Problem;

/** A folder of files that a maker chooses from by name: captions, backgrounds, music. */
final class Library {

    private Library() {}

    /** Names of the files with an ending, sorted, without it. */
    static List<String> names(Path folder, String ending) {
        return files(folder).stream()
                .map(file -> file.getFileName().toString())
                .filter(name -> name.endsWith(ending))
                .map(name -> name.substring(0, name.length() - ending.length()))
                .toList();
    }

    /** Names of all files, sorted, without their endings. */
    static List<String> names(Path folder) {
        return files(folder).stream().map(Library::name).toList();
    }

    /** The file of a name, with its ending or without; only a file of the folder itself has one. */
    static Optional<Path> named(Path folder, String name) {
        return files(folder).stream()
                .filter(file -> name(file).equalsIgnoreCase(name)
                        || file.getFileName().toString().equals(name))
                .findFirst();
    }

    /** One of the files, by chance. */
    static Optional<Path> random(Path folder, long seed) {
        List<Path> files = files(folder);
        return files.isEmpty()
                ? Optional.empty()
                : Optional.of(files.get((int) Math.floorMod(seed, (long) files.size())));
    }

    private static String name(Path file) {
        String name = file.getFileName().toString();
        return name.lastIndexOf('.') < 0 ? name : name.substring(0, name.lastIndexOf('.'));
    }

    /** What is hidden or only says something of the folder is none of them. */
    private static List<Path> files(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (var list = Files.list(folder)) {
            return list.filter(Files::isRegularFile)
                    .filter(file -> !file.getFileName().toString().startsWith(".")
                            && !file.toString().endsWith(".md"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new Problem(folder + ": cannot be read (" + e.getMessage() + ")", e);
        }
    }
}
