package org.kinoroute.visual;

import java.nio.file.Path;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of the pictures.
 *
 * @param chromium the browser's program; none: the first of Debian's {@code chromium-headless-shell}, {@code chromium}
 * @param sandbox whether the browser guards itself by user namespaces; a container seldom lets it, and is a guard itself
 * @param driver folder with Playwright's driver ({@code node} and {@code package})
 * @param timeout after which a picture's browser is taken for hung, and started anew
 * @param usesPerBrowser after so many pictures the browser is started anew, so that what it leaks stays small
 * @param sheetHeight pixels; a sheet is no taller, unless one message alone is
 * @param captions folder of the caption styles, one {@code .css} each
 */
@ConfigurationProperties("kinoroute.visual")
public record VisualProperties(
        Path chromium,
        @DefaultValue("true") boolean sandbox,
        @DefaultValue("target/playwright-driver") Path driver,
        @DefaultValue("60s") Duration timeout,
        @DefaultValue("100") int usesPerBrowser,
        @DefaultValue("4096") int sheetHeight,
        @DefaultValue("config/captions") Path captions) {

    /** The defaults, for use without Spring. */
    public static VisualProperties defaults() {
        return new VisualProperties(
                null,
                true,
                Path.of("target/playwright-driver"),
                Duration.ofSeconds(60),
                100,
                4096,
                Path.of("config/captions"));
    }
}
