package org.kinoroute.visual;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.kinoroute.video.Problem;
import org.kinoroute.video.Suggestions;
import org.springframework.stereotype.Component;

/** The looks of slides, diagrams, charts, code and formulas: files of CSS variables, one for each theme. */
@Component("themes")
public class Themes {

    private static final String ENDING = ".css";

    private final ThemeProperties properties;

    public Themes(ThemeProperties properties) {
        this.properties = properties;
    }

    /** All that there are, in order. */
    public List<String> names() {
        try (var files = Files.list(properties.folder())) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(ENDING))
                    .map(name -> name.substring(0, name.length() - ENDING.length()))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The theme that a script names, or the default one. */
    String orDefault(String theme) {
        return theme == null ? properties.name() : theme;
    }

    /**
     * @param theme name, or null: the default one
     * @throws Problem if there is none of this name
     */
    public void check(String theme) {
        file(orDefault(theme));
    }

    /** The CSS of a theme. */
    byte[] css(String theme) {
        try {
            return Files.readAllBytes(file(theme));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path file(String theme) {
        Path file = theme.matches("[A-Za-z0-9_-]+") ? properties.folder().resolve(theme + ENDING) : null;
        if (file == null || !Files.isRegularFile(file)) {
            throw new Problem("There is no theme \"" + Cleaner.clean(theme) + "\"; did you mean "
                    + String.join(", ", Suggestions.near(theme, names())) + "? The themes are the .css files in "
                    + properties.folder());
        }
        return file;
    }
}
