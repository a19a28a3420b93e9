package org.kinoroute;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
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
        String listed = run(home, 0, "routes");
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
        run(
                home,
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

    private String run(Path home, int status, String... arguments) throws IOException, InterruptedException {
        File log = folder.resolve("log").toFile();
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Dkinoroute.home=" + home,
                "-Dkinoroute.visual.driver="
                        + Path.of("target/playwright-driver").toAbsolutePath(),
                "-jar",
                "target/kinoroute.jar"));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log)
                .start();
        assertThat(process.waitFor(180, TimeUnit.SECONDS)).isTrue();
        String said = Files.readString(log.toPath());
        assertThat(process.exitValue()).as(said).isEqualTo(status);
        return said;
    }
}
