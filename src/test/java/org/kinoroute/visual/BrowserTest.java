package org.kinoroute.visual;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.kinoroute.video.Causes;

class BrowserTest {

    private static final Browser.Paper PAPER = new Browser.Paper(200, 100);

    @TempDir
    Path folder;

    private final AtomicInteger requests = new AtomicInteger();
    private HttpServer server;

    @BeforeEach
    void listen() throws IOException {
        server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        server.createContext("/", exchange -> {
            requests.incrementAndGet();
            exchange.sendResponseHeaders(200, -1);
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private static PageFiles page(String html) {
        return path -> path.equals("page.html") ? Optional.of(html.getBytes()) : Optional.empty();
    }

    private static String title(Browser browser, String html) {
        return browser.use(PAPER, page(html), tab -> {
            tab.open("page.html");
            return tab.call("() => document.title", "");
        });
    }

    @Test
    void aPageReachesNoNetworkByAnyOfItsWays() {
        String url = "http://127.0.0.1:" + server.getAddress().getPort() + "/";
        String html =
                """
                <title>ok</title><meta http-equiv="refresh" content="9; url=URL">
                <link rel="stylesheet" href="URLa.css"><link rel="prefetch" href="URLb"><link rel="preconnect" href="URL">
                <img src="URLc.png"><iframe src="URLd"></iframe><script src="URLe.js"></script>
                <style>body { background: url(URLf.png) } @import "URLg.css";</style>
                <video src="URLh.mp4"></video><object data="URLi"></object><script>document.title = 'ran'</script>
                <img src=x onerror="document.title = 'ran'">
                """
                        .replace("URL", url);

        assertThat(title(Studio.BROWSER, html)).isEqualTo("ok");
        assertThat(requests).hasValue(0);
    }

    @Test
    void evenAnOpenPageFindsNoWayOut() {
        String url = "http://127.0.0.1:" + server.getAddress().getPort() + "/";
        // Past the policy and the routes, by the browser's own means, the flags still hold.
        String outcome = Studio.BROWSER.use(PAPER, page("<title>ok</title>"), tab -> {
            tab.open("page.html");
            return tab.call("url => fetch(url, {mode: 'no-cors'}).then(() => 'reached', () => 'refused')", url);
        });

        assertThat(outcome).isEqualTo("refused");
        assertThat(requests).hasValue(0);
    }

    @Test
    void aPageFindsNothingOfTheOneBefore() {
        String leave =
                """
                () => {
                    localStorage.kept = document.cookie = window.kept = 'kept';
                    return getComputedStyle(document.body).color;
                }""";
        String find =
                """
                () => [localStorage.kept, document.cookie, window.kept, getComputedStyle(document.body).color].join()""";
        try (Browser browser = new Browser(VisualProperties.defaults())) {
            assertThat(coloured(browser, "rgb(1, 2, 3)", leave)).isEqualTo("rgb(1, 2, 3)");
            assertThat(coloured(browser, "rgb(3, 2, 1)", find)).isEqualTo(",,,rgb(3, 2, 1)");
            assertThatThrownBy(() -> coloured(browser, "red", "() => { throw new Error('no'); }"))
                    .isInstanceOf(BrowserException.class);
            assertThat(coloured(browser, "rgb(1, 1, 1)", find)).isEqualTo(",,,rgb(1, 1, 1)");
        }
    }

    /** Calls a function in a page whose style sheet always has the same name. */
    private static String coloured(Browser browser, String colour, String function) {
        PageFiles files = path -> Optional.of(
                (path.equals("page.html") ? "<link rel=stylesheet href=page.css><p>" : "body { color: " + colour + " }")
                        .getBytes());
        return browser.use(PAPER, files, tab -> {
            tab.open("page.html");
            return tab.call(function, "");
        });
    }

    @Test
    void aChromiumThatIsKilledInTheMiddleIsStartedAnew() {
        try (Browser browser = new Browser(VisualProperties.defaults())) {
            AtomicInteger tries = new AtomicInteger();
            String title = browser.use(PAPER, page("<title>there</title>"), tab -> {
                tab.open("page.html");
                if (tries.incrementAndGet() == 1) {
                    ProcessHandle process = browser.process().orElseThrow();
                    process.destroyForcibly();
                    process.onExit().join();
                }
                return tab.call("() => document.title", "");
            });

            assertThat(title).isEqualTo("there");
            assertThat(tries).hasValue(2);
        }
    }

    @Test
    void aChromiumThatHangsIsKilledAndStartedAnew() {
        VisualProperties defaults = VisualProperties.defaults();
        VisualProperties hasty = new VisualProperties(
                null, true, defaults.driver(), Duration.ofSeconds(6), 100, 4096, defaults.captions());
        try (Browser browser = new Browser(hasty)) {
            AtomicInteger tries = new AtomicInteger();
            String answer = browser.use(PAPER, page("<title>there</title>"), tab -> {
                tab.open("page.html");
                if (tries.incrementAndGet() == 1) {
                    hang(browser.process().orElseThrow());
                }
                return tab.call("() => 'back'", "");
            });

            assertThat(answer).isEqualTo("back");
            assertThat(tries).hasValue(2);
        }
    }

    /** As by a page that turns in circles, but for what that would cost: Chromium goes on, what draws its pages does not. */
    private static void hang(ProcessHandle chromium) {
        List<String> command = new ArrayList<>(List.of("kill", "-STOP"));
        chromium.descendants().map(helper -> String.valueOf(helper.pid())).forEach(command::add);
        assertThat(command).as("there is somebody to stop").hasSizeGreaterThan(2);
        try {
            assertThat(new ProcessBuilder(command).start().waitFor()).isZero();
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void aBrowserIsReplacedAfterSoManyUses() {
        VisualProperties defaults = VisualProperties.defaults();
        VisualProperties brief =
                new VisualProperties(null, true, defaults.driver(), defaults.timeout(), 2, 4096, defaults.captions());
        try (Browser browser = new Browser(brief)) {
            browser.warmUp().join();
            long first = browser.process().orElseThrow().pid();
            title(browser, "<title>1</title>");
            title(browser, "<title>2</title>");
            assertThat(browser.process().orElseThrow().pid()).isEqualTo(first);
            title(browser, "<title>3</title>");
            assertThat(browser.process().orElseThrow().pid()).isNotEqualTo(first);
        }
    }

    @Test
    void neitherTheBrowserNorItsDriverHasTheSecretsOfTheEnvironment() throws IOException {
        Set<String> told = Set.of("PATH", "HOME", "LANG", "LC_ALL", "TZ", "TMPDIR");
        Set<String> secrets = new TreeSet<>(System.getenv().keySet());
        secrets.removeAll(told);
        // A shell that starts a program sets them itself.
        secrets.removeAll(Set.of("PWD", "OLDPWD", "SHLVL", "_"));
        assertThat(secrets).as("there is something to keep").contains("KINOROUTE_TEST_SECRET");
        try (Browser browser = new Browser(VisualProperties.defaults())) {
            browser.warmUp().join();
            ProcessHandle chromium = browser.process().orElseThrow();
            ProcessHandle driver = chromium;
            while (driver.parent().orElseThrow().pid()
                    != ProcessHandle.current().pid()) {
                driver = driver.parent().orElseThrow();
            }
            List<ProcessHandle> processes =
                    Stream.concat(Stream.of(driver), driver.descendants()).toList();
            assertThat(processes).hasSizeGreaterThan(2).contains(chromium);
            for (ProcessHandle process : processes) {
                String environment =
                        Files.readString(Path.of("/proc/" + process.pid() + "/environ"), StandardCharsets.ISO_8859_1);
                assertThat(environment).doesNotContain(System.getenv("KINOROUTE_TEST_SECRET"));
                assertThat(Arrays.stream(environment.split("\0")).map(variable -> variable.split("=")[0]))
                        .doesNotContainAnyElementsOf(secrets);
            }
        }
    }

    @Test
    void aMissingChromiumAndAMissingDriverAreNamed() {
        VisualProperties defaults = VisualProperties.defaults();
        try (Browser browser = new Browser(new VisualProperties(
                Path.of("/no/chromium"), true, defaults.driver(), defaults.timeout(), 1, 4096, defaults.captions()))) {
            assertThatThrownBy(() -> title(browser, ""))
                    .isInstanceOf(BrowserException.class)
                    .hasMessageContaining("kinoroute.visual.chromium");
        }
        try (Browser browser = new Browser(new VisualProperties(
                null, true, Path.of("/no/driver"), defaults.timeout(), 1, 4096, defaults.captions()))) {
            assertThatThrownBy(() -> title(browser, ""))
                    .isInstanceOf(BrowserException.class)
                    .hasMessageContaining("kinoroute.visual.driver");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "chrome: libnss3.so: cannot open shared object file | does not start: chrome: libnss3.so: cannot open",
                "[1:1:FATAL:zygote.cc(12)] No usable sandbox! | does not start: its sandbox needs user namespaces",
                "'' | does not start: Target page, context or browser has been closed",
            })
    void whyItDoesNotStartIsSaidInOneLine(String printed, String told) throws IOException {
        Path program = Files.writeString(folder.resolve("chromium"), "#!/bin/sh\necho '" + printed + "' >&2\nexit 1\n");
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
        VisualProperties defaults = VisualProperties.defaults();
        try (Browser browser = new Browser(new VisualProperties(
                program, true, defaults.driver(), defaults.timeout(), 1, 4096, defaults.captions()))) {
            for (ThrowingCallable start :
                    List.<ThrowingCallable>of(() -> browser.warmUp().join(), () -> title(browser, ""))) {
                assertThat(Causes.of(catchThrowable(start)))
                        .contains(program + " " + told)
                        .hasLineCount(1);
            }
        }
    }
}
