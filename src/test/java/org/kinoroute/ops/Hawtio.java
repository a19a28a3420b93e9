package org.kinoroute.ops;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.LocatorAssertions.IsVisibleOptions;
import com.microsoft.playwright.options.RequestOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The console in a real browser. */
final class Hawtio {

    private static final double PATIENCE_MS = 60_000;

    private Hawtio() {}

    static void see(String server, String key) {
        System.setProperty(
                "playwright.cli.dir",
                Path.of("target/playwright-driver").toAbsolutePath().toString());
        try (Playwright playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")))) {
            Browser browser = playwright
                    .chromium()
                    .launch(new BrowserType.LaunchOptions()
                            .setExecutablePath(Stream.of("/usr/bin/chromium-headless-shell", "/usr/bin/chromium")
                                    .map(Path::of)
                                    .filter(Files::isExecutable)
                                    .findFirst()
                                    .orElseThrow())
                            .setArgs(List.of("--no-sandbox", "--disable-gpu")));
            Page page = browser.newPage(new Browser.NewPageOptions().setViewportSize(1400, 900));
            page.setDefaultTimeout(PATIENCE_MS);
            page.setDefaultNavigationTimeout(PATIENCE_MS);
            look(page, server, key);
            browser.close();
        }
    }

    private static void look(Page page, String server, String key) {
        // By requests alone: a page that nobody has logged in to may complain of it late.
        assertThat(page.request().get(server + "/actuator/hawtio/index.html").status())
                .isEqualTo(401);
        assertThat(page.request()
                        .post(server + "/api/session", RequestOptions.create().setData(Map.of("key", key))))
                .isOK();
        List<String> complaints = new ArrayList<>();
        page.onConsoleMessage(message -> {
            if (message.type().equals("error")) {
                complaints.add(message.text());
            }
        });
        page.onPageError(complaints::add);

        page.navigate(server + "/actuator/hawtio/camel");
        // Nothing but Camel's own account of all routes fills this tree.
        assertThat(node(page, "compose-parts")).isVisible(patience());
        // Within the console: to load it anew is to read all MBeans once more.
        page.locator("a[href$='/actuator/hawtio/jmx']").first().click();
        assertThat(node(page, "org.kinoroute")).isVisible(patience());
        // The search unfolds what it finds.
        page.locator("input").first().fill("DeadLetters");
        node(page, "DeadLetters").click();
        assertThat(page.getByText("Count").first()).isVisible(patience());
        page.getByText("Operations", new Page.GetByTextOptions().setExact(true))
                .first()
                .click();
        assertThat(page.getByText("retryAll").first()).isVisible(patience());
        page.screenshot(new Page.ScreenshotOptions().setPath(Path.of("target/hawtio.png")));
        assertThat(complaints).isEmpty();
    }

    private static IsVisibleOptions patience() {
        return new IsVisibleOptions().setTimeout(PATIENCE_MS);
    }

    private static Locator node(Page page, String name) {
        return page.getByText(name, new Page.GetByTextOptions().setExact(true)).first();
    }
}
