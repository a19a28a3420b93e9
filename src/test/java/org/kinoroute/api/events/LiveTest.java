package org.kinoroute.api.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.standardwebhooks.Webhook;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.sound.sampled.AudioFileFormat;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.spi.InflightRepository;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kinoroute.api.access.ApiKeys;
import org.kinoroute.api.access.Service;
import org.kinoroute.providers.ProviderServer;
import org.kinoroute.providers.ProviderServer.Answer;
import org.kinoroute.providers.ProviderServer.Request;
import org.kinoroute.video.Settings;
import org.kinoroute.video.Settings.Layout;
import org.kinoroute.video.VideoState;
import org.kinoroute.video.Videos;
import org.springframework.amqp.core.AmqpAdmin;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

/** What is told of videos while they are made: events, webhooks, how far they are; and that a cancel is heard. */
class LiveTest {

    private static final String SECRET = "whsec_" + "MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=";
    private static final String CHAT =
            "[{\"from\":\"Ana\",\"to\":\"Bruno\",\"text\":\"Oi!\"},{\"from\":\"Bruno\",\"to\":\"Ana\",\"text\":\"Tudo bem?\"},"
                    + "{\"from\":\"Ana\",\"to\":\"Bruno\",\"text\":\"Sim, e com voce?\"}]";

    @TempDir
    static Path folder;

    private static final ProviderServer outside = new ProviderServer();
    /** Seconds; on an idle machine it is one, and what is broken off would take many. */
    private static final double AT_ONCE = 5;

    private static Service service;
    private static String admin;
    private static String ana;

    @BeforeAll
    static void start() {
        service = new Service(
                folder.resolve("data"),
                "--kinoroute.webhooks.secret=" + SECRET,
                "--kinoroute.webhooks.allow-private=true",
                "--kinoroute.webhooks.delays=100ms,200ms",
                "--kinoroute.webhooks.period=100",
                "--kinoroute.webhooks.timeout=1s",
                "--camel.component.openai.base-url=" + outside.url() + "/v1",
                "--kinoroute.model.name=hanging",
                "--kinoroute.voice.openai.url=" + outside.url() + "/v1",
                "--kinoroute.voice.openai.voices=alloy,nova",
                "--kinoroute.voice.openai.key=none");
        service.bean(CamelContext.class).getInflightRepository().setInflightBrowseEnabled(true);
        ApiKeys keys = service.bean(ApiKeys.class);
        admin = keys.create("root", null, true, null).secret();
        ana = keys.create("Ana", null, false, null).secret();
        outside.on(
                "POST /v1/audio/speech",
                request -> request.text().contains("hang")
                        ? Answer.error(500, "never heard").after(60_000)
                        : Answer.bytes("audio/wav", tone()));
    }

    @AfterAll
    static void stop() {
        long begin = System.nanoTime();
        try (Stream open = new Stream(service, "/api/events", admin, null)) {
            service.close();
            await().atMost(Duration.ofSeconds(10)).until(open::hasEnded);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(25));
        outside.close();
    }

    private static byte[] tone() {
        byte[] samples = new byte[24_000];
        for (int i = 0; i < samples.length / 2; i++) {
            short value = (short) (8000 * Math.sin(i * 2 * Math.PI * 440 / 24_000));
            samples[2 * i] = (byte) value;
            samples[2 * i + 1] = (byte) (value >> 8);
        }
        try {
            ByteArrayOutputStream wav = new ByteArrayOutputStream();
            AudioSystem.write(
                    new AudioInputStream(
                            new ByteArrayInputStream(samples), new AudioFormat(24_000, 16, 1, true, false), 12_000),
                    AudioFileFormat.Type.WAVE,
                    wav);
            return wav.toByteArray();
        } catch (java.io.IOException e) {
            throw new AssertionError(e);
        }
    }

    private static VideoState state(UUID id) {
        return service.bean(Videos.class).find(id).orElseThrow();
    }

    @Test
    void aVideoIsToldFromItsBeginningToItsEnd() throws Exception {
        UUID id = service.accept(CHAT, Service.SMALL, "Ana", null);
        String last;
        try (Stream stream = new Stream(service, "/api/videos/" + id + "/events", ana, null)) {
            assertThat(stream.status()).isEqualTo(200);
            assertThat(stream.response().headers().firstValue("Content-Type").orElse(""))
                    .startsWith("text/event-stream");
            await().atMost(Duration.ofSeconds(90)).until(stream::hasEnded);

            List<Stream.Event> events = stream.events();
            List<Double> progress = events.stream()
                    .map(event -> event.data().get("progress").asDouble())
                    .toList();
            assertThat(progress).isSorted().endsWith(100.0);
            assertThat(progress).as("not only beginning and end").anyMatch(percent -> percent > 0 && percent < 100);
            assertThat(events).allSatisfy(event -> {
                assertThat(event.type()).isEqualTo("video");
                assertThat(event.data().get("id").asText()).isEqualTo(id.toString());
            });
            assertThat(events)
                    .extracting(event -> event.data().path("stage").asText())
                    .contains("compose");
            assertThat(events).anyMatch(event -> event.data().path("time_left").asDouble() > 0);
            assertThat(events.get(events.size() - 1).data().get("status").asText())
                    .isEqualTo("completed");
            List<Cursor> cursors = events.stream()
                    .map(event -> Cursor.of(event.id()).orElseThrow())
                    .toList();
            assertThat(cursors).isSorted();
            last = stream.lastId();
        }
        try (Stream again = new Stream(service, "/api/videos/" + id + "/events", ana, last)) {
            assertThat(again.status()).as("a browser is told not to come back").isEqualTo(204);
        }
        try (Stream late = new Stream(service, "/api/videos/" + id + "/events", ana, null)) {
            await().atMost(Duration.ofSeconds(5)).until(late::hasEnded);
            assertThat(late.events()).hasSize(1);
        }
    }

    @Test
    void whatOthersDoIsNotTold() throws Exception {
        UUID others = service.row("Bruno", "pending");
        try (Stream foreign = new Stream(service, "/api/videos/" + others + "/events", ana, null);
                Stream bad = new Stream(service, "/api/videos/..;/events", ana, null);
                Stream mine = new Stream(service, "/api/events", ana, null);
                Stream all = new Stream(service, "/api/events", admin, null)) {
            assertThat(foreign.status()).isEqualTo(404);
            assertThat(bad.status()).isIn(400, 404);
            // Both listen from here on.
            await().until(() -> mine.lastId() != null && all.lastId() != null);
            service.bean(Videos.class).fail(others, "test", "failed");
            UUID own = service.row("Ana", "pending");
            UUID gone = service.row("Ana", "pending");
            service.sql()
                    .sql("delete from videos where id = :id")
                    .param("id", gone)
                    .update();

            await().atMost(Duration.ofSeconds(5))
                    .until(() -> ids(mine).contains(own.toString())
                            && mine.events().stream()
                                    .anyMatch(event -> event.type().equals("deleted")));
            assertThat(ids(mine)).doesNotContain(others.toString());
            await().atMost(Duration.ofSeconds(5)).until(() -> ids(all).contains(others.toString()));
        }
    }

    private static Set<String> ids(Stream stream) {
        Set<String> ids = new HashSet<>();
        stream.events().forEach(event -> ids.add(event.data().path("id").asText()));
        return ids;
    }

    /** Writers whose transactions overlap, so that later events are settled first; and a reader who comes and goes. */
    @Test
    void noneIsLostOverReconnects() throws Exception {
        List<UUID> rows = IntStream.range(0, 12)
                .mapToObj(i -> service.row("Lea", "processing"))
                .toList();
        String lea =
                service.bean(ApiKeys.class).create("Lea", null, false, null).secret();
        TransactionOperations transactions = service.bean(TransactionOperations.class);
        JdbcClient sql = service.sql();
        ExecutorService writers = Executors.newFixedThreadPool(4);
        Map<String, Integer> seen = new HashMap<>();
        String since;
        try (Stream first = new Stream(service, "/api/events", lea, null)) {
            await().until(() -> first.lastId() != null);
            since = first.lastId();
        }
        for (int writer = 0; writer < 4; writer++) {
            List<UUID> own = rows.subList(writer * 3, writer * 3 + 3);
            Random random = new Random(writer);
            writers.submit(() -> {
                for (int percent = 1; percent <= 40; percent++) {
                    int now = percent;
                    UUID row = own.get(percent % 3);
                    transactions.executeWithoutResult(transaction -> {
                        sql.sql("update videos set progress = :percent where id = :id")
                                .param("percent", now)
                                .param("id", row)
                                .update();
                        // A transaction that is long, not a wait for something.
                        sql.sql("select cast(pg_sleep(:seconds) as text)")
                                .param("seconds", random.nextDouble() * 0.03)
                                .query(String.class)
                                .optional();
                    });
                }
            });
        }
        writers.shutdown();
        Map<String, Integer> last = new HashMap<>();
        for (UUID row : rows) {
            int index = rows.indexOf(row) % 3;
            last.put(row.toString(), index == 0 ? 39 : index == 1 ? 40 : 38);
        }
        long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (!seen.equals(last) && System.nanoTime() < until) {
            try (Stream stream = new Stream(service, "/api/events", lea, since)) {
                await().atMost(Duration.ofSeconds(10))
                        .pollInterval(Duration.ofMillis(5))
                        .until(() -> stream.events().size() >= 4 || writers.isTerminated() && stream.lastId() != null);
                for (Stream.Event event : stream.events()) {
                    seen.merge(
                            event.data().get("id").asText(),
                            event.data().get("progress").asInt(),
                            Math::max);
                    since = event.id();
                }
            }
        }
        assertThat(seen).isEqualTo(last);
    }

    @Test
    void whoWasAwayTooLongIsToldToLookAnew() throws Exception {
        service.row("Ana", "pending");
        String since;
        try (Stream stream = new Stream(service, "/api/events", ana, null)) {
            await().until(() -> stream.lastId() != null);
            since = stream.lastId();
        }
        UUID video = service.row("Ana", "pending");
        service.sql()
                .sql("update videos set title = 'Other' where id = :id")
                .param("id", video)
                .update();
        service.sql()
                .sql("update video_events set at = now() - interval '2 days'")
                .update();
        service.bean(ProducerTemplate.class).sendBody("direct:events-forget", "");

        assertThat(service.sql()
                        .sql("select count(*) from video_events where video_id = :id")
                        .param("id", video)
                        .query(Long.class)
                        .single())
                .as("what its page tells of it stays as long as the video")
                .isOne();
        assertThat(service.sql()
                        .sql("select count(*) from video_events where kind is null")
                        .query(Long.class)
                        .single())
                .isZero();
        try (Stream stream = new Stream(service, "/api/events?last_event_id=" + since, ana, null)) {
            await().atMost(Duration.ofSeconds(5)).until(() -> !stream.events().isEmpty());
            assertThat(stream.events().get(0).type()).isEqualTo("reset");
        }
    }

    @Test
    void fiveHundredListenersCostNoThreads() throws Exception {
        List<Socket> listeners = new ArrayList<>();
        try {
            UUID row = service.row("Ana", "processing");
            service.get("/api/session", "Authorization", "Bearer " + ana);
            int before = Thread.getAllStackTraces().size();
            for (int i = 0; i < 500; i++) {
                Socket socket = new Socket("127.0.0.1", service.port());
                socket.setSoTimeout(20_000);
                socket.getOutputStream()
                        .write(("GET /api/events HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer " + ana
                                        + "\r\n\r\n")
                                .getBytes(StandardCharsets.US_ASCII));
                listeners.add(socket);
                // A few at once: who is just coming does cost a thread.
                if (i % 20 == 19) {
                    for (Socket listener : listeners.subList(i - 19, i + 1)) {
                        readUntil(listener, "id: ");
                    }
                }
            }
            assertThat(Thread.getAllStackTraces().size() - before).isLessThan(40);
            long begin = System.nanoTime();
            service.bean(Videos.class).degrade(row, "for all to hear");
            for (Socket listener : listeners) {
                readUntil(listener, "for all to hear");
            }
            assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(20));
        } finally {
            for (Socket listener : listeners) {
                listener.close();
            }
        }
    }

    private static void readUntil(Socket socket, String text) throws Exception {
        StringBuilder read = new StringBuilder();
        byte[] buffer = new byte[8192];
        while (read.indexOf(text) < 0) {
            int count = socket.getInputStream().read(buffer);
            assertThat(count).as("ended after: %s", read).isPositive();
            read.append(new String(buffer, 0, count, StandardCharsets.UTF_8));
        }
    }

    private static UUID called(String path) {
        UUID id = service.row("Ana", "processing");
        service.sql()
                .sql("update videos set callback_url = :url where id = :id")
                .param("url", outside.url() + path)
                .param("id", id)
                .update();
        return id;
    }

    private static Map<String, Object> delivery(UUID video) {
        return service.sql()
                .sql("select * from webhook_deliveries where video_id = :id")
                .param("id", video)
                .query()
                .singleRow();
    }

    @Test
    void whoAskedForItIsTold() throws Exception {
        outside.on("POST /hook", Answer.error(500, "busy"), Answer.json("{}"));
        UUID id = called("/hook");
        service.bean(Videos.class).fail(id, "voice", "no voice");
        await().atMost(Duration.ofSeconds(20)).until(() -> delivery(id).get("delivered_at") != null);

        List<Request> calls = outside.requests("POST /hook");
        assertThat(calls).hasSize(2);
        assertThat(calls.get(0).header("webhook-id")).isEqualTo(calls.get(1).header("webhook-id"));
        assertThat(calls.get(0).text()).isEqualTo(calls.get(1).text());
        for (Request call : calls) {
            new Webhook(SECRET).verify(call.text(), call.headers());
            assertThat(call.headers().keySet())
                    .as("nothing of the house goes out")
                    .noneMatch(name -> name.toLowerCase().contains("camel") || name.equalsIgnoreCase("cookie"));
        }
        JsonNode body = new ObjectMapper().readTree(calls.get(0).body());
        assertThat(body.get("type").asText()).isEqualTo("video.failed");
        assertThat(body.get("timestamp").asText()).startsWith("20");
        assertThat(body.get("data").get("id").asText()).isEqualTo(id.toString());
        assertThat(body.get("data").get("error_message").asText()).isEqualTo("no voice");
    }

    @Test
    void whoSendsElsewhereOrFailsIsGivenUp() {
        outside.on("POST /moved", Answer.json("{}").status(302).header("Location", outside.url() + "/inside"));
        outside.on("POST /gone", Answer.error(410, "no more"));
        UUID moved = called("/moved");
        UUID gone = called("/gone");
        service.sql()
                .sql("update videos set status = 'completed' where id in (:ids)")
                .param("ids", List.of(moved, gone))
                .update();
        await().atMost(Duration.ofSeconds(20))
                .until(() -> delivery(moved).get("given_up_at") != null
                        && delivery(gone).get("given_up_at") != null);

        assertThat(delivery(moved)).containsEntry("attempts", 3).containsEntry("last_status", 302);
        assertThat(delivery(gone)).containsEntry("attempts", 1).containsEntry("type", "video.completed");
        assertThat(outside.requests())
                .noneMatch(request -> request.uri().getPath().equals("/inside"));
    }

    /** Each drop is in time; all of them together are not. */
    @Test
    void whoAnswersDropByDropIsCutOff() throws Exception {
        try (ServerSocket slow = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
            AtomicReference<Duration> held = new AtomicReference<>();
            Thread dripping = new Thread(() -> {
                long begin = System.nanoTime();
                try (Socket caller = slow.accept()) {
                    begin = System.nanoTime();
                    caller.getOutputStream().write("HTTP/1.1 200 OK\r\nX-Slow: ".getBytes(StandardCharsets.US_ASCII));
                    while (true) {
                        caller.getOutputStream().write('.');
                        caller.getOutputStream().flush();
                        Thread.sleep(100);
                    }
                } catch (Exception cutOff) {
                    held.set(Duration.ofNanos(System.nanoTime() - begin));
                }
            });
            dripping.setDaemon(true);
            dripping.start();
            UUID id = called("/drip");
            service.sql()
                    .sql("update videos set callback_url = :url, status = 'completed' where id = :id")
                    .param("url", "http://127.0.0.1:" + slow.getLocalPort() + "/drip")
                    .param("id", id)
                    .update();
            await().atMost(Duration.ofSeconds(20)).until(() -> held.get() != null);
            assertThat(held.get()).isLessThan(Duration.ofSeconds(10));
            await().atMost(Duration.ofSeconds(5)).until(() -> delivery(id).get("last_error") != null);
        }
    }

    @Test
    void aHangingVoiceIsBrokenOffAndFreesItsQueue() throws Exception {
        UUID id = service.accept(
                """
                format: chat
                participants: [{name: Ana, voice: "openai:alloy"}, {name: Bruno}]
                scenes:
                  - {from: Ana, text: Here the server will hang}
                  - {from: Bruno, text: This is never said}
                """,
                Service.SMALL,
                "Ana",
                null);
        await().atMost(Duration.ofSeconds(60)).until(() -> outside.requests("POST /v1/audio/speech").stream()
                .anyMatch(request -> request.text().contains("hang")));

        assertThat(secondsUntil(id, "kinoroute.voices." + id)).isLessThan(AT_ONCE);
        await().atMost(Duration.ofSeconds(3))
                .until(() -> service.bean(AmqpAdmin.class).getQueueInfo("kinoroute.voices." + id) == null);
        assertThat(state(id).errorCode()).isEqualTo("cancelled");
        assertThat(state(id).degraded()).isEmpty();
        assertThat(outside.requests("POST /v1/audio/speech")).hasSize(1);
    }

    @Test
    void aLongCompositionIsBrokenOff() {
        StringBuilder chat = new StringBuilder("[");
        for (int i = 0; i < 30; i++) {
            chat.append(i == 0 ? "" : ",")
                    .append("{\"from\":\"Ana\",\"to\":\"Bruno\",\"text\":\"Message number ")
                    .append(i)
                    .append(" of a long conversation\"}");
        }
        Settings large = new Settings(1080, 1920, 30, Layout.SCROLL, 4, 1, 3, 0.5, 1.5, true, null, null, null, 7);
        UUID id = service.accept(chat.append("]").toString(), large, "Ana", null);
        await().atMost(Duration.ofSeconds(120))
                .until(() -> "compose".equals(state(id).stage())
                        && service.sql()
                                        .sql("select part from video_stages where video_id = :id and stage = 'compose'")
                                        .param("id", id)
                                        .query(Double.class)
                                        .single()
                                > 0);

        assertThat(secondsUntil(id, "compose-parts")).isLessThan(AT_ONCE);
        assertThat(state(id).progress()).isBetween(1.0, 99.0);
    }

    @Test
    void aLongDrawingIsBrokenOffAndTheNextOneIsDrawn() {
        String chat = IntStream.range(0, 1200)
                .mapToObj(i -> "{\"from\":\"Ana\",\"to\":\"Bruno\",\"text\":\"Number " + i
                        + " of a conversation that takes its time to be drawn\"}")
                .collect(Collectors.joining(",", "[", "]"));
        UUID id = service.accept(chat, Service.SMALL, "Ana", null);
        await().atMost(Duration.ofSeconds(90))
                .pollInterval(Duration.ofMillis(5))
                .until(LiveTest::isDrawing);

        assertThat(secondsUntil(id, "visuals")).isLessThan(AT_ONCE);
        assertThat(state(id).errorCode()).isEqualTo("cancelled");
        assertThat(state(id).degraded()).isEmpty();
        UUID next = service.accept(CHAT.replace("Oi", "Next"), Service.SMALL, "Ana", null);
        await().atMost(Duration.ofSeconds(90)).until(() -> state(next).isOver());
        assertThat(state(next).status()).isEqualTo("completed");
        assertThat(state(next).degraded()).isEmpty();
    }

    /** Whether the browser's thread is at work in a page. */
    private static boolean isDrawing() {
        return Thread.getAllStackTraces().entrySet().stream()
                .filter(thread -> thread.getKey().getName().equals("kinoroute-browser"))
                .flatMap(thread -> Arrays.stream(thread.getValue()))
                .anyMatch(frame -> frame.getClassName().equals("org.kinoroute.visual.Tab"));
    }

    @Test
    void theAnswerOfALanguageModelIsNotWaitedFor() throws Exception {
        outside.on("POST /v1/chat/completions", Answer.error(500, "never heard").after(60_000));
        var accepted = service.send(
                "POST",
                "/api/videos",
                "{\"prompt\":\"two friends\",\"participants\":[\"Ana\",\"Bruno\"],\"size\":\"270x480\"}",
                "Authorization",
                "Bearer " + ana);
        assertThat(accepted.statusCode()).as(accepted.body()).isEqualTo(202);
        UUID id = UUID.fromString(
                new ObjectMapper().readTree(accepted.body()).get("id").asText());
        await().atMost(Duration.ofSeconds(30))
                .until(() -> !outside.requests("POST /v1/chat/completions").isEmpty());

        assertThat(secondsUntil(id, "scripts-write")).isLessThan(AT_ONCE);
        assertThat(state(id).errorCode()).isEqualTo("cancelled");
        assertThat(outside.requests("POST /v1/chat/completions")).hasSize(1);
    }

    /** Cancels, and measures until what a route has worked on for the video is worked on no more. */
    private static double secondsUntil(UUID id, String route) {
        var inflight = service.bean(CamelContext.class).getInflightRepository();
        Set<String> works = inflight.browse(route).stream()
                .map(InflightRepository.InflightExchange::getExchange)
                .filter(exchange -> id.toString().equals(exchange.getMessage().getHeader("video_id", String.class)))
                .map(Exchange::getExchangeId)
                .collect(Collectors.toSet());
        assertThat(works).isNotEmpty();
        long begin = System.nanoTime();
        service.bean(Videos.class).cancel(id);
        await().atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(10))
                .until(() -> inflight.browse(route).stream()
                        .noneMatch(work -> works.contains(work.getExchange().getExchangeId())));
        return (System.nanoTime() - begin) / 1e9;
    }
}
