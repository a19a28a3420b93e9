package org.kinoroute.visual;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.PlaywrightException;
import com.microsoft.playwright.options.ServiceWorkerPolicy;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** One running Chromium with the Playwright that steers it. */
final class Chromium implements AutoCloseable {

    private static final List<Path> PROGRAMS =
            List.of(Path.of("/usr/bin/chromium-headless-shell"), Path.of("/usr/bin/chromium"));

    private static final List<String> FLAGS = List.of(
            "--disable-gpu",
            "--disable-lcd-text", // coloured edges do not survive a transparent ground
            "--font-render-hinting=none",
            "--force-color-profile=srgb",
            "--hide-scrollbars",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--disable-extensions",
            // Should a request ever get past the page's own walls, it finds no name and no way.
            "--host-resolver-rules=MAP * ~NOTFOUND",
            "--proxy-server=http://0.0.0.0:9",
            "--proxy-bypass-list=<-loopback>");

    private final Playwright playwright;
    private final com.microsoft.playwright.Browser browser;
    /** A switch that Chromium ignores, and by which its process is found. */
    private final String marker;

    private final Duration timeout;
    private BrowserContext context;
    private Tab tab;

    private Chromium(Playwright playwright, com.microsoft.playwright.Browser browser, String marker, Duration timeout) {
        this.playwright = playwright;
        this.browser = browser;
        this.marker = marker;
        this.timeout = timeout;
    }

    static Chromium start(VisualProperties properties) {
        Path program = program(properties);
        useDriver(properties.driver());
        String marker = "--kinoroute-browser=" + UUID.randomUUID();
        List<String> flags = new ArrayList<>(FLAGS);
        flags.add(marker);
        // The sandbox refuses to run as root.
        boolean sandbox = properties.sandbox() && !"root".equals(System.getProperty("user.name"));
        if (!sandbox) {
            flags.add("--no-sandbox");
        }
        Playwright playwright = null;
        try {
            playwright = Playwright.create(
                    new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
            var browser = playwright
                    .chromium()
                    .launch(new BrowserType.LaunchOptions()
                            .setExecutablePath(program)
                            .setHeadless(true)
                            .setEnv(PlaywrightDriver.environment())
                            .setChromiumSandbox(sandbox)
                            .setTimeout(properties.timeout().toMillis())
                            .setArgs(flags));
            return new Chromium(playwright, browser, marker, properties.timeout());
        } catch (PlaywrightException e) {
            if (playwright != null) {
                playwright.close();
            }
            throw new PlaywrightException(program + " does not start: " + PlaywrightErrors.ofStart(e), e);
        }
    }

    /** @throws BrowserException if the browser or its driver is not on this machine */
    static void check(VisualProperties properties) {
        useDriver(properties.driver());
        program(properties);
    }

    private static Path program(VisualProperties properties) {
        if (properties.chromium() != null) {
            if (!Files.isExecutable(properties.chromium())) {
                throw new BrowserException(
                        "kinoroute.visual.chromium names " + properties.chromium() + ", which is no program", null);
            }
            return properties.chromium();
        }
        return PROGRAMS.stream()
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(() -> new BrowserException(
                        "There is no Chromium; install the package chromium-headless-shell or chromium"
                                + " (apt-get install chromium-headless-shell), or set kinoroute.visual.chromium",
                        null));
    }

    /** Tells Playwright where its driver lies. */
    private static void useDriver(Path folder) {
        Path node = folder.resolve("node").toAbsolutePath();
        if (!Files.exists(node)) {
            throw new BrowserException(
                    "Playwright's driver is not in " + folder.toAbsolutePath()
                            + "; build it with mvn generate-resources, or set kinoroute.visual.driver",
                    null);
        }
        if (!Files.isExecutable(node) && !node.toFile().setExecutable(true)) {
            throw new BrowserException(node + " may not be executed; make it so with chmod +x", null);
        }
        PlaywrightDriver.use(folder);
    }

    /** The page for all pictures: to open one, with a process of its own, takes longer than to draw a small picture. */
    Tab tab() {
        if (tab == null) {
            context = browser.newContext(new NewContextOptions()
                    .setLocale("en-US")
                    .setTimezoneId("UTC")
                    .setAcceptDownloads(false)
                    .setServiceWorkers(ServiceWorkerPolicy.BLOCK));
            context.setDefaultTimeout(timeout.toMillis());
            tab = new Tab(context);
        }
        return tab;
    }

    void closeTab() {
        tab = null;
        if (context == null) {
            return;
        }
        try {
            context.close();
        } catch (PlaywrightException e) {
            // It is gone with its browser.
        }
    }

    boolean isAlive() {
        return browser.isConnected();
    }

    /** Chromium itself, not the shell script that Debian starts it by. */
    Optional<ProcessHandle> process() {
        List<ProcessHandle> processes =
                marked().stream().filter(process -> !isCopy(process)).toList();
        return processes.stream()
                .filter(process ->
                        processes.stream().noneMatch(other -> other.parent().equals(Optional.of(process))))
                .findFirst();
    }

    /** Whether a process is only about to become a helper: it has the command line of the one that it was split off from. */
    private boolean isCopy(ProcessHandle process) {
        return process.parent()
                .map(parent -> isMarked(parent) && program(parent).equals(program(process)))
                .orElse(true); // gone meanwhile
    }

    private static Optional<Path> program(ProcessHandle process) {
        try {
            return Optional.of(Files.readSymbolicLink(Path.of("/proc/" + process.pid() + "/exe")));
        } catch (IOException e) {
            return Optional.empty(); // gone meanwhile
        }
    }

    private List<ProcessHandle> marked() {
        return ProcessHandle.current().descendants().filter(this::isMarked).toList();
    }

    /** Java's own {@code ProcessHandle.info()} gives up on command lines as long as Chromium's. */
    private boolean isMarked(ProcessHandle process) {
        try {
            return Files.readString(Path.of("/proc/" + process.pid() + "/cmdline"), StandardCharsets.ISO_8859_1)
                    .contains(marker);
        } catch (IOException e) {
            return false; // gone meanwhile
        }
    }

    /** Ends Chromium and its driver at once; whoever waits for them gets an exception. May be called by any thread. */
    void kill() {
        for (ProcessHandle process : marked()) {
            Optional<ProcessHandle> node = process.parent();
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
            node.filter(parent -> parent.pid() != ProcessHandle.current().pid())
                    .ifPresent(ProcessHandle::destroyForcibly);
        }
    }

    @Override
    public void close() {
        try {
            browser.close();
            playwright.close();
        } catch (PlaywrightException e) {
            kill();
        }
    }
}
