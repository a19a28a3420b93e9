package org.kinoroute.visual;

import java.nio.file.Path;
import java.util.List;
import org.springframework.stereotype.Component;

/** Draws what stands in for a picture that could not be made, and says so. */
@Component
public class PlaceholderVisual {

    private static final List<String> RESOURCES = List.of("placeholder.html", "placeholder.css", "placeholder.js");
    private static final PageFiles FILES = PageFiles.resources("visual/placeholder");

    private record Input(String kind, String reason) {}

    private final Browser browser;

    public PlaceholderVisual(Browser browser) {
        this.browser = browser;
    }

    /**
     * Draws a placeholder as large as the frame into a PNG file.
     *
     * @param kind of the visual that is missing, e.g. {@code diagram}
     * @param reason why it is missing, in words for a person
     */
    public void render(String kind, String reason, int width, int height, Path file) {
        browser.use(new Browser.Paper(width, height), FILES, tab -> {
            tab.open("placeholder.html");
            tab.call("json => kinoroute.fill(json)", input(kind, reason));
            tab.picture(width, height, file);
            return file;
        });
    }

    private static String input(String kind, String reason) {
        return PageJson.write(new Input(Cleaner.clean(kind), Cleaner.clean(reason)));
    }
}
