package org.kinoroute.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import org.kinoroute.intake.Sources;

/** The files of this machine, by their paths: whoever types a command may name them all. */
final class LocalFiles implements Sources {

    @Override
    public Path file(String field, String name) {
        return Path.of(name);
    }

    @Override
    public boolean isFile(String name) {
        return name.contains("/") || name.contains(".") || Files.exists(Path.of(name));
    }

    @Override
    public String called(Path file) {
        return file.toString();
    }

    @Override
    public String option(String field) {
        return MakeOptions.of(field);
    }
}
