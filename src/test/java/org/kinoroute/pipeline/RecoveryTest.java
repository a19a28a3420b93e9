package org.kinoroute.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.component.mock.MockEndpoint;
import org.apache.camel.impl.engine.DefaultUnitOfWork;
import org.apache.camel.support.DefaultExchange;
import org.apache.camel.support.UnitOfWorkHelper;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kinoroute.jobber.WaitingRoom;
import org.kinoroute.jobber.WorkLocks;
import org.kinoroute.ops.RecoveryTurn;
import org.kinoroute.video.VideoRequest;
import org.kinoroute.video.VideoState;
import org.kinoroute.video.Videos;
import org.springframework.amqp.core.Message;
import org.springframework.amqp.core.QueueBuilder;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.transaction.support.TransactionOperations;
import software.amazon.awssdk.services.s3.S3Client;

/** What was lost is driven on, what waits gets its turn, and what comes twice changes nothing. */
class RecoveryTest {

    private static final String CHAT =
            """
            [{"from": "Ana", "to": "Bruno", "text": "Oi, tudo bem?"}]
            """;

    /** Its voices and its picture are counted; what differs by the word is not seen. */
    private static final String COUNTED =
            """
            format: chat
            participants: [{name: Ana, voice: "counted:%1$s"}, {name: Bruno, voice: "counted:%1$s"}]
            scenes:
              - {from: Ana, text: Oi você}
              - {from: Bruno, text: Olha, visual: {kind: counted, revision: %1$s}}
              - {from: Ana, text: Que bom}
            """;

    @TempDir
    static Path folder;

    static Kinoroute kinoroute;
    static ProducerTemplate door;

    @BeforeAll
    static void start() throws IOException {
        Path routes = Files.createDirectories(folder.resolve("routes"));
        ToneAndCard.writeTone(folder.resolve("files/tone.wav"));
        ToneAndCard.writeCard(folder.resolve("files/card.png"));
        Files.writeString(
                routes.resolve("49-counted.camel.yaml"),
                """
                - route:
                    id: voice-counted
                    from:
                      uri: direct:voice-counted
                      steps:
                        - to: mock:spoken
                        - pollEnrich:
                            constant: "file:%1$s?fileName=tone.wav&noop=true&idempotent=false"
                - route:
                    id: visual-counted
                    from:
                      uri: direct:visual-counted
                      steps:
                        - to: mock:drawn
                        - pollEnrich:
                            constant: "file:%1$s?fileName=card.png&noop=true&idempotent=false"
                """
                        .formatted(folder.resolve("files")));
        kinoroute = new Kinoroute(
                folder.resolve("data"),
                "--kinoroute.routes.folder=" + routes,
                // The clocks are the tests'.
                "--kinoroute.recovery.period=1h",
                "--kinoroute.jobber.period=1h",
                "--kinoroute.recovery.attempts=3",
                "--kinoroute.recovery.longest-step=8s",
                "--kinoroute.jobber.jobs=6");
        door = kinoroute.bean(ProducerTemplate.class);
        // The first one lets its turn pass.
        door.sendBody("direct:recovery-turn", "");
        execute("update shedlock set lock_until = '2000-01-01'");
    }

    @AfterAll
    static void stop() throws IOException {
        kinoroute.close();
    }

    @AfterEach
    void allRoutesWork() throws Exception {
        execute("delete from videos where status in ('pending', 'processing')");
        execute("update shedlock set lock_until = '2000-01-01'");
        for (String stage : STAGES) {
            kinoroute.queues().purgeQueue("kinoroute." + stage);
            kinoroute.camel().getRouteController().startRoute(stage);
        }
    }

    private static final List<String> STAGES = List.of("scenes", "visuals", "assembly", "compose");

    // Recovery -------------------------------------------------------------------------------------------------------

    @Test
    void aVideoWhoseMessageWasLostIsDrivenOn() throws Exception {
        stop("scenes");
        UUID id = acceptedAndSent("ana");
        kinoroute.queues().purgeQueue("kinoroute.scenes");
        kinoroute.camel().getRouteController().startRoute("scenes");

        door.sendBody("direct:recovery-round", "");
        assertThat(one("select count(*) from recoveries where video_id = '" + id + "'", Long.class))
                .as("somebody may be about to begin")
                .isZero();

        forsake(id);
        door.sendBody("direct:recovery-turn", "");
        assertThat(kinoroute.await(id).status()).isEqualTo("completed");
    }

    @Test
    void ofTwoReconcilersOneRuns() throws Exception {
        RecoveryTurn here = new RecoveryTurn(new JdbcTemplate(another()), "kinoroute", Duration.ofSeconds(10));
        RecoveryTurn there = new RecoveryTurn(new JdbcTemplate(another()), "kinoroute", Duration.ofSeconds(10));
        RecoveryTurn ofAMake =
                new RecoveryTurn(new JdbcTemplate(another()), "kinoroute.make-1", Duration.ofSeconds(10));

        assertThat(here.take()).as("it has only just come").isFalse();
        assertThat(there.take()).as("the first one has let it pass").isFalse();
        execute("update shedlock set lock_until = lock_until - interval '1 hour'");
        assertThat(here.take()).isTrue();
        assertThat(there.take()).isFalse();
        here.leave();
        assertThat(there.take()).as("once in a period is enough").isFalse();
        execute("update shedlock set lock_until = lock_until - interval '1 hour'");
        assertThat(there.take()).isTrue();
        there.leave();
        assertThat(ofAMake.take()).isFalse();
    }

    @Test
    void whoHasNotHeardOfTheDatabaseForAWhileLetsATurnPass() throws Exception {
        RecoveryTurn turn = new RecoveryTurn(new JdbcTemplate(another()), "outage", Duration.ofMillis(400));
        assertThat(turn.take()).isFalse();
        execute("update shedlock set lock_until = '2000-01-01'");
        assertThat(turn.take()).isTrue();
        turn.leave();
        Thread.sleep(900);
        assertThat(turn.take())
                .as("others may not have told yet that they are at work")
                .isFalse();
        execute("update shedlock set lock_until = '2000-01-01'");
        assertThat(turn.take()).isTrue();
        turn.leave();
    }

    @Test
    void pausesGrowWhileNothingComesOfIt() throws Exception {
        stop("scenes");
        UUID id = acceptedAndSent("ana");
        forsake(id);

        lostAndDrivenOn();
        assertThat(drivenOn(id)).isEqualTo(1);
        lostAndDrivenOn();
        assertThat(drivenOn(id)).isEqualTo(1);
        lastDriven(id, Duration.ofSeconds(61));
        lostAndDrivenOn();
        assertThat(drivenOn(id)).isEqualTo(2);
        lastDriven(id, Duration.ofSeconds(61));
        lostAndDrivenOn();
        assertThat(drivenOn(id)).as("the pause is two minutes now").isEqualTo(2);
        lastDriven(id, Duration.ofSeconds(121));
        lostAndDrivenOn();
        assertThat(drivenOn(id)).isEqualTo(3);
        assertThat(state(id).status()).as("nobody has taken it up yet").isEqualTo("pending");

        execute("update recoveries set driven_at = now() - interval '1 hour', since = now() - interval '2 days'");
        lostAndDrivenOn();
        assertThat(state(id).errorMessage()).contains("nobody has taken it up since", "a process with the role jobber");
    }

    @Test
    void whatWaitsInALongQueueIsLeftThere() throws Exception {
        stop("visuals");
        UUID id = accepted("ana");
        Kinoroute.await(() -> depth("visuals"), depth -> depth > 0);
        awaitNobodyAtWork();
        long waiting = depth("visuals");
        for (int i = 0; i < 6; i++) {
            forsake(id);
            execute(
                    "update recoveries set driven_at = now() - interval '30 minutes', since = now() - interval '20 hours'");
            round();
        }
        assertThat(depth("visuals")).isEqualTo(waiting);
        assertThat(one("select count(*) from recoveries where video_id = '" + id + "'", Long.class))
                .isZero();
        kinoroute.camel().getRouteController().startRoute("visuals");
        assertThat(kinoroute.await(id).status()).isEqualTo("completed");
    }

    @Test
    void whatWaitsLongerThanOthersButKillsNobodyHasNotFailed() throws Exception {
        stop("visuals");
        UUID id = accepted("ana");
        Kinoroute.await(() -> depth("visuals"), depth -> depth > 0);
        // Driven on again and again, each time its scenes are taken up, and its visual is lost.
        for (int i = 0; i < 5; i++) {
            kinoroute.queues().purgeQueue("kinoroute.visuals");
            awaitNobodyAtWork();
            // Again and again: whoever has ended something says for a while yet that the video is alive.
            Kinoroute.await(
                    () -> {
                        forsake(id);
                        execute("update recoveries set driven_at = now() - interval '20 minutes'");
                        round();
                        return one(
                                "select count(*) from recoveries where driven_at > now() - interval '1 minute'",
                                Long.class);
                    },
                    driven -> driven > 0);
            Kinoroute.await(() -> depth("visuals"), depth -> depth > 0);
        }
        assertThat(drivenOn(id)).isGreaterThanOrEqualTo(3);
        assertThat(one("select fruitless from recoveries where video_id = '" + id + "'", Integer.class))
                .isZero();
        kinoroute.camel().getRouteController().startRoute("visuals");
        assertThat(kinoroute.await(id).status()).isEqualTo("completed");
    }

    @Test
    void whatKillsWhoeverTakesItUpHasFailed() throws Exception {
        stop("scenes");
        UUID id = acceptedAndSent("ana");
        for (int i = 0; i < 3; i++) {
            takenUpToNoUse(id);
            lostAndDrivenOn();
        }
        assertThat(one("select fruitless from recoveries where video_id = '" + id + "'", Integer.class))
                .isEqualTo(2);
        execute("insert into visuals (video_id, number, total, task) values ('" + id + "', 0, 1, '{}')");
        takenUpToNoUse(id);
        lostAndDrivenOn();
        assertThat(one("select fruitless from recoveries where video_id = '" + id + "'", Integer.class))
                .as("something has come of it")
                .isZero();
        for (int i = 0; i < 3; i++) {
            assertThat(state(id).isOver()).isFalse();
            takenUpToNoUse(id);
            // The broker gives it to the next one at once.
            execute("update videos set alive_at = now() where id = '" + id + "' and " + (i == 2));
            lostAndDrivenOn();
        }
        VideoState given = state(id);
        assertThat(given.status()).isEqualTo("failed");
        assertThat(given.errorCode()).isEqualTo("scenes");
        assertThat(given.errorMessage()).startsWith("scenes: given up: it was taken up 3 times since");
        assertThat(one("select count(*) from steps where video_id = '" + id + "'", Long.class))
                .isZero();
    }

    @Test
    void whatHangsIsBrokenOffWithItsCause() {
        MockEndpoint drawn = kinoroute.camel().getEndpoint("mock:drawn", MockEndpoint.class);
        List<Long> steps = new ArrayList<>();
        drawn.whenAnyExchangeReceived(exchange -> {
            String id = exchange.getMessage().getHeader("video_id", String.class);
            steps.add(one("select count(*) from steps where video_id = '" + id + "'", Long.class));
            Thread.sleep(Duration.ofMinutes(5).toMillis());
        });
        VideoState state = kinoroute.make(COUNTED.formatted("h"));
        drawn.whenAnyExchangeReceived(exchange -> {});
        assertThat(steps).as("once, and known as begun").singleElement().satisfies(begun -> assertThat(begun)
                .isPositive());
        assertThat(state.status()).isEqualTo("completed");
        assertThat(state.degraded()).singleElement().satisfies(reason -> assertThat(reason)
                .contains("it took longer than 8s and was broken off"));
        Kinoroute.await(
                () -> one("select count(*) from steps where video_id = '" + state.id() + "'", Long.class),
                left -> left == 0);
    }

    @Test
    void whoeverWorksOnAVideoTellsTheTable() {
        MockEndpoint drawn = kinoroute.camel().getEndpoint("mock:drawn", MockEndpoint.class);
        drawn.whenAnyExchangeReceived(exchange -> {
            String id = exchange.getMessage().getHeader("video_id", String.class);
            execute("update videos set alive_at = '2020-01-01', updated_at = '2020-01-01' where id = '" + id + "'");
            Object changed = one("select updated_at from videos where id = '" + id + "'", Object.class);
            Kinoroute.await(
                    () -> one("select alive_at > '2021-01-01' from videos where id = '" + id + "'", Boolean.class),
                    alive -> alive);
            assertThat(one("select updated_at from videos where id = '" + id + "'", Object.class))
                    .as("nothing of it has changed")
                    .isEqualTo(changed);
        });
        VideoState state = kinoroute.make(COUNTED.formatted("c"));
        drawn.whenAnyExchangeReceived(exchange -> {});
        assertThat(state.status()).isEqualTo("completed");
        assertThat(state.degraded()).isEmpty();
    }

    // Duplicates -----------------------------------------------------------------------------------------------------

    @Test
    void messagesOfEveryStageThatComeTwiceChangeNothing() throws Exception {
        MockEndpoint spoken = kinoroute.camel().getEndpoint("mock:spoken", MockEndpoint.class);
        MockEndpoint drawn = kinoroute.camel().getEndpoint("mock:drawn", MockEndpoint.class);
        UUID once = kinoroute.make(COUNTED.formatted("a")).id();
        int lines = spoken.getReceivedCounter();
        int pictures = drawn.getReceivedCounter();

        stop("scenes");
        stop("visuals");
        UUID twice = kinoroute.accept(Kinoroute.script(COUNTED.formatted("b")), Kinoroute.SMALL);
        // At each stage all that waits comes three times, the next stage still standing.
        for (String stage : STAGES) {
            String next = stage.equals("scenes") || stage.equals("visuals") ? "assembly" : "compose";
            if (kinoroute.camel().getRouteController().getRouteStatus(next).isStarted() && !next.equals(stage)) {
                stop(next);
            }
            Kinoroute.await(() -> depth(stage), depth -> depth > 0);
            threefold(stage);
            kinoroute.camel().getRouteController().startRoute(stage);
            Kinoroute.await(() -> depth(stage), depth -> depth == 0);
        }
        assertThat(kinoroute.await(twice).status()).isEqualTo("completed");

        for (String result : List.of("video.mp4", "thumbnail.jpg", "captions.srt")) {
            assertThat(kinoroute.result(twice, result))
                    .as(result)
                    .hasSameBinaryContentAs(kinoroute.result(once, result));
        }
        assertThat(spoken.getReceivedCounter()).as("lines spoken").isEqualTo(lines + 3);
        assertThat(drawn.getReceivedCounter()).as("pictures drawn").isEqualTo(pictures + 1);
        for (String table : List.of("voices", "visuals", "video_stages")) {
            String count = "select count(*) from " + table + " where video_id = '";
            assertThat(one(count + twice + "'", Long.class)).as(table).isEqualTo(one(count + once + "'", Long.class));
        }
        assertThat(one("select count(*) from assembly", Long.class)).isZero();
        Kinoroute.await(() -> kinoroute.queues().getQueueInfo("kinoroute.voices." + twice) == null, gone -> gone);
    }

    @Test
    void noTwoProcessesWorkOnTheSameThing() throws Exception {
        WorkLocks here = new WorkLocks(another());
        WorkLocks there = new WorkLocks(another());
        Exchange first = exchange();
        assertThat(here.isTaken(first, "compose", "v", "0")).isFalse();
        assertThat(here.isTaken(first, "compose", "v", "0")).as("tried again").isFalse();
        assertThat(here.isTaken(exchange(), "compose", "v", "0"))
                .as("by a neighbour")
                .isTrue();
        assertThat(there.isTaken(exchange(), "compose", "v", "0")).isTrue();
        assertThat(there.isTaken(exchange(), "compose", "w", "0")).isFalse();
        done(first);
        Exchange second = exchange();
        assertThat(there.isTaken(second, "compose", "v", "0")).isFalse();

        // Its process dies, and the message comes again.
        execute("select pg_terminate_backend(pid) from pg_locks where locktype = 'advisory'");
        assertThat(here.isTaken(exchange(), "compose", "v", "0")).isFalse();

        // One whose connection is gone does not take the work of others for its own.
        assertThat(there.isTaken(second, "compose", "v", "0")).as("tried again").isTrue();
        done(second);
        assertThat(there.isTaken(exchange(), "compose", "v", "0")).isTrue();
        assertThat(there.isTaken(exchange(), "compose", "x", "0")).isFalse();
    }

    // Admission ------------------------------------------------------------------------------------------------------

    @Test
    void soManyAreUnderWayAtOnceAndOwnersGetTheirTurns() throws Exception {
        stop("scenes");
        List<UUID> ana = accepted("ana", 20);
        List<UUID> bia = accepted("bia", 8);
        List<UUID> caio = accepted("caio", 2);
        assertThat(underWay()).containsExactlyInAnyOrderElementsOf(ana.subList(0, 6));
        assertThat(depth("scenes")).as("those that wait are in no queue").isEqualTo(6);

        VideoState waits = state(bia.get(0));
        assertThat(waits.status()).isEqualTo("pending");
        assertThat(waits.stage()).isEqualTo("queued");
        assertThat(waits.timeLeft()).isNull();
        forsake(bia.get(0));
        round();
        assertThat(underWay()).as("who waits is not forsaken").hasSize(6);

        // One after the other is over.
        List<UUID> next = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            List<UUID> before = underWay();
            fail(ana.get(i));
            underWay().stream().filter(id -> !before.contains(id)).forEach(next::add);
        }
        assertThat(next).containsExactly(bia.get(0), caio.get(0), bia.get(1), caio.get(1), ana.get(6));
        assertThat(kinoroute.bean(Videos.class).stageTimes(bia.get(0)))
                .singleElement()
                .satisfies(time -> assertThat(time.stage()).isEqualTo("queued"))
                .satisfies(time -> assertThat(time.seconds()).isPositive());

        UUID single = kinoroute.accept(Kinoroute.script(CHAT), Kinoroute.SMALL);
        assertThat(underWay()).as("a make is not held up").contains(single).hasSize(7);

        execute("update videos set status = 'failed', completed_at = now() where not waiting");
        for (List<String> admitted : atOnce(() -> room(6).admit(), 8)) {
            next.addAll(admitted.stream().map(UUID::fromString).toList());
        }
        assertThat(underWay()).as("however many let them in at once").hasSize(6);
        assertThat(next).doesNotHaveDuplicates();

        // Somebody does not want one that waits any more; and then does.
        UUID fickle = bia.get(7);
        kinoroute.bean(Videos.class).cancel(fickle);
        assertThat(state(fickle).errorCode()).isEqualTo("cancelled");
        assertThat(room(0).admit()).doesNotContain(fickle.toString()).isNotEmpty();
        door.requestBodyAndHeader("sql:classpath:sql/retry-video.sql", "", "id", fickle.toString());
        assertThat(state(fickle).stage()).isEqualTo("queued");
        kinoroute.camel().getRouteController().startRoute("scenes");
        execute("update videos set status = 'failed' where not waiting");
        door.sendBody("direct:admission", "");
        assertThat(kinoroute.await(fickle).status()).isEqualTo("completed");
        assertThat(one("select count(*) from videos where waiting", Long.class)).isZero();
    }

    // Left-overs -----------------------------------------------------------------------------------------------------

    @Test
    void whatIsLeftBehindIsSwept() {
        UUID over = row("processing");
        UUID gone = row("processing");
        UUID failed = row("processing");
        UUID open = row("processing");
        List<UUID> all = List.of(over, gone, failed, open);
        for (UUID id : all) {
            kinoroute.queues().declareQueue(QueueBuilder.durable(queue(id)).build());
            execute("insert into assembly (id, exchange, version) values ('" + id + "', '', 1)");
            execute("insert into steps (id, video_id, process, alive_at) values ('" + UUID.randomUUID() + "', '" + id
                    + "', '" + id + "', now() - interval '2 hours')");
            kinoroute.store().put("videos/" + id + "/segments/x/0.mp4", new byte[] {1}, "video/mp4");
        }
        execute("update videos set status = 'completed' where id = '" + over + "'");
        execute("update videos set status = 'failed' where id = '" + failed + "'");
        execute("delete from videos where id = '" + gone + "'");
        execute("insert into idempotency_keys (owner, key, body, video_id, created_at)"
                + " values ('ana', 'old', '', gen_random_uuid(), now() - interval '2 days'),"
                + " ('ana', 'new', '', gen_random_uuid(), now())");
        S3Client s3 = kinoroute.bean(S3Client.class);
        s3.createMultipartUpload(request -> request.bucket("kinoroute").key("half"));

        execute("update unswept set at = now() - interval '1 hour'");
        // Tried again since it was found.
        door.sendBody(
                "direct:recovery-sweep-video",
                Map.of("video_id", open.toString(), "lane", "kinoroute", "completed", false));
        door.sendBody("direct:recovery-turn", "");
        assertThat(all)
                .filteredOn(id -> kinoroute.queues().getQueueInfo(queue(id)) != null)
                .containsExactly(open);
        assertThat(one("select string_agg(video_id::text, ' ') from steps", String.class))
                .isEqualTo(open.toString());
        assertThat(one("select string_agg(id, ' ') from assembly", String.class))
                .isEqualTo(open.toString());
        assertThat(all)
                .as("what a retry would find is kept; that of the one that is gone goes with its folder")
                .filteredOn(id ->
                        !kinoroute.store().list("videos/" + id + "/segments").isEmpty())
                .containsExactly(gone, failed, open);
        assertThat(one("select string_agg(key, ' ') from idempotency_keys", String.class))
                .isEqualTo("new");
        assertThat(one(
                        "select count(*) from unswept where video_id in ('" + over + "', '" + gone + "', '" + failed
                                + "')",
                        Long.class))
                .isZero();

        assertThat(uploads(s3)).as("it is new").isEqualTo(1);
        kinoroute.store().abortUploads(Instant.now().plusSeconds(60));
        assertThat(uploads(s3)).isZero();
    }

    // ----------------------------------------------------------------------------------------------------------------

    private static int uploads(S3Client s3) {
        return s3.listMultipartUploads(request -> request.bucket("kinoroute"))
                .uploads()
                .size();
    }

    private static String queue(UUID video) {
        return "kinoroute.voices." + video;
    }

    private static UUID row(String status) {
        UUID id = UUID.randomUUID();
        execute("insert into videos (id, title, status, lane) values ('" + id + "', 'Row', '" + status
                + "', 'kinoroute')");
        return id;
    }

    private static UUID accepted(String owner) {
        return kinoroute.accept(Kinoroute.script(CHAT), Kinoroute.SMALL, new VideoRequest.Origin(owner, null, "{}"));
    }

    /** Its message waits for a stage that was stopped: what is still on its way cannot be lost. */
    private static UUID acceptedAndSent(String owner) {
        UUID id = accepted(owner);
        Kinoroute.await(() -> depth("scenes"), depth -> depth > 0);
        return id;
    }

    private static List<UUID> accepted(String owner, int count) {
        return Stream.generate(() -> accepted(owner)).limit(count).toList();
    }

    private static void round() {
        door.sendBody("direct:recovery-round", "");
    }

    private static void awaitNobodyAtWork() {
        Kinoroute.await(() -> depth("scenes") + depth("workers") + depth("assembly"), depth -> depth == 0);
        Kinoroute.await(() -> one("select count(*) from steps", Long.class), steps -> steps == 0);
    }

    /** What waits is lost, and nothing else is to be waited for. */
    private static void lostAndDrivenOn() {
        kinoroute.queues().purgeQueue("kinoroute.scenes");
        String driven = "select coalesce(sum(driven), 0) from recoveries";
        long before = one(driven, Long.class);
        round();
        if (one(driven, Long.class) > before) {
            // What is still on its way cannot be lost; of what was given up nothing is.
            String unfinished = "select count(*) from videos where status in ('pending', 'processing')";
            Kinoroute.await(() -> depth("scenes") > 0 || one(unfinished, Long.class) == 0, there -> there);
        }
    }

    private static int drivenOn(UUID id) {
        return one("select driven from recoveries where video_id = '" + id + "'", Integer.class);
    }

    private static void lastDriven(UUID id, Duration ago) {
        execute("update recoveries set driven_at = now() - interval '" + ago.toSeconds() + " s' where video_id = '" + id
                + "'");
    }

    private static void forsake(UUID id) {
        execute("update videos set alive_at = now() - interval '30 minutes' where id = '" + id + "'");
    }

    /** Somebody has begun with it, and died. */
    private static void takenUpToNoUse(UUID id) {
        execute("update recoveries set driven_at = now() - interval '2 hours' where video_id = '" + id + "'");
        UUID process = UUID.randomUUID();
        for (int step = 0; step < 2; step++) {
            execute("insert into steps (id, video_id, process, alive_at) values ('" + UUID.randomUUID() + "', '" + id
                    + "', '" + process + "', now() - interval '30 minutes')");
        }
        forsake(id);
    }

    private static void fail(UUID id) {
        door.send("direct:errors-fail", exchange -> {
            exchange.getMessage().setHeader("video_id", id.toString());
            exchange.getMessage().setHeader("stage", "scenes");
            exchange.getMessage().setHeader("cause", "on purpose");
        });
    }

    private static WaitingRoom room(int jobs) {
        return new WaitingRoom(kinoroute.sql(), kinoroute.bean(TransactionOperations.class), "kinoroute", jobs);
    }

    private static <T> List<T> atOnce(Callable<T> what, int times) throws Exception {
        ExecutorService executor = Executors.newFixedThreadPool(times);
        List<T> results = new ArrayList<>();
        for (Future<T> future : executor.invokeAll(Collections.nCopies(times, what))) {
            results.add(future.get());
        }
        executor.shutdown();
        return results;
    }

    private static List<UUID> underWay() {
        return kinoroute
                .sql()
                .sql(
                        "select id from videos where lane = 'kinoroute' and not waiting and status in ('pending', 'processing')")
                .query(UUID.class)
                .list();
    }

    /** As another process has it. */
    private static DataSource another() throws SQLException {
        HikariDataSource pool = kinoroute.bean(DataSource.class).unwrap(HikariDataSource.class);
        return new DriverManagerDataSource(pool.getJdbcUrl(), pool.getUsername(), pool.getPassword());
    }

    private static Exchange exchange() {
        DefaultExchange exchange = new DefaultExchange(kinoroute.camel());
        exchange.getExchangeExtension().setUnitOfWork(new DefaultUnitOfWork(exchange));
        return exchange;
    }

    private static void done(Exchange exchange) {
        UnitOfWorkHelper.doneUow(exchange.getUnitOfWork(), exchange);
    }

    private static void stop(String route) throws Exception {
        kinoroute.camel().getRouteController().stopRoute(route);
    }

    private static void threefold(String stage) {
        List<Message> waiting = new ArrayList<>();
        for (Message next = receive(stage); next != null; next = receive(stage)) {
            waiting.add(next);
        }
        for (int i = 0; i < 3; i++) {
            waiting.forEach(message -> kinoroute.rabbit().send("", "kinoroute." + stage, message));
        }
    }

    private static Message receive(String stage) {
        return kinoroute.rabbit().receive("kinoroute." + stage, 500);
    }

    private static long depth(String stage) {
        return kinoroute.queues().getQueueInfo("kinoroute." + stage).getMessageCount();
    }

    private static VideoState state(UUID id) {
        return kinoroute.bean(Videos.class).find(id).orElseThrow();
    }

    private static void execute(String sql) {
        kinoroute.bean(JdbcTemplate.class).execute(sql);
    }

    private static <T> T one(String sql, Class<T> type) {
        return kinoroute.sql().sql(sql).query(type).single();
    }
}
