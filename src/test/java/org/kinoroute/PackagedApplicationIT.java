package org.kinoroute;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The jar that is shipped: it holds every route, and makes a video from a folder with spaces in its name. */
class PackagedApplicationIT {

    @TempDir
    Path folder;

    @Test
    void theJarHasTheRoutesOfTheSources() throws Exception {
        List<String> sources;
        try (Stream<Path> files = Files.list(Path.of("src/main/resources/routes"))) {
            sources = files.map(file -> "routes/" + file.getFileName() + "  (built-in)")
                    .toList();
        }
        Path home = Files.createDirectories(folder.resolve("an empty home"));
        String listed = Application.in(home).run(0, "routes");
        assertThat(listed.lines()).containsAll(sources);
        assertThat(listed.lines().filter(line -> line.endsWith(")") && line.startsWith("routes/")))
                .hasSameSizeAs(sources);
    }

    @Test
    void theJarMakesAVideo() throws Exception {
        Path home = Files.createDirectories(folder.resolve("a home"));
        Path script =
                Files.writeString(home.resolve("chat.json"), "[{\"from\":\"Ana\",\"to\":\"Bruno\",\"text\":\"Oi!\"}]");
        Path out = home.resolve("a film.mp4");
        Application.in(home)
                .run(
                        0,
                        "make",
                        "--script",
                        script.toString(),
                        "--out",
                        out.toString(),
                        "--size",
                        "270x480",
                        "--fps",
                        "10");
        assertThat(out).isNotEmptyFile();
        assertThat(home.resolve("a film.srt")).content().contains("Oi!");
    }
}
