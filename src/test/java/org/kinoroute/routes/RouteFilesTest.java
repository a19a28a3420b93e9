package org.kinoroute.routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kinoroute.routes.RouteFile.Origin;
import org.kinoroute.video.Problem;

class RouteFilesTest {

    @TempDir
    Path temporary;

    private Path folder;

    @BeforeEach
    void folder() throws IOException {
        folder = Files.createDirectories(temporary.resolve("my config/routes"));
    }

    @Test
    void withoutAFolderThereAreTheBuiltInFilesInTheirOrder() {
        List<RouteFile> files = RouteFiles.find(folder.resolve("missing"));

        assertThat(files).extracting(RouteFile::origin).containsOnly(Origin.BUILT_IN);
        assertThat(files)
                .extracting(RouteFile::name)
                .isSorted()
                .startsWith("00-errors.camel.yaml")
                .contains("20-scenes.camel.yaml");
    }

    @Test
    void aFileOfAKnownNameReplacesWhicheverItsEndingAndAnyOtherIsAdded() throws IOException {
        write("20-scenes.yaml");
        write("42-voice-espeak.camel.yaml");
        write("43-voice-mine.yaml");

        List<RouteFile> files = RouteFiles.find(folder);

        assertThat(files)
                .filteredOn(file -> !file.isBuiltIn())
                .extracting(RouteFile::name, RouteFile::origin)
                .containsExactly(
                        tuple("20-scenes.yaml", Origin.REPLACED),
                        tuple("42-voice-espeak.camel.yaml", Origin.REPLACED),
                        tuple("43-voice-mine.yaml", Origin.ADDED));
        assertThat(files).extracting(RouteFile::stem).doesNotHaveDuplicates();
        assertThat(files).hasSize(RouteFiles.find(Path.of("missing")).size() + 1);
    }

    @Test
    void whatIsNoYamlIsIgnored() throws IOException {
        write("README.md");
        write(".43-voice-mine.yaml");
        write("43-voice-mine.yaml~");
        Files.createDirectory(folder.resolve("folder.yaml"));

        assertThat(RouteFiles.find(folder)).allMatch(RouteFile::isBuiltIn);
    }

    @Test
    void twoFilesOfOneNameAreRefused() throws IOException {
        write("43-voice-mine.camel.yaml");
        write("43-voice-mine.yaml");

        assertThatThrownBy(() -> RouteFiles.find(folder))
                .isInstanceOf(Problem.class)
                .hasMessage(folder.resolve("43-voice-mine.yaml") + ":1: "
                        + folder.resolve("43-voice-mine.camel.yaml")
                        + " has the same name but for its ending; keep one of the two");
    }

    @Test
    void anEndingThatCamelDoesNotKnowIsRefused() throws IOException {
        write("43-voice-mine.yml");

        assertThatThrownBy(() -> RouteFiles.find(folder))
                .isInstanceOf(Problem.class)
                .hasMessage(folder.resolve("43-voice-mine.yml") + ":1: Camel reads no .yml; let the name end in .yaml");
    }

    @Test
    void oneMoreFileTakesThePlaceOfItsNamesake() throws IOException {
        write("43-voice-mine.yaml");
        List<RouteFile> files = RouteFiles.find(folder);
        Path other = Files.writeString(temporary.resolve("43-voice-mine.yaml"), "[]");
        Path scenes = Files.writeString(temporary.resolve("20-scenes.camel.yaml"), "[]");

        assertThat(RouteFiles.with(files, other)).hasSameSizeAs(files).anySatisfy(file -> {
            assertThat(file.location()).isEqualTo(other.toString());
            assertThat(file.origin()).isEqualTo(Origin.ADDED);
        });
        assertThat(RouteFiles.with(files, scenes)).hasSameSizeAs(files).anySatisfy(file -> {
            assertThat(file.location()).isEqualTo(scenes.toString());
            assertThat(file.origin()).isEqualTo(Origin.REPLACED);
        });
    }

    @Test
    void builtInFilesAreFoundInAJarWhosePathHasSpaces() throws IOException {
        Path jar = temporary.resolve("my programs #1.jar");
        try (OutputStream out = Files.newOutputStream(jar);
                JarOutputStream entries = new JarOutputStream(out)) {
            entries.putNextEntry(new JarEntry("routes/"));
            entries.putNextEntry(new JarEntry("routes/10-only.camel.yaml"));
            entries.write("- route:\n    id: only\n".getBytes(StandardCharsets.UTF_8));
            entries.closeEntry();
        }

        try (URLClassLoader loader = new URLClassLoader(new URL[] {jar.toUri().toURL()}, null)) {
            List<RouteFile> files = RouteFiles.find(folder, loader);

            assertThat(files).extracting(RouteFile::location).containsExactly("routes/10-only.camel.yaml");
            assertThat(RouteSummary.of(files.get(0))).containsExactly(new RouteSummary("route", "only", ""));
        }
    }

    @Test
    void aBuildWithoutRoutesIsNoneToStart() throws IOException {
        try (URLClassLoader nothing = new URLClassLoader(new URL[0], null)) {
            assertThatThrownBy(() -> RouteFiles.find(folder, nothing)).isInstanceOf(UncheckedIOException.class);
        }
    }

    private void write(String name) throws IOException {
        Files.writeString(folder.resolve(name), "[]");
    }
}
