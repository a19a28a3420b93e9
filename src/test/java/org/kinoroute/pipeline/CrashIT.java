package org.kinoroute.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kinoroute.Application;
import org.kinoroute.Application.Running;
import org.kinoroute.Trap;

/** The process is killed while videos stand between any two stages, and takes each of them up where it was. */
class CrashIT {

    private static final Trap RESULTS = new Trap("60-compose.camel.yaml", "compose-results");

    private final List<Running> running = new ArrayList<>();
    private Path folder;

    @AfterEach
    void stopAll() {
        running.forEach(Running::close);
    }

    @BeforeEach
    void goHome(@TempDir Path temporary) throws IOException {
        folder = Files.createDirectories(temporary.resolve("a home with spaces"));
    }

    /** They stand at their places side by side: a place is barred when all that want to get past it have. */
    @Test
    void videosBetweenAnyTwoStagesOutliveAKill() throws Exception {
        Path bars = folder.resolve("bars");
        Trap cleared = new Trap("60-compose.camel.yaml", "compose-clear").barredIn(bars);
        Trap accepted = new Trap("90-recovery.camel.yaml", "recovery-to-scenes").barredIn(bars);
        List<Trap> lastToFirst = List.of(
                cleared,
                RESULTS.barredIn(bars),
                new Trap("60-compose.camel.yaml", "compose-note").barredIn(bars),
                new Trap("50-assembly.camel.yaml", "assembly-to-compose").barredIn(bars),
                new Trap("30-visuals.camel.yaml", "visuals-note").barredIn(bars),
                new Trap("41-voicing.camel.yaml", "voicing-complete").barredIn(bars),
                new Trap("20-scenes.camel.yaml", "scenes-voice-dispatch").barredIn(bars));
        Trap[] all = Stream.concat(lastToFirst.stream(), Stream.of(accepted)).toArray(Trap[]::new);
        String[] options = {
            "-Dkinoroute.routes.folder=" + Trap.set(folder.resolve("trapped"), all),
            // Those who stand at the places leave a thread to the next.
            "-Dkinoroute.compose.at-once=12",
            "-Dkinoroute.visual.at-once=2",
            // However long they stand there.
            "-Dkinoroute.recovery.stale=10m"
        };
        Running server = serve(options);
        List<String> videos = new ArrayList<>();
        for (Trap place : lastToFirst) {
            place.close();
            videos.add(server.submit(chat(place), place.step()));
            awaitReached(place, 1);
        }
        accepted.close();
        Running first = server;
        CompletableFuture<String> unanswered =
                CompletableFuture.supplyAsync(() -> submitted(first, accepted, "never answered"));
        awaitReached(accepted, 1);
        Map<String, FileTime> scenes = madeScenes();
        assertThat(scenes).hasSizeGreaterThan(10);
        Map<String, FileTime> parts = madeParts();
        assertThat(parts).hasSizeGreaterThan(4);
        assertThat(halfMade()).anyMatch(name -> name.startsWith("result-"));
        server.kill();
        assertThat(unanswered.join()).isEqualTo("never answered");

        // Before what was encoded is removed.
        lastToFirst.stream().skip(1).forEach(Trap::open);
        accepted.open();
        server = serve(options);
        videos.add(submitted(server, accepted, ""));
        awaitReached(cleared, videos.size());
        assertThat(madeScenes()).as("finished scenes are not made again").containsAllEntriesOf(scenes);
        assertThat(madeParts()).as("nor are finished parts").containsAllEntriesOf(parts);
        cleared.open();
        for (String video : videos) {
            assertThat(server.video(video).path("status").asText()).isEqualTo("completed");
            for (String result : List.of("video.mp4", "thumbnail.jpg", "captions.srt", "captions.vtt")) {
                assertThat(folder.resolve("data/store/kinoroute/videos")
                                .resolve(video)
                                .resolve(result))
                        .isNotEmptyFile();
            }
        }
        Awaitility.await("parts are removed, but those of the first, which was complete: they are left to the sweep")
                .until(() -> madeParts().keySet().stream().allMatch(part -> part.contains(videos.get(0))));
        assertThat(stopped(server, "TERM")).as(server.said()).isZero();
        assertThat(halfMade())
                .as("nothing is left; PostgreSQL makes an empty folder")
                .allMatch("embedded-pg"::equals);
    }

    @Test
    void theCommandTakesUpWhatItWasKilledOrStoppedAtButNothingElse() throws Exception {
        Trap sent = new Trap("10-scripts.camel.yaml", "scripts-send-scenes");
        String trappedAtOnce = "-Dkinoroute.routes.folder=" + Trap.set(folder.resolve("trapped-at-once"), sent);
        String trapped = "-Dkinoroute.routes.folder=" + Trap.set(folder.resolve("trapped"), RESULTS);
        Path script = Files.writeString(folder.resolve("talk.json"), "[" + lines("Tudo bem") + "]");
        Path other = Files.writeString(folder.resolve("other-talk.json"), "[" + lines("Nada mal") + "]");

        makeTo(sent, 1, script, trappedAtOnce).kill();
        Running process = makeTo(RESULTS, 1, script, trapped);
        assertThat(process.said()).contains("taking up where it was interrupted");
        process.kill();
        Map<String, FileTime> scenes = madeScenes();
        Map<String, FileTime> parts = madeParts();
        assertThat(scenes).hasSizeGreaterThanOrEqualTo(5);
        assertThat(parts).hasSizeGreaterThan(1);

        process = makeTo(RESULTS, 2, other, trapped);
        assertThat(stopped(process, "INT")).isEqualTo(130);
        assertThat(process.said()).contains("cancelled").doesNotContain("taking up");

        // What was cancelled is not taken up: the same command begins anew, and finds what was made in the caches.
        process = makeTo(RESULTS, 3, other, trapped);
        assertThat(stopped(process, "TERM")).isEqualTo(143);
        assertThat(process.said())
                .contains("the same command takes it up again")
                .doesNotContain("taking up", "Exception");
        assertThat(folder.resolve("data/postgres/postmaster.pid")).doesNotExist();

        process = make(script);
        assertThat(process.ended()).as(process.said()).isZero();
        assertThat(process.said()).contains("taking up where it was interrupted");
        for (String ending : List.of(".mp4", ".jpg", ".srt", ".vtt", ".json")) {
            assertThat(films().resolve("talk.json" + ending)).isNotEmptyFile();
        }
        assertThat(films().resolve("talk.json.srt")).content().contains("Tudo bem?");
        assertThat(madeScenes()).as("finished scenes are not made again").containsAllEntriesOf(scenes);
        assertThat(films().resolve("other-talk.json.mp4")).doesNotExist();
    }

    private static String lines(String words) {
        return """
               {"from": "Ana", "to": "Bruno", "text": "%1$s?"}, {"from": "Bruno", "to": "Ana", "text": "%1$s!"}"""
                .formatted(words);
    }

    private static String chat(Trap place) {
        return "{\"script\": [" + lines("Kill it at " + place.step().replace('-', ' '))
                + "], \"background\": \"none\", \"size\": \"270x480\", \"fps\": 10}";
    }

    /** @return its id, or else what is said of a server that is gone */
    private static String submitted(Running server, Trap place, String gone) {
        try {
            return server.submit(chat(place), place.step());
        } catch (IOException e) {
            return gone;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private void awaitReached(Trap place, int times) {
        Path log = folder.resolve("data/kinoroute.log");
        Running last = running.get(running.size() - 1);
        Awaitility.await(place.reached()).atMost(Duration.ofSeconds(120)).until(() -> {
            String said = Files.exists(log) ? Files.readString(log) : "";
            return said.split(place.reached(), -1).length > times
                    || !last.process().isAlive();
        });
        assertThat(last.process().isAlive()).as(last.said()).isTrue();
    }

    private static int stopped(Running process, String signal) {
        process.signal(signal);
        return process.ended();
    }

    private Running start(Application application, String... arguments) {
        Running process = application.start(arguments);
        running.add(process);
        return process;
    }

    private Running serve(String... options) {
        Running server = start(application().options(options), "serve", "--port", "0");
        server.await("Kinoroute is ready at");
        return server;
    }

    /** The command, up to a place that this is so many times reached in all. */
    private Running makeTo(Trap place, int times, Path script, String trapped) {
        Running process = make(script, trapped);
        awaitReached(place, times);
        return process;
    }

    private Running make(Path script, String... options) {
        return start(
                application().options(options),
                "make",
                "--script",
                script.toString(),
                "--out",
                films().resolve(script.getFileName() + ".mp4").toString(),
                "--size",
                "270x480",
                "--fps",
                "10",
                "--background",
                "none");
    }

    private Application application() {
        // So that even these have several.
        return Application.in(folder).environment(Map.of("KINOROUTE_COMPOSE_SEGMENTSECONDS", "1"));
    }

    private Path films() {
        return folder.resolve("films");
    }

    private List<String> halfMade() throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve("data/tmp"))) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }

    /** When each voice and each sheet of the chats was made. */
    private Map<String, FileTime> madeScenes() throws IOException {
        Map<String, FileTime> made = made("voices", "");
        made.putAll(made("sheets", ""));
        return made;
    }

    /** When each segment of a video was encoded, and its sound. */
    private Map<String, FileTime> madeParts() throws IOException {
        return made("videos", "/segments/");
    }

    private Map<String, FileTime> made(String kind, String where) throws IOException {
        Map<String, FileTime> made = new TreeMap<>();
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
