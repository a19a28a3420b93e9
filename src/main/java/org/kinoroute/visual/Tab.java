package org.kinoroute.visual;

import com.google.gson.JsonObject;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Request;
import com.microsoft.playwright.Route;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import org.kinoroute.video.Box;

/** The page in which pictures are drawn, one after the other; belongs to the browser's thread. */
final class Tab {

    private final Page page;
    private final CDPSession cdp;
    private Drawing drawing;
    private long drawings;

    /**
     * What is drawn now.
     *
     * @param origin where its files seem to lie; {@code .invalid} exists in no network. Each drawing has its own, so that
     *     nothing which the browser keeps gets from one to another
     */
    private record Drawing(String origin, PageFiles files, Browser.Policy policy) {

        Optional<byte[]> file(Request request) {
            return request.url().startsWith(origin) && "GET".equals(request.method())
                    ? files.read(URI.create(request.url()).getPath().substring(1))
                    : Optional.empty();
        }
    }

    Tab(BrowserContext context) {
        context.route(url -> true, this::answer);
        this.page = context.newPage();
        this.cdp = context.newCDPSession(page);
        JsonObject transparent = new JsonObject();
        JsonObject colour = new JsonObject();
        for (String channel : new String[] {"r", "g", "b", "a"}) {
            colour.addProperty(channel, 0);
        }
        transparent.add("color", colour);
        cdp.send("Emulation.setDefaultBackgroundColorOverride", transparent);
    }

    /** Draws something of its own, with files of its own. */
    <T> T draw(Browser.Paper paper, PageFiles files, Browser.Policy policy, Browser.Task<T> task) {
        drawings++;
        drawing = new Drawing("https://drawing-" + drawings + ".kinoroute.invalid/", files, policy);
        page.setViewportSize(paper.width(), paper.height());
        T result = task.in(this);
        // Where something moves, it would be drawn on and on.
        page.evaluate("() => document.documentElement?.remove()");
        return result;
    }

    private void answer(Route route) {
        Optional<byte[]> file = drawing.file(route.request());
        if (file.isEmpty()) {
            route.abort("blockedbyclient");
            return;
        }
        route.fulfill(new Route.FulfillOptions()
                .setBodyBytes(file.get())
                .setHeaders(Map.of(
                        "Content-Type",
                        PageFiles.typeOf(route.request().url()),
                        "Content-Security-Policy",
                        drawing.policy().header(),
                        "X-Content-Type-Options",
                        "nosniff")));
    }

    void open(String path) {
        page.navigate(drawing.origin() + path);
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
