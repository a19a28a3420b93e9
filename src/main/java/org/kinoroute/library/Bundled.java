package org.kinoroute.library;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.kinoroute.video.Problem;

/**
 * The backgrounds, or the music, that lie in the folder of the configuration, for all; sorted, each known by its file's
 * name without the ending.
 *
 * @param folder with the folders {@code backgrounds} and {@code music}
 */
public record Bundled(Kind kind, Path folder) {

    /** Where they lie. */
    public Path place() {
        return folder.resolve(kind.folder());
    }

    public List<Path> files() {
        if (!Files.isDirectory(place())) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(place())) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> kind.type(file.getFileName().toString()) != null)
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new Problem(place() + ": cannot be read (" + e.getMessage() + ")", e);
        }
    }

    public List<String> names() {
        return files().stream().map(Bundled::name).toList();
    }

    static String name(Path file) {
        String name = file.getFileName().toString();
        return name.substring(0, name.lastIndexOf('.'));
    }

    /** The file of a name, with its ending or without. */
    public Optional<Path> named(String name) {
        return files().stream()
                .filter(file -> name(file).equalsIgnoreCase(name)
                        || file.getFileName().toString().equals(name))
                .findFirst();
    }

    /** One of the files, by chance. */
    public Optional<Path> random(long seed) {
        return random(files(), seed);
    }

    static <T> Optional<T> random(List<T> all, long seed) {
        return all.isEmpty() ? Optional.empty() : Optional.of(all.get((int) Math.floorMod(seed, (long) all.size())));
    }
}
