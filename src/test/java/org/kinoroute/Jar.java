package org.kinoroute;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The jar that is shipped, run as a program of its own. */
record Jar(Path home, List<String> within) {

    /** @param home folder in which all other folders lie */
    Jar(Path home) {
        this(home, List.of());
    }

    /** The same, run by another program, such as one that takes the network away. */
    Jar within(String... program) {
        return new Jar(home, List.of(program));
    }

    /** Runs a command line, and gives what it said. */
    String run(int status, String... arguments) throws IOException, InterruptedException {
        File log = Files.createTempFile("jar", ".log").toFile();
        List<String> command = new ArrayList<>(within);
        command.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-Dkinoroute.home=" + home,
                "-Dkinoroute.config=" + Path.of("config").toAbsolutePath(),
                "-Dkinoroute.visual.driver="
                        + Path.of("target/playwright-driver").toAbsolutePath(),
                "-jar",
                Path.of("target/kinoroute.jar").toAbsolutePath().toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log);
        builder.environment().keySet().removeIf(name -> name.startsWith("OPENAI_"));
        try {
            Process process = builder.start();
            assertThat(process.waitFor(180, TimeUnit.SECONDS)).isTrue();
            String said = Files.readString(log.toPath());
            assertThat(process.exitValue()).as(said).isEqualTo(status);
            return said;
        } finally {
            Files.delete(log.toPath());
        }
    }
}
