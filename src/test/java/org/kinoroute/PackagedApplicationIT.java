package org.kinoroute;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is shipped. */
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

    /** Without it, makers with Java 24 or later read a warning about FFmpeg before their video. */
    @Test
    void theJarMayCallNativeCode() throws Exception {
        try (JarFile jar = new JarFile("target/kinoroute.jar")) {
            assertThat(jar.getManifest().getMainAttributes().getValue("Enable-Native-Access"))
                    .isEqualTo("ALL-UNNAMED");
        }
    }
}
