package org.kinoroute.visual;

import com.microsoft.playwright.PlaywrightException;
import jakarta.annotation.PreDestroy;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** A Chromium that draws one picture after the other; started when first used, and anew when it dies or hangs. */
@Component
public class Browser implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(Browser.class);

    /** What a page may do. */
    enum Policy {
        /** Own scripts, styles, fonts and pictures alone; nothing inline, no plug-in, no frame, no form, no way out. */
        STRICT("style-src 'self'"),
        /** The same, for a library that writes styles into what it draws. */
        INLINE_STYLES("style-src 'self' 'unsafe-inline'");

        private final String header;

        Policy(String styles) {
            this.header = "default-src 'none'; script-src 'self'; img-src 'self'; font-src 'self'; base-uri 'none';"
                    + " form-action 'none'; " + styles;
        }

        String header() {
            return header;
        }
    }

    private final VisualProperties properties;
    /** Playwright's objects belong to the thread that made them. */
    private final ExecutorService worker = Executors.newSingleThreadExecutor(daemon("kinoroute-browser"));

    private final ScheduledExecutorService watchdog =
            Executors.newSingleThreadScheduledExecutor(daemon("kinoroute-browser-watchdog"));
    private volatile Chromium chromium;
    private int uses;

    public Browser(VisualProperties properties) {
        this.properties = properties;
    }

    /** Size of a page in pixels. */
    record Paper(int width, int height) {}

    /** What is done in a page. */
    interface Task<T> {
        T in(Tab tab);
    }

    /** @throws BrowserException if the browser is not on this machine */
    public void check() {
        Chromium.check(properties);
    }

    /** Starts Chromium in the background, so that the first picture need not wait for it; or says why it does not start. */
    public CompletableFuture<Void> warmUp() {
        return CompletableFuture.runAsync(
                () -> {
                    try {
                        running();
                    } catch (PlaywrightException e) {
                        throw new BrowserException(PlaywrightErrors.firstLine(e), e);
                    }
                },
                worker);
    }

    /** Runs a task in an empty page. Where Chromium dies or hangs meanwhile, once more in a new one, from the start. */
    <T> T use(Paper paper, PageFiles files, Task<T> task) {
        return use(paper, files, Policy.STRICT, task);
    }

    /** The same, in a page that may do what a policy says. */
    <T> T use(Paper paper, PageFiles files, Policy policy, Task<T> task) {
        Drawing drawing = new Drawing();
        Future<T> result = worker.submit(() -> {
            if (!drawing.begin()) {
                throw new CancellationException("Nobody waits for this drawing");
            }
            try {
                return attempt(paper, files, policy, task);
            } catch (PlaywrightException e) {
                if (!drawing.isWanted()) {
                    throw e;
                }
                log.warn("The browser failed, trying once more with a new one: {}", PlaywrightErrors.firstLine(e));
                stop();
                return attempt(paper, files, policy, task);
            } finally {
                drawing.end();
            }
        });
        try {
            return result.get();
        } catch (InterruptedException e) {
            drawing.breakOff();
            Thread.currentThread().interrupt();
            throw new BrowserException("Interrupted while the browser was drawing", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof PlaywrightException failure) {
                throw new BrowserException("The browser failed twice: " + PlaywrightErrors.firstLine(failure), failure);
            }
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw new BrowserException("The browser failed: " + e.getCause(), e.getCause());
        }
    }

    /** A task on its way through the browser; whoever waits for it may break it off, and the next one gets a new browser. */
    private final class Drawing {

        private boolean wanted = true;
        private boolean underWay;

        synchronized boolean begin() {
            underWay = wanted;
            return wanted;
        }

        synchronized boolean isWanted() {
            return wanted;
        }

        synchronized void end() {
            underWay = false;
        }

        synchronized void breakOff() {
            wanted = false;
            if (underWay) {
                Optional.ofNullable(chromium).ifPresent(Chromium::kill);
            }
        }
    }

    private <T> T attempt(Paper paper, PageFiles files, Policy policy, Task<T> task) {
        if (uses >= properties.usesPerBrowser()) {
            stop();
        }
        Chromium browser = running();
        uses++;
        ScheduledFuture<?> limit =
                watchdog.schedule(browser::kill, properties.timeout().toMillis(), TimeUnit.MILLISECONDS);
        try {
            return browser.tab().draw(paper, files, policy, task);
        } catch (RuntimeException e) {
            // Whatever is in its page by now, the next one finds nothing of it.
            browser.closeTab();
            throw e;
        } finally {
            limit.cancel(false);
        }
    }

    private Chromium running() {
        if (chromium == null || !chromium.isAlive()) {
            stop();
            chromium = Chromium.start(properties);
        }
        return chromium;
    }

    private void stop() {
        uses = 0;
        if (chromium != null) {
            chromium.close();
            chromium = null;
        }
    }

    /** The process of the running Chromium. */
    Optional<ProcessHandle> process() {
        return Optional.ofNullable(chromium).flatMap(Chromium::process);
    }

    @Override
    @PreDestroy
    public void close() {
        worker.submit(this::stop);
        worker.shutdown();
        try {
            if (!worker.awaitTermination(10, TimeUnit.SECONDS)) {
                Optional.ofNullable(chromium).ifPresent(Chromium::kill);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        watchdog.shutdownNow();
    }

    private static ThreadFactory daemon(String name) {
        return work -> {
            Thread thread = new Thread(work, name);
            thread.setDaemon(true);
            return thread;
        };
    }
}
