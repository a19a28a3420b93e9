package org.kinoroute.intake;

import java.nio.file.Path;
import java.util.Optional;

/** Where the files lie that a submission names, and in what words its maker is spoken to. */
public interface Sources {

    /**
     * The file of a name.
     *
     * @param field that names it, in the words of the API
     * @throws org.kinoroute.video.FieldProblem if there is none, or it may not be had
     */
    Path file(String field, String name);

    /** Whether a name is that of a file, and not of something in a library. */
    boolean isFile(String name);

    /**
     * What a library beside that of the configuration has under a name.
     *
     * @param field {@code background} or {@code music}
     */
    default Optional<Path> library(String field, String name) {
        return Optional.empty();
    }

    /**
     * One of all that there is in the libraries, that of the configuration with it, by chance; empty: only that one is
     * there.
     *
     * @param field {@code background} or {@code music}
     */
    default Optional<Path> random(String field, long seed) {
        return Optional.empty();
    }

    /** How a file is called to its maker. */
    String called(Path file);

    /** How a field is called to its maker: {@code source_text}, {@code --source-text}. */
    String option(String field);
}
