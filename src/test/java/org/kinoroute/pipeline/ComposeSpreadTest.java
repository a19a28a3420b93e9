package org.kinoroute.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.apache.camel.api.management.ManagedCamelContext;
import org.apache.camel.builder.AdviceWith;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kinoroute.compose.Backgrounds;
import org.kinoroute.compose.ComposeProperties;
import org.kinoroute.compose.Joiner;
import org.kinoroute.compose.Progress;
import org.kinoroute.compose.SegmentEncoder;
import org.kinoroute.compose.SegmentPlan;
import org.kinoroute.compose.SoundTrack;
import org.kinoroute.store.ObjectStore;
import org.kinoroute.video.Composition;
import org.kinoroute.video.Settings;
import org.kinoroute.video.VideoState;
import org.kinoroute.video.Videos;

/** Several consumers share the parts of a video, from before its last voice is there; the video is the same. */
class ComposeSpreadTest {

    private static final int WINDOW = 4;
    private static final int CONSUMERS = 3;

    @TempDir
    static Path folder;

    static Kinoroute kinoroute;

    @BeforeAll
    static void start() throws IOException {
        Path routes = Files.createDirectories(folder.resolve("routes"));
        ToneAndCard.writeTone(folder.resolve("files/tone.wav"));
        Files.createDirectories(folder.resolve("gate"));
        Files.writeString(
                routes.resolve("48-voice-tone.yaml"),
                """
                - route:
                    id: voice-tone
                    from:
                      uri: direct:voice-tone
                      steps:
                        - pollEnrich:
                            constant: "file:%s?fileName=tone.wav&noop=true&idempotent=false"
                - route:
                    id: voice-slow
                    from:
                      uri: direct:voice-slow
                      steps:
                        - pollEnrich:
                            constant: "file:%s?fileName=tone.wav&noop=true&idempotent=false"
                            timeout: "120000"
                """
                        .formatted(folder.resolve("files"), folder.resolve("gate")));
        kinoroute = new Kinoroute(
                folder.resolve("data"),
                "--kinoroute.routes.folder=" + routes,
                // Camel counts what goes through a step where it shows it over JMX alone.
                "--camel.main.jmx-enabled=true",
                "--kinoroute.compose.segment-seconds=1",
                "--kinoroute.compose.at-once=" + CONSUMERS,
                "--kinoroute.compose.window=" + WINDOW);
        // What the parts went through, for their rows go with the end of their video.
        kinoroute
                .sql()
                .sql(
                        """
                        create table parts_log (video_id uuid, part text, what text, under_way integer);
                        create function log_part() returns trigger language plpgsql as $$
                        begin
                            if new.stored and not old.stored then
                                insert into parts_log values (new.video_id, new.part, 'stored', 0);
                            end if;
                            if new.sender is not null and old.sender is null then
                                insert into parts_log select new.video_id, new.part, 'sent', count(*)
                                from composition_parts
                                where video_id = new.video_id and sender is not null and not stored;
                            end if;
                            return null;
                        end $$;
                        create trigger log_part after update on composition_parts
                            for each row execute function log_part();
                        """)
                .update();
    }

    @AfterAll
    static void stop() throws IOException {
        kinoroute.close();
    }

    @Test
    void segmentsAreEncodedBeforeTheLastVoiceIsThereAndTheBytesAreThoseOfOneProcessInOneGo() throws Exception {
        long before = stores();
        UUID id = kinoroute.accept(Kinoroute.script(chat("early", 7, "slow")), moving());
        Kinoroute.await(() -> count("stored", id), stored -> stored >= 6);
        assertThat(kinoroute.bean(Videos.class).isAssembling(id)).isTrue();
        // Of the composition nothing is told before all voices are there: then what is made counts at once.
        assertThat(kinoroute.bean(Videos.class).find(id).orElseThrow().stage()).isEqualTo("voices");

        Path tone = Files.copy(folder.resolve("files/tone.wav"), folder.resolve("tone.part"));
        Files.move(tone, folder.resolve("gate/tone.wav"), StandardCopyOption.ATOMIC_MOVE);
        List<Double> seen = new ArrayList<>();
        VideoState state = Kinoroute.await(
                () -> {
                    VideoState now = kinoroute.bean(Videos.class).find(id).orElseThrow();
                    seen.add(now.progress());
                    return now;
                },
                VideoState::isOver);
        assertThat(state.status()).as(state.errorMessage()).isEqualTo("completed");
        assertThat(seen).isSorted();
        Composition composition = kinoroute
                .bean(ObjectMapper.class)
                .readValue(kinoroute.result(id, "composition.json").toFile(), Composition.class);
        int segments = SegmentPlan.of(composition, 1).segments().size();
        assertThat(segments).isGreaterThanOrEqualTo(7);
        assertThat(stores() - before).as("each part once, and the results").isEqualTo(segments + 1 + 5);
        assertThat(count("stored", id)).isEqualTo(segments + 1);
        assertThat(kinoroute
                        .sql()
                        .sql("select max(under_way) from parts_log where video_id = :id")
                        .param("id", id)
                        .query(Integer.class)
                        .single())
                .as("others have their turn")
                .isLessThan(WINDOW + CONSUMERS);
        assertThat(kinoroute.result(id, "video.mp4")).hasSameBinaryContentAs(inOneGo(composition));
        assertThat(kinoroute.store().list("videos/" + id + "/segments/")).isEmpty();
        assertThat(rows(id)).isZero();
    }

    @Test
    void whatComesTwiceChangesNothing() throws Exception {
        VideoState once = kinoroute.await(kinoroute.accept(Kinoroute.script(chat("twice", 5, "tone")), moving()));
        assertThat(once.status()).as(once.errorMessage()).isEqualTo("completed");

        long letters = letters();
        UUID id = kinoroute.accept(Kinoroute.script(chat("twice", 5, "tone")), moving());
        Kinoroute.await(() -> count("sent", id), sent -> sent >= 2);
        for (String part : List.of("sound", "segment 0", "segment 1", "segment 1", "no such part")) {
            send("segments", Map.of("video_id", id.toString(), "part", part));
        }
        Kinoroute.await(() -> kinoroute.bean(Videos.class).isAssembling(id), gathering -> !gathering);
        // As after a crash: everything that is not stored is sent off again.
        send("compose", Map.of("video_id", id.toString()));
        send("compose", Map.of("video_id", id.toString(), "sender", "assembly"));
        assertThat(kinoroute.await(id).status()).isEqualTo("completed");
        send("segments", Map.of("video_id", id.toString(), "part", "segment 0"));
        send("compose", Map.of("video_id", id.toString()));
        Kinoroute.await(() -> depth("segments") + depth("compose"), depth -> depth == 0);

        assertThat(kinoroute.result(id, "video.mp4")).hasSameBinaryContentAs(kinoroute.result(once.id(), "video.mp4"));
        assertThat(letters()).isEqualTo(letters);
        assertThat(rows(id)).isZero();
    }

    @Test
    void filesThatCannotBeStoredAreNotLeftBehind() throws Exception {
        long before = temporaryFiles();
        // The sound, once; and a result.
        AdviceWith.adviceWith(kinoroute.camel(), "compose-store", route -> route.weaveById("compose-store-object")
                .before()
                .process(exchange -> {
                    String key = exchange.getMessage().getHeader("CamelAwsS3Key", String.class);
                    if ((key.contains("sound") || key.endsWith("captions.srt")) && REFUSED.add(key)) {
                        throw new IllegalStateException("the disk of the store is full");
                    }
                }));
        UUID id = kinoroute.accept(Kinoroute.script(chat("full", 3, "tone")), moving());
        assertThat(kinoroute.await(id).status()).isEqualTo("completed");
        assertThat(REFUSED).hasSize(2);
        Kinoroute.await(() -> temporaryFiles(), files -> files <= before);
    }

    private static final Set<String> REFUSED = ConcurrentHashMap.newKeySet();

    private static long temporaryFiles() throws IOException {
        try (Stream<Path> files = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.matches("(sound|segment)\\d+\\.(m4a|mp4)|result-.*"))
                    .count();
        }
    }

    @Test
    void twoOfRecoveryWhoFindAllPartsThereJoinOnce() throws Exception {
        long letters = letters();
        long joined = joins();
        UUID id = kinoroute.accept(Kinoroute.script(chat("both", 3, "tone")), moving());
        Kinoroute.await(() -> kinoroute.bean(Videos.class).isAssembling(id), gathering -> !gathering);
        for (int i = 0; i < 6; i++) {
            send("compose", Map.of("video_id", id.toString()));
        }
        assertThat(kinoroute.await(id).status()).isEqualTo("completed");
        Kinoroute.await(() -> depth("segments") + depth("compose"), depth -> depth == 0);
        assertThat(joins() - joined).isEqualTo(1);
        assertThat(letters()).isEqualTo(letters);
    }

    private static long joins() throws Exception {
        return kinoroute
                .camel()
                .getCamelContextExtension()
                .getContextPlugin(ManagedCamelContext.class)
                .getManagedProcessor("compose-complete")
                .getExchangesTotal();
    }

    @Test
    void cancellingStopsEveryConsumerAtOnce() {
        String long1 = "word ".repeat(300);
        UUID id = kinoroute.accept(
                Kinoroute.script(
                        """
                        [{"from": "Ana", "to": "Bruno", "text": "%s"}, {"from": "Bruno", "to": "Ana", "text": "%s"},
                         {"from": "Ana", "to": "Bruno", "text": "%s"}]
                        """
                                .formatted(long1, long1 + "two", long1 + "three")),
                new Settings(1080, 1920, 30, Settings.Layout.SCROLL, 4, 1, 1, 0.5, 1, true, null, null, null, 7));
        // Three segments of a minute or two each.
        Kinoroute.await(() -> busy(), busy -> busy == CONSUMERS);
        kinoroute.bean(Videos.class).cancel(id);
        org.awaitility.Awaitility.await()
                .atMost(Duration.ofSeconds(3))
                .pollInterval(Duration.ofMillis(20))
                .until(() -> busy() == 0);
        Kinoroute.await(() -> depth("segments"), depth -> depth == 0);
        assertThat(kinoroute.await(id).errorCode()).isEqualTo("cancelled");
    }

    /** Messages of a second each; the last one has a voice of its own. */
    private static String chat(String about, int messages, String last) {
        StringBuilder scenes = new StringBuilder();
        for (int i = 0; i < messages - 1; i++) {
            scenes.append("  - {from: Ana, text: %s %d}\n".formatted(about, i));
        }
        return """
                format: chat
                participants: [{name: Ana, voice: "tone:any"}, {name: Bruno, voice: "%s:any"}]
                scenes:
                %s  - {from: Bruno, text: %s at last}
                """
                .formatted(last, scenes, about);
    }

    private static Settings moving() {
        return new Settings(270, 480, 10, Settings.Layout.SCROLL, 4, 0.2, 0.3, 0.1, 0.3, true, null, null, null, 7);
    }

    /** The same composition by one thread, one segment after the other. */
    private static Path inOneGo(Composition composition) throws IOException {
        ObjectStore store = kinoroute.store();
        ComposeProperties properties = kinoroute.bean(ComposeProperties.class);
        SegmentEncoder encoder = new SegmentEncoder(store, new Backgrounds(store, properties), properties);
        Path work = Files.createDirectories(folder.resolve("one go"));
        List<Path> segments = new ArrayList<>();
        for (SegmentPlan.Segment segment : encoder.plan(composition).segments()) {
            segments.add(work.resolve(segment.index() + ".mp4"));
            encoder.encode(composition, segment.index(), segments.get(segment.index()), Progress.NONE);
        }
        Path sound = work.resolve("sound.m4a");
        new SoundTrack(store, properties).encode(composition, sound, Progress.NONE);
        Path video = work.resolve("video.mp4");
        new Joiner().join(segments, sound, composition, video);
        return video;
    }

    /** Files that composition has stored. */
    private static long stores() throws Exception {
        return kinoroute
                .camel()
                .getCamelContextExtension()
                .getContextPlugin(ManagedCamelContext.class)
                .getManagedProcessor("compose-store-object")
                .getExchangesTotal();
    }

    private static int busy() {
        return kinoroute.camel().getInflightRepository().size("compose-parts");
    }

    private static long count(String what, UUID id) {
        return kinoroute
                .sql()
                .sql("select count(*) from parts_log where video_id = :id and what = :what")
                .param("id", id)
                .param("what", what)
                .query(Long.class)
                .single();
    }

    private static long rows(UUID id) {
        return kinoroute
                .sql()
                .sql("select count(*) from compositions full join composition_parts using (video_id)"
                        + " where video_id = :id")
                .param("id", id)
                .query(Long.class)
                .single();
    }

    private static long letters() {
        return depth("dead-letters");
    }

    private static long depth(String queue) {
        return kinoroute.queues().getQueueInfo("kinoroute." + queue).getMessageCount();
    }

    private static void send(String queue, Map<String, String> headers) {
        kinoroute.rabbit().convertAndSend("", "kinoroute." + queue, "{}".getBytes(), message -> {
            headers.forEach(message.getMessageProperties()::setHeader);
            return message;
        });
    }
}
