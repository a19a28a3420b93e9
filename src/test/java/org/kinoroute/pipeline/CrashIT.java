package org.kinoroute.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kinoroute.Application;
import org.kinoroute.Application.Running;

/**
 * The process is killed between any two stages, and the same command takes the video up where it was. A trap in a route
 * says that the place was reached, and waits there for the kill.
 */
class CrashIT {

    private static final String CHAT =
            """
            [{"from": "Ana", "to": "Bruno", "text": "Oi, tudo bem?"},
             {"from": "Bruno", "to": "Ana", "text": "Tudo, e você?"}]
            """;

    /** A route's file, and the step before which the process dies. */
    private record Place(String file, String step) {}

    private static final List<Place> BEFORE_ALL_IS_GATHERED = List.of(
            new Place("10-scripts.camel.yaml", "scripts-send-scenes"),
            new Place("20-scenes.camel.yaml", "scenes-voice-dispatch"),
            new Place("41-voicing.camel.yaml", "voicing-complete"),
            new Place("30-visuals.camel.yaml", "visuals-note"));

    private static final List<Place> AFTER_ALL_IS_GATHERED = List.of(
            new Place("50-assembly.camel.yaml", "assembly-to-compose"),
            new Place("60-compose.camel.yaml", "compose-results"),
            new Place("60-compose.camel.yaml", "compose-clear"));

    private static final Place A_PART_IS_STORED = new Place("60-compose.camel.yaml", "compose-note");

    private Path folder;

    @BeforeEach
    void goHome(@TempDir Path temporary) throws IOException {
        folder = Files.createDirectories(temporary.resolve("a home with spaces"));
    }

    @Test
    void whatWasKilledOrStoppedIsTakenUpWhereItWas() throws Exception {
        Path script = Files.writeString(folder.resolve("talk.json"), CHAT);
        for (Place place : BEFORE_ALL_IS_GATHERED) {
            killAt(place, script);
        }
        killAt(AFTER_ALL_IS_GATHERED.get(0), script);
        Map<String, Object> made = madeScenes();
        assertThat(made).hasSizeGreaterThanOrEqualTo(5);
        anotherVideoIsStoppedCancelledAndMade();
        killAt(A_PART_IS_STORED, script);
        assertThat(halfMade())
                .as("the next start clears it away")
                .anyMatch(name -> name.matches("(background|segment|sound)\\d+\\.\\w+"));
        Map<String, Object> parts = madeParts();
        assertThat(parts).isNotEmpty();
        killAt(AFTER_ALL_IS_GATHERED.get(1), script);
        assertThat(madeParts())
                .as("finished parts are not made again")
                .hasSizeGreaterThan(parts.size())
                .containsAllEntriesOf(parts);
        // Composed, but not yet copied to its maker.
        killAt(AFTER_ALL_IS_GATHERED.get(2), script);

        Running process = make(script, folder.resolve("chat.mp4"), null);
        assertThat(process.ended()).as(process.said()).isZero();
        assertThat(process.said()).contains("taking up where it was interrupted");
        for (String ending : List.of(".mp4", ".jpg", ".srt", ".vtt", ".json")) {
            assertThat(folder.resolve("chat" + ending)).isNotEmptyFile();
        }
        assertThat(folder.resolve("chat.srt")).content().contains("Oi, tudo bem?");
        assertThat(madeScenes()).as("finished scenes are not made again").containsAllEntriesOf(made);
        assertThat(halfMade())
                .as("nothing is left; PostgreSQL makes an empty folder")
                .allMatch("embedded-pg"::equals);
    }

    /**
     * Stopped, cancelled, and made in the end: it leaves the killed one alone, even where that one's scenes are all
     * gathered.
     */
    private void anotherVideoIsStoppedCancelledAndMade() throws Exception {
        Path script = Files.writeString(folder.resolve("other-talk.json"), CHAT.replace("tudo", "nada"));
        Path out = folder.resolve("other.mp4");
        Running process = runTo(AFTER_ALL_IS_GATHERED.get(1), script, out);
        assertThat(stopped(process, "TERM")).isEqualTo(143);
        assertThat(process.said())
                .contains("the same command takes it up again")
                .doesNotContain("Exception");
        assertThat(folder.resolve("data/postgres/postmaster.pid")).doesNotExist();

        Files.delete(folder.resolve("data/kinoroute.log"));
        process = runTo(AFTER_ALL_IS_GATHERED.get(1), script, out);
        assertThat(process.said()).contains("taking up where it was interrupted");
        assertThat(stopped(process, "INT")).isEqualTo(130);
        assertThat(process.said()).contains("cancelled");

        // What was cancelled is not taken up: the same command begins anew, and finds what was made in the caches.
        process = make(script, out, null);
        assertThat(process.ended()).as(process.said()).isZero();
        assertThat(process.said()).doesNotContain("taking up");
        assertThat(out).exists();
        assertThat(folder.resolve("chat.mp4")).doesNotExist();
    }

    private static int stopped(Running process, String signal) {
        process.signal(signal);
        return process.ended();
    }

    /** The command dies at the place as by kill -9, before anything else can happen. */
    private void killAt(Place place, Path script) throws Exception {
        Running process = startTo(
                place,
                script,
                folder.resolve("chat.mp4"),
                "- setBody: {method: {beanType: java.lang.Runtime, method: getRuntime}}",
                "- setBody: {simple: \"${body.halt(137)}\"}");
        assertThat(process.ended()).as("%s: %s", place, process.said()).isEqualTo(137);
    }

    /** Starts the command, which stops and waits at the place. */
    private Running runTo(Place place, Path script, Path out) throws Exception {
        Running process = startTo(
                place,
                script,
                out,
                "- log: {logName: org.kinoroute.trap, message: trapped at " + place.step() + "}",
                "- delay: {constant: \"600000\"}");
        Awaitility.await(place.step())
                .atMost(Duration.ofSeconds(60))
                .until(() -> isReached(place) || !process.process().isAlive());
        assertThat(process.process().isAlive())
                .as("%s: %s", place, process.said())
                .isTrue();
        return process;
    }

    private Running startTo(Place place, Path script, Path out, String... trap) throws IOException {
        Path routes = folder.resolve("routes-" + place.step());
        Files.createDirectories(routes);
        Files.writeString(routes.resolve(place.file()), withTrap(place, trap));
        return make(script, out, routes);
    }

    private boolean isReached(Place place) throws IOException {
        Path log = folder.resolve("data/kinoroute.log");
        return Files.exists(log) && Files.readString(log).contains("trapped at " + place.step());
    }

    private static String withTrap(Place place, String... trap) throws IOException {
        List<String> lines = new ArrayList<>(
                Files.readAllLines(Path.of("src/main/resources/routes").resolve(place.file())));
        int at = 0;
        while (!lines.get(at).strip().equals("id: " + place.step())) {
            at++;
        }
        while (!lines.get(at).strip().startsWith("- ")) {
            at--;
        }
        String indent = lines.get(at).substring(0, lines.get(at).indexOf('-'));
        lines.addAll(at, Arrays.stream(trap).map(indent::concat).toList());
        return String.join("\n", lines) + "\n";
    }

    private Running make(Path script, Path out, Path routes) {
        // So that even these have several.
        Application application = Application.in(folder).environment(Map.of("KINOROUTE_COMPOSE_SEGMENTSECONDS", "1"));
        return (routes == null ? application : application.options("-Dkinoroute.routes.folder=" + routes))
                .start(
                        "make",
                        "--script",
                        script.toString(),
                        "--out",
                        out.toString(),
                        "--size",
                        "270x480",
                        "--fps",
                        "10",
                        "--background",
                        "none");
    }

    private List<String> halfMade() throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve("data/tmp"))) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }

    /** When each voice and each sheet of the chat was made. */
    private Map<String, Object> madeScenes() throws IOException {
        Map<String, Object> made = made("voices", "");
        made.putAll(made("sheets", ""));
        return made;
    }

    /** When each segment of a video was encoded, and its sound. */
    private Map<String, Object> madeParts() throws IOException {
        return made("videos", "/segments/");
    }

    private Map<String, Object> made(String kind, String where) throws IOException {
        Map<String, Object> made = new TreeMap<>();
        try (var files = Files.walk(folder.resolve("data/store/kinoroute").resolve(kind))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                if (file.toString().contains(where)) {
                    made.put(file.toString(), Files.getLastModifiedTime(file));
                }
            }
        }
        return made;
    }
}
