package org.kinoroute.video;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * Files that a client of the tables names by their paths: those in the one folder that was opened to them, and no others of
 * this machine.
 */
@Component("clientFiles")
public class ClientFiles {

    private static final Pattern KEY = Pattern.compile("[^/\\\\\\p{Cntrl}][^\\p{Cntrl}]{0,500}");

    private final String folder;

    /** @param folder empty: none is open */
    public ClientFiles(@Value("${kinoroute.tables.folder}") String folder) {
        this.folder = folder;
    }

    /** Whether something can be a key of the store. */
    public static boolean isKey(String name) {
        return KEY.matcher(name).matches() && !("/" + name + "/").contains("/../");
    }

    /** A file by its path: as a whole, or below the folder. Links that lead out of it lead nowhere. */
    public Optional<Path> find(String name) {
        if (folder.isBlank()) {
            return Optional.empty();
        }
        try {
            Path open = Path.of(folder).toRealPath();
            Path file = open.resolve(name);
            if (!Files.isRegularFile(file)) {
                return Optional.empty();
            }
            return Optional.of(file.toRealPath()).filter(real -> real.startsWith(open));
        } catch (IOException | InvalidPathException e) {
            return Optional.empty();
        }
    }

    /** What may be named, in words for people. */
    public String open() {
        return folder.isBlank()
                ? "no key of the store, and no folder is open to clients of the tables (kinoroute.tables.folder)"
                : "neither a key of the store nor a file in " + folder;
    }
}
