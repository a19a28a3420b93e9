package org.kinoroute.jobber;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.kinoroute.video.Problem;
import org.kinoroute.video.Suggestions;
import org.springframework.stereotype.Component;

/** The workers that can be asked for by a name: each file {@code config/workers/<app>.yaml} is the manifest of one. */
@Component
class WorkerApps {

    /** The worker that speaks. */
    static final String VOICE = "voice";

    /** What the older system calls it. */
    private static final String TEXT_PROCESSOR = "text-processor";

    private static final String ENDING = ".yaml";
    private static final Pattern NAME = Pattern.compile("[a-z0-9](?:[a-z0-9_-]{0,58}[a-z0-9])?");

    private final Path folder;

    WorkerApps(JobberProperties properties) {
        this.folder = Path.of(properties.workers());
    }

    /** @throws Problem if there is no such worker */
    void check(String app) {
        Set<String> names = names();
        if (!names.contains(app)) {
            throw new Problem("app: there is no worker \"" + app + "\"; did you mean "
                    + String.join(", ", Suggestions.near(app, names)) + "? A file " + folder + "/<app>.yaml adds one");
        }
    }

    private Set<String> names() {
        Set<String> names = new TreeSet<>(List.of(VOICE, TEXT_PROCESSOR));
        if (Files.isDirectory(folder)) {
            try (var files = Files.list(folder)) {
                files.map(file -> file.getFileName().toString())
                        .filter(name -> name.endsWith(ENDING))
                        .map(name -> name.substring(0, name.length() - ENDING.length()))
                        .filter(name -> NAME.matcher(name).matches())
                        .forEach(names::add);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return names;
    }

    /** The manifest of a worker; that of the voice worker where there is none of its own. */
    Path manifest(String app) {
        check(app);
        Path own = folder.resolve(app + ENDING);
        Path manifest = Files.exists(own) ? own : folder.resolve(VOICE + ENDING);
        if (!Files.exists(manifest)) {
            throw new Problem(own + ": there is no such file; it holds the manifest of the Job that this worker is");
        }
        return manifest;
    }
}
