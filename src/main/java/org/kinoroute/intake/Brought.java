package org.kinoroute.intake;

import java.nio.file.Path;
import java.util.Objects;
import org.kinoroute.script.FileFinder;
import org.kinoroute.script.Reading;
import org.kinoroute.script.ScriptReader;
import org.kinoroute.script.ScriptRequest;

/**
 * A script as it is brought, not read yet.
 *
 * @param content in any of the forms that are read
 * @param name for messages
 * @param folder in which files lie that it names by relative paths; null: {@code files} finds them
 * @param files finds the files that it names
 */
public record Brought(byte[] content, String name, Path folder, FileFinder files) {

    /** A script beside which its files lie. */
    public static Brought beside(Path folder, byte[] content, String name) {
        return new Brought(content, name, Objects.requireNonNull(folder), null);
    }

    Reading read(ScriptReader reader, ScriptRequest request) {
        return files == null
                ? reader.read(content, name, folder, request)
                : reader.readWithFiles(content, name, files, request);
    }
}
