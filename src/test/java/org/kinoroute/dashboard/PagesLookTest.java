package org.kinoroute.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every page, narrow and wide, light and dark: whole and named; with {@code -Ddashboard.pictures=true} left as pictures in
 * target/dashboard to be looked at, too.
 */
class PagesLookTest {

    /** What keeps somebody from using a page, as far as a program can tell; one line for each. */
    private static final String FLAWS =
            """
            () => {
              const shown = (element) => element.checkVisibility({opacityProperty: false});
              const name = (element) => (element.getAttribute('aria-label') || (element.getAttribute('aria-labelledby') || '').split(' ')
                .map((id) => document.getElementById(id)?.textContent || '').join('') || [...(element.labels || [])].map((label) => label.textContent).join('')
                || element.textContent).trim();
              const flaws = [];
              const tell = (what, element) => flaws.push(what + ': ' + element.outerHTML.slice(0, 120));
              document.querySelectorAll('input, select, textarea').forEach((element) => {
                const control = element.getAttribute('aria-label') || [...(element.labels || [])].map((label) => label.textContent).join('').trim();
                if (!control) tell('no label', element);
              });
              document.querySelectorAll('button, a[href], summary, [role=tab]').forEach((element) => name(element) || tell('no name', element));
              document.querySelectorAll('img').forEach((element) => element.hasAttribute('alt') || tell('no alt', element));
              document.querySelectorAll('fieldset').forEach((element) => element.querySelector('legend') || tell('no legend', element));
              document.querySelectorAll('progress, dialog, video[controls]').forEach((element) => name(element) || tell('no name', element));
              document.querySelectorAll('[aria-describedby], [aria-controls]').forEach((element) => {
                for (const attribute of ['aria-describedby', 'aria-controls']) {
                  (element.getAttribute(attribute) || '').split(' ').filter(Boolean).forEach((id) => document.getElementById(id) || tell('leads nowhere', element));
                }
              });
              const ids = [...document.querySelectorAll('[id]')].map((element) => element.id);
              ids.filter((id, index) => ids.indexOf(id) !== index).forEach((id) => flaws.push('two of id ' + id));
              if (document.querySelectorAll('h1').length !== 1) flaws.push('h1: ' + document.querySelectorAll('h1').length);
              let level = 1;
              document.querySelectorAll('h1, h2, h3, h4').forEach((element) => {
                const next = Number(element.tagName[1]);
                if (next > level + 1) tell('skips a level', element);
                level = next;
              });
              if (!document.querySelector('main') || !document.documentElement.lang) flaws.push('no main, or no language');
              if (document.documentElement.scrollWidth > innerWidth) {
                flaws.push('wider than the screen: ' + document.documentElement.scrollWidth);
              }
              document.querySelectorAll('main button, main a.button, header a').forEach((element) => {
                const box = element.getBoundingClientRect();
                if (shown(element) && (box.width < 24 || box.height < 24)) tell('small', element);
              });
              return flaws;
            }""";

    private static final String CONTRAST =
            """
            () => {
              const probe = document.createElement('i');
              document.body.append(probe);
              const colour = (name) => {
                probe.style.color = `var(--${name})`;
                return getComputedStyle(probe).color.match(/[0-9.]+/g).slice(0, 3).map(Number);
              };
              const light = (rgb) => rgb.map((value) => value / 255).map((value) => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4))
                .reduce((sum, value, index) => sum + value * [0.2126, 0.7152, 0.0722][index], 0);
              const ratio = (one, other) => {
                const [dark, bright] = [light(colour(one)), light(colour(other))].sort((a, b) => a - b);
                return (bright + 0.05) / (dark + 0.05);
              };
              const pairs = {};
              for (const text of ['ink', 'soft', 'accent']) for (const ground of ['ground', 'surface', 'raised', 'sunken']) pairs[`${text} on ${ground}`] = ratio(text, ground);
              for (const kind of ['good', 'warn', 'bad', 'busy']) pairs[`${kind} on its wash`] = ratio(kind, `${kind}-wash`);
              for (const kind of ['good', 'warn', 'bad']) pairs[`${kind} on surface`] = ratio(kind, 'surface');
              pairs['accent-ink on accent'] = ratio('accent-ink', 'accent');
              pairs['accent-strong on accent-wash'] = ratio('accent-strong', 'accent-wash');
              pairs['edge on surface / 1.5'] = ratio('edge', 'surface') * 1.5;
              probe.remove();
              return pairs;
            }""";

    private static StandIn server;
    private static Visitor visitor;
    private static final Map<String, String> PAGES = new LinkedHashMap<>();

    @BeforeAll
    static void open() {
        server = new StandIn();
        visitor = new Visitor();
        Scenery scenery = Scenery.fill(server);
        PAGES.put("gallery", "/");
        PAGES.put("new", "/new");
        PAGES.put("chat", "/new/chat");
        PAGES.put("explainer", "/new/explainer");
        PAGES.put("product", "/new/product");
        PAGES.put("story", "/new/story");
        PAGES.put("video", "/videos/" + scenery.done());
        PAGES.put("going", "/videos/" + scenery.going());
        PAGES.put("failed", "/videos/" + scenery.failed());
        PAGES.put("voices", "/voices");
        PAGES.put("library", "/library");
        PAGES.put("upload", "/upload");
        PAGES.put("details", "/upload/details");
        PAGES.put("my-ads", "/my-ads");
        PAGES.put("keys", "/keys");
        PAGES.put("settings", "/settings");
        PAGES.put("nowhere", "/new/nothing");
    }

    @AfterAll
    static void close() {
        visitor.close();
        server.close();
    }

    /** A screen that the pages are seen on. */
    private record Screen(String device, int width, int height, ColorScheme scheme) {

        String look() {
            return device + "-" + scheme.name().toLowerCase();
        }
    }

    private static final List<Screen> SCREENS = List.of(
            new Screen("desktop", 1280, 800, ColorScheme.LIGHT),
            new Screen("desktop", 1280, 800, ColorScheme.DARK),
            new Screen("wide", 2200, 1200, ColorScheme.LIGHT));
    /** With fingers instead of a mouse. */
    private static final List<Screen> PHONES = List.of(
            new Screen("phone", 390, 844, ColorScheme.DARK),
            new Screen("phone", 390, 844, ColorScheme.LIGHT),
            new Screen("narrow", 360, 740, ColorScheme.LIGHT));

    static Stream<List<Screen>> screens() {
        return Stream.of(SCREENS, PHONES);
    }

    /** A page is loaded once for all screens of a kind: how wide it is, and how dark, its styles alone know. */
    @ParameterizedTest
    @MethodSource("screens")
    void pages_are_whole(List<Screen> screens) {
        Page page = visitor.visit(
                screens.get(0).width(), screens.get(0).height(), screens.get(0).scheme());
        SoftAssertions all = new SoftAssertions();
        PAGES.forEach((name, address) -> {
            see(page, screens.get(0));
            page.navigate(server.url(address));
            page.waitForSelector("main h1");
            for (Screen screen : screens) {
                see(page, screen);
                all.check(() -> whole(page, name + "-" + screen.look()));
            }
        });
        all.assertAll();
    }

    private static void see(Page page, Screen screen) {
        page.setViewportSize(screen.width(), screen.height());
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(screen.scheme()));
    }

    /** Pages that one comes to on a way alone: who logs in, and who looks at an ad before it is published. */
    @ParameterizedTest
    @CsvSource({"desktop,1280,800,LIGHT,DARK", "phone,390,844,DARK,LIGHT"})
    void ways_are_whole(String device, int width, int height, ColorScheme scheme, ColorScheme other)
            throws IOException {
        List<Screen> screens =
                List.of(new Screen(device, width, height, scheme), new Screen(device, width, height, other));
        Page page = visitor.visit(width, height, scheme);
        try (StandIn locked = new StandIn()) {
            locked.lock();
            page.navigate(locked.url("/login"));
            page.waitForSelector("main h1");
            whole(page, "login", screens);
            page.getByLabel("Your key").fill("not-the-key");
            press(page, "Log in");
            page.waitForSelector("[data-field=key] .error:visible");
            whole(page, "login-wrong", screens);
        }

        page.navigate(server.url("/upload"));
        page.locator("input[type=file]").first().setInputFiles(new Path[] {
            Path.of("config/samples/pictures/mug-front.jpg"), Path.of("config/samples/pictures/mug-above.jpg")
        });
        press(page, "Next: details");
        page.getByLabel("What do you sell?").fill("Hillside Mug, thrown by hand");
        page.getByLabel("Description")
                .fill("Keeps tea warm for an hour. Glazed in the blue of a winter evening, fired twice.");
        page.getByLabel("Price").fill("€24.90");
        page.getByLabel("Category").fill("Home");
        press(page, "Next: review");
        page.waitForSelector("text=Make the video");
        whole(page, "review", screens);
        press(page, "Make the video");
        page.waitForSelector("text=The video is in the making");
        String id = (String) page.evaluate("JSON.parse(sessionStorage.getItem('kinoroute.wizard.job'))");
        page.waitForCondition(server::isListenedTo);
        server.happens(id, video -> video.put("status", "processing")
                .put("stage", "compose")
                .put("progress", 70)
                .put("time_left", 9));
        page.waitForSelector("text=Composing the video");
        whole(page, "review-going", screens);
        server.completes(id, 15);
        page.waitForSelector("text=Publish the listing");
        whole(page, "review-done", screens);
        press(page, "Publish the listing");
        page.waitForSelector("h1:has-text('Hillside Mug')");
        whole(page, "listing", screens);
    }

    private static void press(Page page, String button) {
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(button))
                .click();
    }

    private static void whole(Page page, String name, List<Screen> screens) {
        for (Screen screen : screens) {
            see(page, screen);
            whole(page, name + "-" + screen.look());
        }
        see(page, screens.get(0));
    }

    private static void whole(Page page, String name) {
        page.waitForCondition(
                () -> (Boolean)
                        page.evaluate(
                                "[...document.querySelectorAll('main img')].filter((image) => image.loading !== 'lazy').every((image) => image.complete)"));
        // Whoever works on the pages wants all of them.
        if (Boolean.getBoolean("dashboard.pictures")) {
            page.screenshot(new Page.ScreenshotOptions()
                    .setPath(Path.of("target/dashboard/" + name + ".png"))
                    .setFullPage(true));
        }
        assertThat((List<?>) page.evaluate(FLAWS)).as(name).isEmpty();
        assertThat(visitor.complaints()).as(name).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(
            value = ColorScheme.class,
            names = {"LIGHT", "DARK"})
    void colours_can_be_read(ColorScheme scheme) {
        Page page = visitor.visit(1280, 800, scheme);
        page.navigate(server.url("/settings"));
        page.waitForSelector("main h1");
        Map<?, ?> ratios = (Map<?, ?>) page.evaluate(CONTRAST);
        assertThat(ratios).hasSizeGreaterThan(15).allSatisfy((pair, ratio) -> assertThat(((Number) ratio).doubleValue())
                .as(pair + ", " + scheme)
                .isGreaterThanOrEqualTo(4.5));
    }

    @Test
    void dialogs_are_whole_on_a_phone() {
        Page page = visitor.visit(360, 640, ColorScheme.LIGHT);
        page.navigate(server.url("/voices"));
        page.getByText("Add a recording").click();
        page.screenshot(new Page.ScreenshotOptions().setPath(Path.of("target/dashboard/record-narrow-light.png")));
        assertThat((List<?>) page.evaluate(FLAWS)).isEmpty();
        assertThat(
                        (Boolean)
                                page.evaluate(
                                        "(() => { const box = document.querySelector('dialog'); return box.scrollWidth <= box.clientWidth && box.getBoundingClientRect().bottom <= innerHeight; })()"))
                .isTrue();
    }
}
