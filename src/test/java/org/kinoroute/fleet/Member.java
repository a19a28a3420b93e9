package org.kinoroute.fleet;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;

/**
 * A process of the application.
 *
 * @param roles that it has
 * @param folder with its data, which no other process sees
 */
record Member(String roles, Path folder, Process process) {

    private static final Pattern READY = Pattern.compile("Kinoroute is ready at (http://\\S+)");
    private static final Duration PATIENCE = Duration.ofSeconds(120);

    /** What it has told the terminal. */
    String said() {
        return read("said.log");
    }

    /** What it has written into its log. */
    String logged() {
        return read("data/kinoroute.log");
    }

    private String read(String name) {
        try {
            Path file = folder.resolve(name);
            return Files.exists(file) ? Files.readString(file) : "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Member awaitReady() {
        Awaitility.await(roles)
                .atMost(PATIENCE)
                .until(() -> READY.matcher(said()).find() || !process.isAlive());
        address();
        return this;
    }

    /** Where its web server is. */
    URI address() {
        Matcher ready = READY.matcher(said());
        if (!ready.find()) {
            throw new IllegalStateException(roles + " is not ready: " + said() + logged());
        }
        return URI.create(ready.group(1));
    }

    void awaitLogged(String words) {
        Awaitility.await(roles + ": " + words)
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(50))
                .until(() -> logged().contains(words) || !process.isAlive());
        if (!logged().contains(words)) {
            throw new IllegalStateException(roles + " has not said \"" + words + "\": " + said() + logged());
        }
    }

    /** What no process can prepare for. */
    void kill() throws InterruptedException {
        // Its browser would see the end of its pipe and go; here nothing may wait for that.
        var children = process.descendants().toList();
        process.destroyForcibly().waitFor();
        children.forEach(ProcessHandle::destroyForcibly);
    }

    /** In good order. */
    void stop() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(40, TimeUnit.SECONDS)) {
            kill();
        }
    }

    void signal(String name) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                .start()
                .waitFor();
    }
}
