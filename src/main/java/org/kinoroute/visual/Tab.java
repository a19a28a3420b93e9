package org.kinoroute.visual;

import com.google.gson.JsonObject;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Page;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import org.kinoroute.video.Box;

/** One page of the browser, in a context of its own; belongs to the browser's thread. */
final class Tab {

    /** Where pages seem to lie; {@code .invalid} exists in no network. */
    static final String ORIGIN = "https://kinoroute.invalid/";

    private final Page page;
    private final CDPSession cdp;

    Tab(Page page, CDPSession cdp) {
        this.page = page;
        this.cdp = cdp;
        JsonObject transparent = new JsonObject();
        JsonObject colour = new JsonObject();
        for (String channel : new String[] {"r", "g", "b", "a"}) {
            colour.addProperty(channel, 0);
        }
        transparent.add("color", colour);
        cdp.send("Emulation.setDefaultBackgroundColorOverride", transparent);
    }

    void open(String path) {
        page.navigate(ORIGIN + path);
    }

    /** Calls a function of the page with one argument; text in, text out. */
    String call(String function, String argument) {
        return (String) page.evaluate(function, argument);
    }

    /** The page's upper left corner, as a PNG file; what lies beyond the paper too. */
    void picture(int width, int height, Path file) {
        picture(new Box(0, 0, width, height), file);
    }

    /** A part of the page, as a PNG file; what lies beyond the paper too. */
    void picture(Box part, Path file) {
        JsonObject clip = new JsonObject();
        clip.addProperty("x", part.x());
        clip.addProperty("y", part.y());
        clip.addProperty("width", part.width());
        clip.addProperty("height", part.height());
        clip.addProperty("scale", 1);
        JsonObject options = new JsonObject();
        options.addProperty("format", "png");
        options.addProperty("optimizeForSpeed", true);
        options.addProperty("captureBeyondViewport", part.y() + part.height() > page.viewportSize().height);
        options.add("clip", clip);
        JsonObject answer = cdp.send("Page.captureScreenshot", options);
        try {
            Files.write(file, Base64.getDecoder().decode(answer.get("data").getAsString()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
