package org.kinoroute.routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.kinoroute.video.Problem;

class RouteCheckTest {

    private static final Set<String> SETTINGS =
            Set.of("kinoroute.lane", "kinoroute.store.bucket", "kinoroute.retry.redeliveries", "kinoroute.retry.delay");

    @TempDir
    Path home;

    @ParameterizedTest(name = "{0}")
    @org.junit.jupiter.params.provider.MethodSource("badFiles")
    void aBadFileIsRefusedInOneLine(String what, String text, String expected) throws IOException {
        Path file = write("bad.camel.yaml", text);

        String message = refusal();
        System.out.println("@@ " + what + "\n" + message.replace(file.toString(), "FILE"));
        assertThat(message).doesNotContain("\n").startsWith(file + ":");
    }

    static java.util.stream.Stream<org.junit.jupiter.params.provider.Arguments> badFiles() throws IOException {
        return java.util.Arrays.stream(Files.readString(Path.of("/tmp/bad.txt")).split("(?m)^=== "))
                .filter(s -> !s.isBlank())
                .map(s -> org.junit.jupiter.params.provider.Arguments.of(
                        s.lines().findFirst().get(), s.substring(s.indexOf('\n') + 1), ""));
    }

    private String refusal() {
        return catchThrowableOfType(Problem.class, this::check).getMessage();
    }

    private void check() {
        new RouteCheck(RouteFiles.find(home), SETTINGS::contains).checkUserFiles();
    }

    private Path write(String name, String text) throws IOException {
        return Files.writeString(home.resolve(name), text);
    }
}
