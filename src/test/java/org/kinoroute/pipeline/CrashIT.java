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
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kinoroute.Application;
import org.kinoroute.Application.Running;
import org.kinoroute.Trap;

/** The process is killed while videos stand between any two stages, and takes each of them up where it was. */
class CrashIT {

    private static final String TAKEN_UP = "taking up where it was interrupted";
    private static final Trap RESULTS = new Trap("60-compose.camel.yaml", "compose-results");
    private static final Trap CLEARED = new Trap("60-compose.camel.yaml", "compose-clear");

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
        Trap cleared = CLEARED.barredIn(bars);
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
        Running first = serve(options);
        List<String> videos = new ArrayList<>();
        for (Trap place : lastToFirst) {
            place.close();
            String video = first.submit(chat(place), place.step());
            place.awaitReachedBy(video, log(), first);
            videos.add(video);
        }
        accepted.close();
        CompletableFuture<String> unanswered =
                CompletableFuture.supplyAsync(() -> submitted(first, accepted, "never answered"));
        accepted.awaitReached(1, log(), first);
        Map<String, FileTime> scenes = madeScenes();
        Map<String, FileTime> parts = madeParts();
        List<String> composed = videos.subList(0, 3);
        assertThat(composed).allSatisfy(video -> assertThat(parts.keySet()).anyMatch(part -> part.contains(video)));
        assertThat(scenes).as("of five: two voices of two files, and a sheet").hasSizeGreaterThanOrEqualTo(25);
        assertThat(halfMade()).anyMatch(name -> name.startsWith("result-"));
        first.kill();
        assertThat(unanswered.join()).isEqualTo("never answered");

        // The last place stays barred, for behind it parts are removed.
        lastToFirst.stream().skip(1).forEach(Trap::open);
        accepted.open();
        Running second = serve(options);
        for (String video : composed) {
            cleared.awaitReachedBy(video, log(), second);
        }
        assertThat(madeParts()).as("finished parts are not made again").containsAllEntriesOf(parts);
        cleared.open();
        await("all are complete, without anybody asking")
                .until(() -> second.get("/api/videos").body().split("\"status\":\"completed\"", -1).length - 1
                        == videos.size() + 1);
        videos.add(submitted(second, accepted, "gone"));
        for (String video : videos) {
            assertThat(second.video(video).path("status").asText()).isEqualTo("completed");
            for (String result : List.of("video.mp4", "thumbnail.jpg", "captions.srt", "captions.vtt")) {
                assertThat(folder.resolve("data/store/kinoroute/videos")
                                .resolve(video)
                                .resolve(result))
                        .isNotEmptyFile();
            }
        }
        assertThat(madeScenes()).as("nor are finished scenes").containsAllEntriesOf(scenes);
        await("parts are removed, but those of the first, which was complete: they are left to the sweep")
                .ignoreExceptions()
                .until(() -> madeParts().keySet().stream().allMatch(part -> part.contains(videos.get(0))));
        assertThat(stopped(second, "TERM")).as(second.said()).isZero();
        assertThat(halfMade())
                .as("nothing is left; PostgreSQL makes an empty folder")
                .allMatch("embedded-pg"::equals);
    }

    @Test
    void theCommandTakesUpWhatItWasKilledOrStoppedAtButNothingElse() throws Exception {
        Trap sent = new Trap("10-scripts.camel.yaml", "scripts-send-scenes");
        Path script = Files.writeString(folder.resolve("talk.json"), "[" + lines("Tudo bem") + "]");
        Path other = Files.writeString(folder.resolve("other-talk.json"), "[" + lines("Nada mal") + "]");

        makeTo(sent, 1, script).kill();
        // Composed, but not yet copied to its maker.
        Running process = makeTo(CLEARED, 1, script);
        assertThat(process.said()).contains(TAKEN_UP);
        process.kill();
        Map<String, FileTime> scenes = madeScenes();
        Map<String, FileTime> composed = made("videos", "video.mp4");
        assertThat(scenes).hasSizeGreaterThanOrEqualTo(5);
        assertThat(composed).hasSize(1);

        process = makeTo(RESULTS, 1, other);
        assertThat(stopped(process, "INT")).isEqualTo(130);
        assertThat(process.said()).contains("cancelled").doesNotContain(TAKEN_UP);

        // What was cancelled is not taken up: the same command begins anew, and finds what was made in the caches.
        process = makeTo(RESULTS, 2, other);
        assertThat(stopped(process, "TERM")).isEqualTo(143);
        assertThat(process.said())
                .contains("the same command takes it up again")
                .doesNotContain(TAKEN_UP, "Exception");
        assertThat(folder.resolve("data/postgres/postmaster.pid")).doesNotExist();

        assertTakenUp(script);
        assertThat(made("videos", "video.mp4"))
                .as("neither made again, nor the other one in passing")
                .isEqualTo(composed);
        assertTakenUp(other);
        assertThat(madeScenes()).as("finished scenes are not made again").containsAllEntriesOf(scenes);
    }

    private void assertTakenUp(Path script) {
        Running process = make(script);
        assertThat(process.ended()).as(process.said()).isZero();
        assertThat(process.said()).contains(TAKEN_UP);
        for (String ending : List.of(".mp4", ".jpg", ".srt", ".vtt", ".json")) {
            assertThat(films().resolve(script.getFileName() + ending)).isNotEmptyFile();
        }
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

    private static ConditionFactory await(String what) {
        return Awaitility.await(what).atMost(Duration.ofSeconds(240));
    }

    private Path log() {
        return folder.resolve("data/kinoroute.log");
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
    private Running makeTo(Trap place, int times, Path script) throws IOException {
        Path routes = Trap.set(folder.resolve("trapped-" + place.step() + "-" + times), place);
        Running process = make(script, "-Dkinoroute.routes.folder=" + routes);
        place.awaitReached(times, log(), process);
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
