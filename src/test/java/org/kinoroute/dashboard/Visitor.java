package org.kinoroute.dashboard;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Somebody with a real browser. */
final class Visitor implements AutoCloseable {

    private final Playwright playwright;
    private final Browser browser;
    private final List<String> complaints = new ArrayList<>();
    private BrowserContext context;

    Visitor() {
        System.setProperty(
                "playwright.cli.dir",
                Path.of("target/playwright-driver").toAbsolutePath().toString());
        playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        browser = playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(Stream.of("/usr/bin/chromium-headless-shell", "/usr/bin/chromium")
                                .map(Path::of)
                                .filter(Files::isExecutable)
                                .findFirst()
                                .orElseThrow())
                        .setHeadless(true)
                        .setChromiumSandbox(false)
                        .setArgs(List.of(
                                "--no-sandbox",
                                "--disable-gpu",
                                "--disable-background-networking",
                                "--autoplay-policy=no-user-gesture-required")));
    }

    /** A browser without past; what it complains about is remembered. */
    Page visit(int width, int height, ColorScheme scheme) {
        leave();
        context = browser.newContext(new NewContextOptions()
                .setViewportSize(width, height)
                .setColorScheme(scheme)
                .setLocale("en-GB")
                .setHasTouch(width < 500));
        context.setDefaultTimeout(8000);
        Page page = context.newPage();
        page.onPageError(error -> complaints.add("error: " + error));
        page.onConsoleMessage(message -> {
            // A refused request is what many tests are about.
            if (message.type().equals("error") && !message.text().startsWith("Failed to load resource")) {
                complaints.add("console: " + message.text());
            }
        });
        return page;
    }

    Page visit() {
        return visit(1280, 800, ColorScheme.LIGHT);
    }

    /** Errors of scripts, and what the content policy refused. */
    List<String> complaints() {
        return complaints;
    }

    void leave() {
        if (context != null) {
            context.close();
            context = null;
        }
        complaints.clear();
    }

    @Override
    public void close() {
        leave();
        browser.close();
        playwright.close();
    }
}
