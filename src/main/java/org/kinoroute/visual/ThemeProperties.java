package org.kinoroute.visual;

import java.nio.file.Path;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of the looks of slides, diagrams, charts, code and formulas.
 *
 * @param folder of the themes, one {@code .css} each
 * @param name of the theme where a script names none
 */
@ConfigurationProperties("kinoroute.theme")
public record ThemeProperties(@DefaultValue("config/themes") Path folder, @DefaultValue("midnight") String name) {

    /** The defaults, for use without Spring. */
    public static ThemeProperties defaults() {
        return new ThemeProperties(Path.of("config/themes"), "midnight");
    }
}
