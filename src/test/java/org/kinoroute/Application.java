package org.kinoroute;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.springframework.util.FileSystemUtils;

/**
 * The application as it is installed, run as processes of their own: its jar extracted, with an archive of its classes.
 *
 * @param home folder in which all other folders lie
 * @param within a program that runs it, such as one that takes the network away
 * @param environment beside this process's own, from which Kinoroute's is taken out
 * @param options of the JVM
 */
public record Application(Path home, List<String> within, Map<String, String> environment, List<String> options) {

    private static final Path TARGET = Path.of("target").toAbsolutePath();
    private static final Path JAR = TARGET.resolve("kinoroute.jar");
    private static final Path INSTALLED = TARGET.resolve("installed");
    private static final Path ARCHIVE = INSTALLED.resolve("classes.jsa");

    public static Application in(Path home) {
        return new Application(home, List.of(), Map.of(), List.of());
    }

    public Application within(String... program) {
        return new Application(home, List.of(program), environment, options);
    }

    public Application environment(Map<String, String> variables) {
        return new Application(home, within, variables, options);
    }

    /** @param given such as {@code -Dname=value} */
    public Application options(String... given) {
        return new Application(home, within, environment, List.of(given));
    }

    /** Runs a command line to its end, and gives what it said. */
    public String run(int status, String... arguments) {
        Running running = start(arguments);
        assertThat(running.ended()).as(running.said()).isEqualTo(status);
        return running.said();
    }

    /** Starts a command line. */
    public Running start(String... arguments) {
        install();
        List<String> own = new ArrayList<>(options);
        if (Files.exists(ARCHIVE)) {
            own.add("-XX:SharedArchiveFile=" + ARCHIVE);
        }
        return launch(own, arguments);
    }

    private Running launch(List<String> own, String... arguments) {
        List<String> command = new ArrayList<>(within);
        command.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-XX:ReservedCodeCacheSize=240m",
                "-Dkinoroute.home=" + home,
                "-Dkinoroute.config=" + Path.of("config").toAbsolutePath(),
                "-Dkinoroute.visual.driver=" + TARGET.resolve("playwright-driver"),
                "-Dkinoroute.embedded.programs=" + TARGET.resolve("embedded-programs"),
                // Letters and digits of a language of its own are for people: nothing that is for programs may have
                // them.
                "-Duser.language=tr",
                "-Duser.extensions=u-nu-arab",
                // A tenth of a start, for tables that no process of these tests is asked for.
                "-Dcamel.main.jmx-enabled=false"));
        command.addAll(own);
        command.addAll(List.of("-jar", INSTALLED.resolve("kinoroute.jar").toString()));
        command.addAll(List.of(arguments));
        try {
            Path log = Files.createTempFile(home, "log-", ".txt");
            ProcessBuilder builder =
                    new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
            builder.environment()
                    .keySet()
                    .removeIf(name -> name.startsWith("OPENAI_") || name.startsWith("KINOROUTE_"));
            builder.environment().putAll(environment);
            return new Running(builder.start(), log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Once for each jar, by whichever test comes first. */
    private static synchronized void install() {
        Path mark = TARGET.resolve("installed.of");
        try (FileChannel lock = FileChannel.open(
                TARGET.resolve("installed.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            lock.lock();
            // When it was written: its own time is the same in all builds.
            String jar = Files.getAttribute(JAR, "unix:ctime").toString();
            if (Files.exists(mark) && Files.readString(mark).equals(jar)) {
                return;
            }
            FileSystemUtils.deleteRecursively(INSTALLED);
            extract();
            putLargeJarsFirst();
            // As the start script does.
            if (INSTALLED.toString().matches("[A-Za-z0-9/._ +()#-]+")) {
                train();
            }
            Files.writeString(mark, jar);
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void extract() throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Djarmode=tools",
                        "-jar",
                        JAR.toString(),
                        "extract",
                        "--destination",
                        INSTALLED.toString())
                .inheritIO()
                .start();
        assertThat(process.waitFor()).isZero();
    }

    /** As the launcher does, so that the JVM is quicker at its archive. */
    private static void putLargeJarsFirst() throws IOException {
        File[] libraries = INSTALLED.resolve("lib").toFile().listFiles();
        Arrays.sort(libraries, Comparator.comparingLong(File::length).reversed());
        try (FileSystem jar = FileSystems.newFileSystem(INSTALLED.resolve("kinoroute.jar"))) {
            Path file = jar.getPath(JarFile.MANIFEST_NAME);
            Manifest manifest = new Manifest(new ByteArrayInputStream(Files.readAllBytes(file)));
            manifest.getMainAttributes()
                    .put(
                            Attributes.Name.CLASS_PATH,
                            Arrays.stream(libraries)
                                    .map(library -> "lib/" + library.getName())
                                    .collect(Collectors.joining(" ")));
            try (OutputStream out = Files.newOutputStream(file)) {
                manifest.write(out);
            }
        }
    }

    /** A first start shows the JVM which classes are needed: later ones load them from the archive. */
    private static void train() throws IOException, InterruptedException {
        Path home = Files.createTempDirectory("kinoroute-trial");
        try (Running server = in(home).launch(List.of("-XX:ArchiveClassesAtExit=" + ARCHIVE), "serve", "--port", "0")) {
            server.await("Kinoroute is ready at");
            server.signal("TERM");
            assertThat(server.ended()).as(server.said()).isZero();
        } finally {
            FileSystemUtils.deleteRecursively(home);
        }
    }

    /** A process, and what it says. */
    public record Running(Process process, Path log) implements AutoCloseable {

        private static final Pattern READY = Pattern.compile("Kinoroute is ready at (http://\\S+)");
        private static final HttpClient HTTP = HttpClient.newHttpClient();
        private static final ObjectMapper JSON = new ObjectMapper();

        public String said() {
            try {
                return Files.readString(log);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        /** Where its web server is. */
        public URI address() {
            Matcher ready = READY.matcher(said());
            if (!ready.find()) {
                throw new IllegalStateException("not ready: " + said());
            }
            return URI.create(ready.group(1));
        }

        /**
         * Hands a video in.
         *
         * @param idempotencyKey with which it is one video, however often it is handed in
         * @return its id
         */
        public String submit(String request, String idempotencyKey) throws IOException, InterruptedException {
            HttpResponse<String> answer = HTTP.send(
                    HttpRequest.newBuilder(address().resolve("/api/videos"))
                            .timeout(Duration.ofSeconds(30))
                            .header("Content-Type", "application/json")
                            .header("Idempotency-Key", idempotencyKey)
                            .POST(HttpRequest.BodyPublishers.ofString(request))
                            .build(),
                    BodyHandlers.ofString());
            // 200: it was accepted before.
            if (answer.statusCode() != 202 && answer.statusCode() != 200) {
                throw new IllegalStateException(answer.statusCode() + ": " + answer.body());
            }
            return JSON.readTree(answer.body()).get("id").asText();
        }

        public JsonNode video(String id) throws IOException, InterruptedException {
            return JSON.readTree(get("/api/videos/" + id).body());
        }

        public HttpResponse<String> get(String path) throws IOException, InterruptedException {
            return HTTP.send(HttpRequest.newBuilder(address().resolve(path)).build(), BodyHandlers.ofString());
        }

        /** Waits until it has said something. */
        public void await(String words) {
            await(words, this::said);
        }

        /** @param cause what is told where it ends without having said so */
        public void await(String words, Supplier<String> cause) {
            Awaitility.await(words)
                    .atMost(240, TimeUnit.SECONDS)
                    .pollInterval(50, TimeUnit.MILLISECONDS)
                    .until(() -> said().contains(words) || !process.isAlive());
            assertThat(said()).as(cause).contains(words);
        }

        /** Waits for its end, and gives its status. */
        public int ended() {
            try {
                assertThat(process.waitFor(180, TimeUnit.SECONDS)).as(said()).isTrue();
                return process.exitValue();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }

        /** @param name such as TERM */
        public void signal(String name) {
            try {
                new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                        .start()
                        .waitFor();
            } catch (IOException | InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }

        /** As the machine does when it has no memory left: with no time for a farewell. */
        public void kill() {
            process.destroyForcibly();
            ended();
        }

        @Override
        public void close() {
            process.destroy();
            try {
                if (!process.waitFor(30, TimeUnit.SECONDS)) {
                    kill();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
