package org.kinoroute.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.rabbitmq.client.GetResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.kinoroute.Trap;

/**
 * The promises, on a fleet of five processes: whatever is killed, stopped, cut off, doubled, late or poisoned, every video
 * that was accepted is made, once, and nothing is left behind. What is tagged long is left to {@code bench/chaos.sh}.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class FleetIT {

    private static final String DEAD_LETTERS = "kinoroute.dead-letters";
    private static final String COMPLETED = "completed";

    private static final String CHAT =
            """
            {"script": [{"from": "Ana", "to": "Bruno", "text": "Sem lugar"}],
             "background": "none", "size": "270x480", "fps": 10}
            """;

    /** With all logs; it stays where a test fails. */
    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    static Path folder;

    private static Fleet fleet;
    private static Member script;
    private static Member visual;
    private static Member jobber;
    private static Member voice;
    private static Member compose;

    /** At the end of a cable, with a small disk; null: this machine allows none. */
    private static Member far;

    /** Each with a trap in the middle of its stage; all that is started after a kill has the routes as they are built in. */
    @BeforeAll
    static void start() throws Exception {
        fleet = Fleet.start(folder);
        script = fleet.launch("api,script", new Trap("10-scripts.camel.yaml", "scripts-update-video"));
        jobber = fleet.launch(
                "jobber,assemble", new Trap("20-scenes.camel.yaml", "scenes-voice-dispatch", "${header.scene} == 1"));
        visual = fleet.launch("visual", new Trap("30-visuals.camel.yaml", "visuals-note"));
        voice = fleet.launch("voice", new Trap("41-voicing.camel.yaml", "voicing-complete", "${header.scene} == 1"));
        compose = fleet.launch("compose", new Trap("60-compose.camel.yaml", "compose-results"));
        List.of(script, jobber, visual, voice, compose).forEach(Member::awaitReady);
    }

    @AfterAll
    static void stop() throws Exception {
        if (fleet != null) {
            fleet.close();
        }
    }

    @Test
    @Order(1)
    void oneVideoOutlivesAKillOfEachRoleInTheMiddleOfItsStage() throws Exception {
        String video = fleet.submit(
                """
                {"format": "product", "title": "Lamp", "description": "Follows the sun. Needs no cable.",
                 "price": "R$ 199,90", "size": "270x480", "fps": 10}
                """);
        Map<String, FileTime> made = new HashMap<>();

        killAt(script, "scripts-update-video", made);
        fleet.rabbit().shuffle(fleet.queue("script"));
        script = fleet.launch("api,script");

        killAt(jobber, "scenes-voice-dispatch", made);
        fleet.rabbit().shuffle(fleet.queue("scenes"));
        jobber = fleet.launch("jobber,assemble", new Trap("50-assembly.camel.yaml", "assembly-to-compose"));

        killAt(visual, "visuals-note", made);
        fleet.rabbit().shuffle(fleet.queue("visuals"));
        visual = fleet.launch("visual");

        killAt(voice, "voicing-complete", made);
        fleet.rabbit().shuffle(fleet.queue("voices." + video));
        fleet.rabbit().shuffle(fleet.queue("workers"));
        voice = fleet.launch("voice");

        killAt(jobber, "assembly-to-compose", made);
        fleet.rabbit().shuffle(fleet.queue("assembly"));
        jobber = fleet.launch("jobber,assemble");

        killAt(compose, "compose-results", made);
        fleet.rabbit().shuffle(fleet.queue("compose"));
        fleet.rabbit().shuffle(fleet.queue("segments"));
        compose = fleet.launch("compose");

        assertThat(fleet.await(video)).containsEntry(video, COMPLETED);
        assertThat(made).hasSizeGreaterThan(5);
        assertThat(fleet.store().objects(""))
                .as("what was finished is not made again")
                .containsAllEntriesOf(made);
        List.of(script, jobber, visual, voice, compose).forEach(Member::awaitReady);
        assertNothingIsLeft();
    }

    @Test
    @Order(2)
    void aVideoGoesThroughFiveProcesses() throws Exception {
        String video = fleet.submitChat("a todos");

        assertThat(fleet.await(video)).containsEntry(video, COMPLETED);
        JsonNode record = fleet.record(video);
        assertThat(record.get("degraded")).isEmpty();
        for (String result : List.of("video.mp4", "thumbnail.jpg", "captions.srt", "captions.vtt", "script.json")) {
            assertThat(fleet.get("/api/videos/" + video + "/" + result).statusCode())
                    .as(result)
                    .isEqualTo(200);
        }
        assertThat(fleet.postgres()
                        .value("select count(*) from voices where status = 'completed' and video_id = '" + video + "'"))
                .isEqualTo("3");
        assertThat(fleet.postgres().value("select count(*) from pg_stat_activity where query = 'listen video_events'"))
                .as("only who tells others of events listens to them")
                .isEqualTo("1");
    }

    @Test
    @Order(3)
    void videosOutliveTheBroker() throws Exception {
        String[] videos = underWay("do coelho");
        fleet.rabbit().stop();
        fleet.rabbit().start();

        assertThat(fleet.await(videos).values()).containsOnly(COMPLETED);
    }

    @Test
    @Order(4)
    void videosOutliveTheDatabase() throws Exception {
        String[] videos = underWay("do elefante");
        fleet.postgres().stop();
        awaitGivenBack();
        fleet.postgres().start();

        assertThat(fleet.await(videos).values()).containsOnly(COMPLETED);
    }

    @Test
    @Order(5)
    void videosOutliveAnUnreachableStore() throws Exception {
        String[] videos = underWay("do balde");
        fleet.store().shut();
        awaitGivenBack();
        fleet.store().open();

        assertThat(fleet.await(videos).values()).containsOnly(COMPLETED);
    }

    @Test
    @Order(6)
    void whatComesTwiceOrLateChangesNothing() throws Exception {
        String video = fleet.submitChat("outra vez");
        for (int time = 0; time < 3; time++) {
            // All that follows from it is doubled with it.
            sendAgain("scenes", video);
        }
        assertThat(fleet.await(video)).containsEntry(video, COMPLETED);
        Map<String, FileTime> made = new TreeMap<>(fleet.store().objects(""));
        // What it was joined of goes when it is complete.
        made.keySet().removeIf(key -> key.contains("/segments/"));
        for (String stage : List.of("script", "scenes", "compose")) {
            sendAgain(stage, video);
        }
        fleet.rabbit()
                .send(
                        fleet.queue("assembly"),
                        Map.of("video_id", video),
                        "{\"scene_count\": 3, \"visual_count\": 1, \"voices\": [2, 1]}"
                                .getBytes(StandardCharsets.UTF_8));
        // What comes after them goes through all stages behind them.
        String next = fleet.submitChat("e depois");

        assertThat(fleet.await(next)).containsEntry(next, COMPLETED);
        assertThat(fleet.store().objects("")).containsAllEntriesOf(made);
        assertThat(fleet.postgres()
                        .rows("select status, count(*) from voices where video_id = '" + video + "' group by status"))
                .containsExactly(List.of(COMPLETED, "3"));
    }

    @Test
    @Order(7)
    void aPoisonedMessageOnEveryQueueBlocksNobodyAndLiesWithItsCause() throws Exception {
        assertThat(fleet.rabbit().take(DEAD_LETTERS)).as("before").isEmpty();
        byte[] poison = {(byte) 0xff, (byte) 0xfe, '{', 0};
        List<String> queues = fleet.stageQueues();
        for (String queue : queues) {
            fleet.rabbit().send(queue, Map.of(), poison);
            fleet.rabbit().send(queue, Map.of("video_id", "nobody's"), poison);
        }
        String video = fleet.submitChat("com veneno");

        assertThat(fleet.await(video)).containsEntry(video, COMPLETED);
        Awaitility.await("dead letters")
                .atMost(Duration.ofSeconds(30))
                .until(() -> fleet.rabbit().waiting(DEAD_LETTERS) >= 2 * queues.size());
        List<GetResponse> dead = fleet.rabbit().take(DEAD_LETTERS);
        assertThat(dead)
                .hasSize(2 * queues.size())
                .allSatisfy(letter -> assertThat(letter.getProps().getHeaders()).containsKeys("stage", "cause"));
        assertThat(dead).allSatisfy(letter -> assertThat(letter.getBody()).isEqualTo(poison));
    }

    /**
     * It is in the middle of composing two videos, of one with a part, of the other with the end, when its network goes; and
     * comes back after others have done all of it.
     */
    @Test
    @Tag("long")
    @Order(8)
    void aProcessThatIsCutOffAndComesBackChangesNothing() throws Exception {
        assumeTrue(
                fleet.cable() != null,
                () -> "not run: this machine gives no process a network of its own: " + fleet.noCable());
        Path bars = folder.resolve("bars");
        Trap atAPart = new Trap(
                        "60-compose.camel.yaml",
                        "compose-store-object",
                        "${header.CamelAwsS3Key} contains '/segments/1-'")
                .barredIn(bars);
        Trap atTheEnd = new Trap("60-compose.camel.yaml", "compose-settle").barredIn(bars);
        atAPart.close();
        atTheEnd.close();
        far = fleet.launchFar(
                        "compose",
                        Map.of(
                                // As in the application, but in seconds.
                                "SPRING_RABBITMQ_REQUESTEDHEARTBEAT",
                                "2s",
                                "SPRING_DATASOURCE_HIKARI_CONNECTIONINITSQL",
                                "set tcp_keepalives_idle = 1; set tcp_keepalives_interval = 1;"
                                        + " set tcp_keepalives_count = 2; set tcp_user_timeout = '3s'",
                                "KINOROUTE_STORE_TIMEOUT",
                                "1s"),
                        atAPart,
                        atTheEnd)
                .awaitReady();
        farAlone(true);
        String line = "Um dia longo, um texto longo, e muita coisa para contar.";
        String twoSegments = fleet.submit(
                """
                {"script": [{"from": "Ana", "to": "Bruno", "text": "%1$s"}, {"from": "Bruno", "to": "Ana", "text": "%1$s"},
                            {"from": "Ana", "to": "Bruno", "text": "%1$s"}, {"from": "Bruno", "to": "Ana", "text": "%1$s"}],
                 "background": "none", "size": "270x480", "fps": 10}
                """
                        .formatted(line));
        far.awaitLogged(atAPart.reached());
        String oneSegment = fleet.submitChat("e adeus");
        far.awaitLogged(atTheEnd.reached());

        fleet.cable().pullOut();
        farAlone(false);
        assertThat(fleet.await(twoSegments, oneSegment).values()).containsOnly(COMPLETED);
        assertNothingIsLeft();
        Map<String, FileTime> made = fleet.store().objects("");

        atAPart.open();
        atTheEnd.open();
        far.awaitLogged("Failed delivery");
        fleet.cable().plugIn();
        // What it had taken from the queues is not its own any more.
        Awaitility.await("ended")
                .atMost(Duration.ofSeconds(60))
                .until(() -> far.logged().split("Error acking", -1).length > 2);

        // It is one of them again.
        farAlone(true);
        String another = fleet.submitChat("e bem-vindo");
        assertThat(fleet.await(another)).containsEntry(another, COMPLETED);
        farAlone(false);
        assertNothingIsLeft();
        assertThat(fleet.store().objects("")).containsAllEntriesOf(made);
        assertThat(fleet.rabbit().waiting(DEAD_LETTERS)).isZero();
    }

    @Test
    @Tag("long")
    @Order(9)
    void aFullDiskOfAProcessGivesItsWorkToAnother() throws Exception {
        assumeTrue(far != null, "not run: this machine gives no process a disk of its own");
        Path disk = fleet.disk(far);
        Path filler = disk.resolve("filler");
        assertThatIOException()
                .isThrownBy(() -> {
                    try (OutputStream out = Files.newOutputStream(filler)) {
                        while (true) {
                            out.write(new byte[4096]);
                        }
                    }
                })
                .withMessageContaining("No space left on device");
        Set<Path> before = files(disk);
        farAlone(true);
        String video = fleet.submitChat("sem lugar");
        far.awaitLogged("back into its queue, for the disk is full (Cannot ");
        farAlone(false);

        assertThat(fleet.await(video)).containsEntry(video, COMPLETED);
        assertThat(far.logged()).contains(folder.resolve("disk-").toString());
        Awaitility.await("half made")
                .atMost(Duration.ofSeconds(10))
                .ignoreException(UncheckedIOException.class)
                .untilAsserted(() -> assertThat(files(disk)).isEqualTo(before));

        Files.delete(filler);
        farAlone(true);
        String another = fleet.submitChat("com lugar");
        assertThat(fleet.await(another)).containsEntry(another, COMPLETED);
        farAlone(false);
        assertThat(fleet.rabbit().waiting(DEAD_LETTERS)).isZero();
        far.kill();
    }

    private static Set<Path> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).collect(Collectors.toSet());
        }
    }

    /** Whether nobody else composes. */
    private static void farAlone(boolean alone) throws Exception {
        for (String stage : List.of("segments", "compose")) {
            compose.operate(stage, alone ? "pause" : "resume");
        }
    }

    @Test
    @Tag("long")
    @Order(10)
    void videosOutliveAFullDiskOfTheDatabase() throws Exception {
        Path disk = Files.createDirectories(folder.resolve("small"));
        assumeTrue(
                succeeds("mount", "-t", "tmpfs", "-o", "size=64m,mode=0700", "small", disk.toString()),
                "not run: this machine mounts no disk");
        try {
            String[] videos = underWay("do disco");
            fleet.postgres().fill(disk);
            Map<String, String> refused = new HashMap<>();
            List<String> accepted = new ArrayList<>(List.of(videos));
            while (refused.isEmpty() && accepted.size() < 40) {
                String idempotencyKey = "full-" + accepted.size();
                try {
                    accepted.add(fleet.submit(CHAT, idempotencyKey));
                } catch (IllegalStateException full) {
                    refused.put(idempotencyKey, full.getMessage());
                }
            }
            assertThat(refused.values())
                    .as("whoever asks is told")
                    .singleElement()
                    .asString()
                    .startsWith("503");
            fleet.postgres().clear();

            accepted.add(fleet.submit(CHAT, refused.keySet().iterator().next()));
            assertThat(fleet.await(accepted.toArray(String[]::new)).values()).containsOnly(COMPLETED);
            assertThat(fleet.rabbit().waiting(DEAD_LETTERS)).isZero();
        } finally {
            fleet.postgres().leaveDisk();
            succeeds("umount", disk.toString());
        }
    }

    private static boolean succeeds(String... command) throws IOException, InterruptedException {
        return new ProcessBuilder(command).inheritIO().start().waitFor() == 0;
    }

    @Test
    @Order(11)
    void nothingIsLeftBehind() throws Exception {
        assertNothingIsLeft();
    }

    @Test
    @Order(12)
    void servicesThatAreMissingAreToldInALineEach() throws Exception {
        Map<String, String> told = fleet.environment();
        String nobody = String.valueOf(Ports.free());
        told.putAll(Map.of(
                "POSTGRES_PORT", nobody,
                "RABBITMQ_PORT", nobody,
                "KINOROUTE_STORE_ENDPOINT", "http://127.0.0.1:" + nobody));

        Member member = fleet.launch("voice", told);

        assertThat(member.running().ended()).as(member.said()).isEqualTo(1);
        assertThat(member.said().lines())
                .allMatch(line -> line.contains("cannot be reached"))
                .satisfiesExactly(
                        line -> assertThat(line).startsWith("kinoroute: the database "),
                        line -> assertThat(line).startsWith("kinoroute: the broker "),
                        line -> assertThat(line).startsWith("kinoroute: the store "));
    }

    private static void killAt(Member member, String step, Map<String, FileTime> made) throws Exception {
        member.awaitLogged("trapped at " + step + " ");
        made.putAll(fleet.store().objects("voices/"));
        made.putAll(fleet.store().objects("visuals/"));
        made.putAll(fleet.store().objects("captions/"));
        member.kill();
    }

    /** Two videos, of which one has begun at least, and none is over. */
    private static String[] underWay(String word) throws Exception {
        String[] videos = {fleet.submitChat(word), fleet.submitChat("e " + word)};
        Awaitility.await("under way").pollInterval(Duration.ofMillis(20)).until(() -> statuses(videos)
                .contains("processing"));
        assertThat(statuses(videos)).doesNotContain(COMPLETED);
        return videos;
    }

    private static List<String> statuses(String... videos) throws Exception {
        return fleet
                .postgres()
                .rows("select status from videos where id in ('" + String.join("', '", videos) + "')")
                .stream()
                .map(row -> row.get(0))
                .toList();
    }

    /** Waits until a process has tried in vain for as long as it keeps a message. */
    private static void awaitGivenBack() {
        int before = givenBack();
        Awaitility.await("given back").atMost(Duration.ofSeconds(60)).until(() -> givenBack() > before);
    }

    private static int givenBack() {
        return fleet.alive().stream()
                .mapToInt(member -> member.logged().split("back into its queue", -1).length - 1)
                .sum();
    }

    private static void sendAgain(String stage, String video) {
        fleet.rabbit().send(fleet.queue(stage), Map.of("video_id", video), "{}".getBytes(StandardCharsets.UTF_8));
    }

    private static void assertNothingIsLeft() {
        assertThat(fleet.awaitNothingLeft(Duration.ofSeconds(30)))
                .as("left behind")
                .isEmpty();
    }
}
