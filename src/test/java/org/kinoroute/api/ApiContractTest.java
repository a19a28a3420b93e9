package org.kinoroute.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.kinoroute.api.Promised.by;
import static org.kinoroute.api.Promised.problem;

import com.fasterxml.jackson.databind.JsonNode;
import com.zaxxer.hikari.HikariDataSource;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import javax.sql.DataSource;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.kinoroute.api.Server.Answer;
import org.kinoroute.api.Server.Part;
import org.kinoroute.jobber.WorkLocks;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** Sends what the contract documents, right and wrong, and holds each real answer to it. */
class ApiContractTest {

    private static final String NOBODY = "/api/videos/11111111-2222-3333-4444-555555555555";

    @TempDir
    static Path data;

    private static Server server;
    private static JsonNode made;

    @BeforeAll
    static void makeOne() {
        server = new Server(data);
        Answer accepted = by(
                "createVideo",
                server.postJson("/api/videos", Asked.chat("A first chat", "Hello Bruno!", "Hello Ana! How are you?")));
        assertThat(accepted.status()).as("%s", accepted).isEqualTo(202);
        made = over(accepted.json().get("id").asText());
        assertThat(made.get("status").asText()).as("%s", made).isEqualTo("completed");
    }

    @AfterAll
    static void stop() throws IOException {
        server.close();
        // Whoever leaves a queue that is gone already does so without an error: this is AMQP's queue.delete.
        assertThat(Files.readString(data.resolve("kinoroute.log"))).doesNotContain("class-id=50, method-id=40");
    }

    private static JsonNode over(String id) {
        return await().atMost(Duration.ofSeconds(240))
                .pollInterval(Duration.ofMillis(100))
                .until(() -> by("getVideo", server.get("/api/videos/" + id)).json(), video -> Set.of(
                                "completed", "failed")
                        .contains(video.get("status").asText()));
    }

    /** A row as another process could have left it: nothing works on it. */
    private static String row(String title, String status) {
        String id = UUID.randomUUID().toString();
        server.sql()
                .sql("insert into videos (id, title, format, status, lane) values"
                        + " (cast(:id as uuid), :title, 'chat', cast(:status as video_status), 'elsewhere')")
                .param("id", id)
                .param("title", title)
                .param("status", status)
                .update();
        return id;
    }

    // What is made ---------------------------------------------------------------------------------------------------

    @Test
    void aVideoIsAcceptedAndItsRecordSaysWhatBecameOfIt() {
        assertThat(made.get("id")).isEqualTo(made.get("job_id"));
        assertThat(made.get("title").asText()).isEqualTo("A first chat");
        assertThat(made.get("progress").asDouble()).isEqualTo(100);
        assertThat(made.get("script").asText()).isEqualTo("Hello Bruno!\nHello Ana! How are you?");
        assertThat(made.get("video_url").asText())
                .isEqualTo("/api/videos/" + made.get("id").asText() + "/video.mp4");
        assertThat(made.get("duration").asInt()).isPositive();
        assertThat(made.get("request").get("format").asText()).isEqualTo("chat");
        assertThat(made.get("segments")).hasSize(2).allSatisfy(segment -> {
            assertThat(segment.get("visual_type").asText()).isEqualTo("chat");
            assertThat(segment.get("status").asText()).isEqualTo("rendered");
        });
        assertThat(made.get("timings")).isNotEmpty();
        assertThat(made.get("links").get("retry").isNull()).isTrue();
        assertThat(made.get("completed_at").asText()).matches("\\d{4}-\\d\\d-\\d\\dT.*Z");
    }

    @Test
    void whatIsAcceptedIsAnsweredWithItsPlace() {
        Answer answer = by("createVideo", server.postJson("/api/videos", Asked.chat("Quick", "Hi!")));

        assertThat(answer.status()).isEqualTo(202);
        assertThat(answer.header("Location"))
                .isEqualTo("/api/videos/" + answer.json().get("id").asText());
        assertThat(by("getVideo", server.get(answer.header("Location"))).status())
                .isEqualTo(200);
        server.delete(answer.header("Location"));
    }

    @Test
    void aDryRunEstimatesAndMakesNothing() {
        long before = count();

        Answer answer =
                by("createVideo", server.postJson("/api/videos?dryRun=true", Asked.chat("Dry", "Hello there!")));

        assertThat(answer.status()).as("%s", answer).isEqualTo(200);
        assertThat(answer.json().get("duration").asDouble()).isPositive();
        assertThat(count()).isEqualTo(before);
    }

    private static long count() {
        return server.sql().sql("select count(*) from videos").query(Long.class).single();
    }

    @Test
    void aVideoMayComeInParts() {
        Answer answer = by(
                "createVideo",
                server.postMultipart(
                        "/api/videos",
                        List.of(
                                Part.json("request", Asked.chat("In parts", "Hello!")),
                                Part.file("files", "photo one.png", new byte[] {1, 2, 3}),
                                Part.file("files", "photo-2.png", new byte[] {4}))));

        assertThat(answer.status()).as("%s", answer).isEqualTo(202);
        server.delete(answer.header("Location"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"../../etc/passwd", "a/b.png", "C:\\\\boot.ini", "..", "a\u0001b.png"})
    void namesOfFilesThatArePathsAreRefused(String name) {
        Answer answer = server.postMultipart(
                "/api/videos",
                List.of(Part.json("request", Asked.chat("Hostile", "Hi!")), Part.file("files", name, new byte[1])));

        assertThat(problem(answer, 400).get("field").asText()).isEqualTo("files");
    }

    @Test
    void twoFilesOfOneNameAreRefused() {
        Answer answer = server.postMultipart(
                "/api/videos",
                List.of(
                        Part.json("request", Asked.chat("Twice", "Hi!")),
                        Part.file("a", "same.png", new byte[1]),
                        Part.file("b", "same.png", new byte[1])));

        assertThat(problem(answer, 400).get("detail").asText()).contains("same.png");
    }

    @Test
    void uploadsLeaveNothingBehind() {
        Set<String> before = uploads();
        server.postMultipart(
                "/api/videos",
                List.of(Part.json("request", "{\"format\":\"chat\",\"fps\":1}"), Part.file("f", "x.png", new byte[9])));
        // Others that use this folder have their own, which come and go.
        await().until(() -> before.containsAll(uploads()));
    }

    private static Set<String> uploads() {
        String[] names = Path.of(System.getProperty("java.io.tmpdir"))
                .toFile()
                .list((folder, name) -> name.startsWith("kinoroute-upload"));
        return new TreeSet<>(List.of(names));
    }

    // What is refused
    // --------------------------------------------------------------------------------------------------

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            {"format":"chat","fps":9}                      | fps
            {"format":"chat","fps":"thirty"}               | fps
            {"format":"Chat!"}                             | format
            {"formt":"chat"}                               | formt
            {"format":"chat","layout":"pile"}              | layout
            {"format":"chat","size":"big"}                 | size
            {"format":"chat","voices":{"Ana":3}}           | voices.Ana
            {"format":"chat","images":["a.png",7]}         | images[1]
            {"format":"chat","pause":-1}                   | pause
            {"format":"chat","callback_url":"file:///etc"} | callback_url
            {"format":"chat","keywords":"a,b"}             | keywords
            {"format":"chat","seed":-5}                    | seed
            {"format":"chat","motion":"yes"}               | motion
            {"format":"chat","participants":[]}            | participants
            {}                                             | body
            []                                             | body
            """)
    void whatBreaksTheContractIsToldWithItsField(String body, String field) {
        JsonNode problem = problem(by("createVideo", server.postJson("/api/videos", body)), 400);

        assertThat(problem.get("field").asText()).isEqualTo(field);
        assertThat(problem.get("instance").asText()).isEqualTo("/api/videos");
    }

    @Test
    void whatTheIntakeRefusesIsToldWithItsFieldToo() {
        String body = Asked.chat("Theme", "Hi!").replaceFirst("\\{", "{\"theme\":\"no-such-theme\",");

        assertThat(problem(by("createVideo", server.postJson("/api/videos", body)), 400)
                        .get("field")
                        .asText())
                .isEqualTo("theme");
    }

    @Test
    void fieldsThatAreNullAreAsGoodAsLeftOut() {
        String body = Asked.chat("Null", "Hi!").replaceFirst("\\{", "{\"theme\":null,\"voices\":null,");

        Answer answer = by("createVideo", server.postJson("/api/videos?dryRun=true", body));

        assertThat(answer.status()).as("%s", answer).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{", "", "null x", "{\"a\":1,\"a\":2}", "\u0000", "{\"format\":\"chat\"}{}"})
    void whatIsNoJsonIsRefused(String body) {
        problem(by("createVideo", server.postJson("/api/videos", body)), 400);
    }

    /** On another one it would write to an answer to which Spring's filters write at the same time. */
    @Test
    void routesAnswerOnTheThreadOfTheRequest() throws Exception {
        server.bean(CamelContext.class).addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("platform-http:/api/video/status/thread").setBody(simple("${threadName}"));
            }
        });

        assertThat(server.get("/api/video/status/thread").text()).startsWith("http-nio-");
    }

    @Test
    void deepJsonIsRefused() {
        problem(server.postJson("/api/videos", "{\"script\":" + "[".repeat(100_000) + "]".repeat(100_000) + "}"), 400);
    }

    @Test
    void aBodyThatIsTooLargeIsRefused() {
        byte[] large = ("{\"prompt\":\"" + "a".repeat(70_000_000) + "\"}").getBytes(UTF_8);

        problem(
                server.send(
                        "POST", "/api/videos", BodyPublishers.ofByteArray(large), "Content-Type", "application/json"),
                413);
    }

    @Test
    void otherMediaTypesAreRefused() {
        Answer answer = server.send("POST", "/api/videos", BodyPublishers.ofString("x"), "Content-Type", "text/plain");

        problem(by("createVideo", answer), 415);
        assertThat(answer.header("Accept")).as("%s", answer).contains("application/json");
        problem(server.send("POST", "/api/videos", BodyPublishers.ofString("{}")), 415);
        problem(server.get("/api/videos", "Accept", "image/png"), 406);
    }

    @Test
    void brokenPartsAreRefused() {
        Answer answer = server.send(
                "POST",
                "/api/videos",
                BodyPublishers.ofString("--nothing like that"),
                "Content-Type",
                "multipart/form-data; boundary=" + "other");
        problem(answer, 400);
        problem(
                server.send("POST", "/api/videos", BodyPublishers.ofString("x"), "Content-Type", "multipart/form-data"),
                400);
        assertThat(problem(server.postMultipart("/api/videos", List.of(Part.file("files", "a.png", new byte[1]))), 400)
                        .get("field")
                        .asText())
                .isEqualTo("request");
    }

    @Test
    void misspeltParametersOfWhatChangesSomethingAreNotPassedOver() {
        JsonNode problem = problem(server.postJson("/api/videos?dryrun=true", Asked.chat("x", "Hi!")), 400);

        assertThat(problem.get("field").asText()).isEqualTo("dryrun");
    }

    @Test
    void headersFromOutsideDoNotReachTheRoutes() {
        String other = row("Somebody else's", "pending");
        server.sql()
                .sql("update videos set owner = 'else' where id = cast(:id as uuid)")
                .param("id", other)
                .update();

        Answer answer = server.get(
                "/api/videos",
                "operation",
                "deleteVideo",
                "CamelHttpResponseCode",
                "299",
                "owner",
                "else",
                "X-Odd",
                "1",
                "q",
                "nothing-has-this-title");

        assertThat(by("listVideos", answer).status()).isEqualTo(200);
        assertThat(answer.header("X-Odd")).isNull();
        assertThat(answer.header("owner")).isNull();
        assertThat(answer.json()).isNotEmpty();
        server.delete("/api/videos/" + other);
    }

    @Test
    void whatIsNotThereIsAProblemToo() {
        problem(by("getVideo", server.get(NOBODY)), 404);
        problem(by("getVideo", server.get("/api/videos/nobody")), 404);
        problem(by("deleteVideo", server.delete(NOBODY)), 404);
        problem(by("retryVideo", server.post(NOBODY + "/retry")), 404);
        problem(by("cancelVideo", server.post(NOBODY + "/cancel")), 404);
        problem(by("getVideoFile", server.get(NOBODY + "/video.mp4")), 404);
        problem(by("getVideoFile", server.get(file("passwd.txt"))), 404);
        problem(server.get("/api/nothing"), 404);
        problem(server.get("/nothing"), 404);
        problem(server.get("/api/videos/..%2f..%2fetc/passwd"), 400);
        Answer wrongMethod = server.send("PUT", "/api/videos", BodyPublishers.noBody());
        problem(wrongMethod, 405);
        assertThat(wrongMethod.header("Allow")).isEqualTo("GET, HEAD, POST");
        problem(server.delete(file("video.mp4")), 405);
    }

    // Once for each key
    // ------------------------------------------------------------------------------------------------

    @Test
    void theSameKeyIsTheSameVideoAndTheSameAnswer() {
        String body = Asked.chat("Once", "Only once.");

        Answer first = by("createVideo", server.postJson("/api/videos", body, "Idempotency-Key", "k-1"));
        Answer second = by("createVideo", server.postJson("/api/videos", body, "Idempotency-Key", "k-1"));

        assertThat(second.json()).isEqualTo(first.json());
        assertThat(second.status()).isEqualTo(202);
        assertThat(second.header("Location")).isEqualTo(first.header("Location"));
        assertThat(titled("Once")).isEqualTo(1);
        JsonNode other = problem(
                by("createVideo", server.postJson("/api/videos", Asked.chat("Other", "x"), "Idempotency-Key", "k-1")),
                422);
        assertThat(other.get("field").asText()).isEqualTo("Idempotency-Key");
        server.delete(first.header("Location"));
    }

    @Test
    void aKeyThatComesManyTimesAtOnceIsOneVideo() throws Exception {
        String body = Asked.chat("Many at once", "Only once.");
        Callable<Answer> call = () -> server.postJson("/api/videos", body, "Idempotency-Key", "k-many");
        ExecutorService threads = Executors.newFixedThreadPool(8);
        List<Answer> answers;
        try {
            answers = threads
                    .invokeAll(IntStream.range(0, 16).mapToObj(i -> call).toList())
                    .stream()
                    .map(done -> {
                        try {
                            return done.get();
                        } catch (Exception e) {
                            throw new AssertionError(e);
                        }
                    })
                    .toList();
        } finally {
            threads.shutdown();
        }

        assertThat(answers).allSatisfy(answer -> {
            by("createVideo", answer);
            assertThat(answer.status()).isIn(202, 409);
            if (answer.status() == 409) {
                assertThat(answer.header("Retry-After")).isEqualTo("1");
            }
        });
        assertThat(answers.stream()
                        .filter(answer -> answer.status() == 202)
                        .map(answer -> answer.header("Location"))
                        .collect(Collectors.toSet()))
                .hasSize(1);
        assertThat(titled("Many at once")).isEqualTo(1);
        answers.stream()
                .filter(answer -> answer.status() == 202)
                .findFirst()
                .ifPresent(answer -> server.delete(answer.header("Location")));
    }

    @Test
    void whatFailedMayComeAgainWithItsKey() {
        String bad = Asked.chat("Again", "Hi!").replaceFirst("\\{", "{\"theme\":\"no-such-theme\",");
        problem(server.postJson("/api/videos", bad, "Idempotency-Key", "k-again"), 400);

        Answer good = server.postJson("/api/videos", Asked.chat("Again", "Hi!"), "Idempotency-Key", "k-again");

        assertThat(good.status()).as("%s", good).isEqualTo(202);
        server.delete(good.header("Location"));
    }

    @Test
    void aKeyIsBusyForAsLongAsItsProcessLivesAndIsOneVideoWhoeverCarriesItOut() throws Exception {
        String body = Asked.chat("Taken over", "Only once.");
        Answer first = server.postJson("/api/videos", body, "Idempotency-Key", "k-died");
        // As a process leaves it that is killed before the video is accepted.
        server.delete(first.header("Location"));
        unanswered("k-died");
        WorkLocks elsewhere = locksOfAnother();
        Exchange request = new DefaultExchange(server.bean(CamelContext.class));
        assertThat(elsewhere.isHeldByAnother(request, "idempotency", owner("k-died"), "k-died"))
                .isFalse();

        Answer busy = server.postJson("/api/videos", body, "Idempotency-Key", "k-died");
        elsewhere.letGo(request);
        Answer second = by("createVideo", server.postJson("/api/videos", body, "Idempotency-Key", "k-died"));

        problem(busy, 409);
        assertThat(busy.header("Retry-After")).isEqualTo("1");
        assertThat(second.status()).as("%s", second).isEqualTo(202);
        assertThat(second.header("Location")).isEqualTo(first.header("Location"));
        assertThat(titled("Taken over")).isEqualTo(1);
        server.delete(first.header("Location"));
    }

    @Test
    void aProcessThatWasCutOffLeavesTheKeyToWhoeverTookItOver() throws Exception {
        Answer first = server.postJson("/api/videos", Asked.chat("Cut off", "Hi!"), "Idempotency-Key", "k-cut");
        server.delete(first.header("Location"));
        unanswered("k-cut");
        Map<String, Object> cutOff = Map.of(
                "owner",
                owner("k-cut"),
                "idempotency_key",
                "k-cut",
                "new_video",
                first.json().get("id").asText());
        WorkLocks elsewhere = locksOfAnother();
        Exchange request = new DefaultExchange(server.bean(CamelContext.class));
        assertThat(elsewhere.isHeldByAnother(request, "idempotency", owner("k-cut"), "k-cut"))
                .isFalse();

        abandon(cutOff);
        assertThat(keys("k-cut")).isEqualTo(1);

        elsewhere.letGo(request);
        abandon(cutOff);
        assertThat(keys("k-cut")).isZero();
    }

    /** As its own request does that fails. */
    private static void abandon(Map<String, Object> submission) {
        Exchange done = server.bean(ProducerTemplate.class)
                .send("direct:submission-abandon", exchange -> submission.forEach(exchange::setProperty));
        assertThat(done.getException()).isNull();
    }

    /** The locks of another process. */
    private static WorkLocks locksOfAnother() throws SQLException {
        HikariDataSource pool = server.bean(DataSource.class).unwrap(HikariDataSource.class);
        return new WorkLocks(new DriverManagerDataSource(pool.getJdbcUrl(), pool.getUsername(), pool.getPassword()));
    }

    /** As the key is whose request was not carried out to its end. */
    private static void unanswered(String key) {
        server.sql()
                .sql("update idempotency_keys set answer = null where key = :key")
                .param("key", key)
                .update();
    }

    private static String owner(String key) {
        return server.sql()
                .sql("select owner from idempotency_keys where key = :key")
                .param("key", key)
                .query(String.class)
                .single();
    }

    private static long keys(String key) {
        return server.sql()
                .sql("select count(*) from idempotency_keys where key = :key")
                .param("key", key)
                .query(Long.class)
                .single();
    }

    @Test
    void aVideoIsFoundWhoseRequestWasNeverAnswered() {
        String body = Asked.chat("Not answered", "Only once.");
        Answer first = server.postJson("/api/videos", body, "Idempotency-Key", "k-silent");
        unanswered("k-silent");

        Answer second = by("createVideo", server.postJson("/api/videos", body, "Idempotency-Key", "k-silent"));

        assertThat(second.header("Location")).isEqualTo(first.header("Location"));
        assertThat(titled("Not answered")).isEqualTo(1);
        server.delete(first.header("Location"));
    }

    @Test
    void keysAreForgottenAfterADay() {
        String body = Asked.chat("Next day", "Hi!");
        Answer first = server.postJson("/api/videos", body, "Idempotency-Key", "k-day");
        server.sql()
                .sql("update idempotency_keys set created_at = now() - interval '25 hours' where key = 'k-day'")
                .update();

        Answer second = server.postJson("/api/videos", body, "Idempotency-Key", "k-day");

        assertThat(second.header("Location")).isNotEqualTo(first.header("Location"));
        server.delete(first.header("Location"));
        server.delete(second.header("Location"));
    }

    private static long titled(String title) {
        return server.sql()
                .sql("select count(*) from videos where title = :title")
                .param("title", title)
                .query(Long.class)
                .single();
    }

    // Lists
    // ------------------------------------------------------------------------------------------------------------

    @Test
    void listsComeInPagesWithTheirNeighbours() {
        List<String> ids = IntStream.range(0, 5)
                .mapToObj(i -> row("Paged 100% " + i, "failed"))
                .toList();

        Answer first = by("listVideos", server.get("/api/videos?q=aged%20100%25&size=2"));
        Answer last = by("listVideos", server.get("/api/videos?q=aged%20100%25&size=2&page=2"));

        assertThat(first.json()).hasSize(2);
        assertThat(first.json().get(0).get("title").asText()).isEqualTo("Paged 100% 4");
        assertThat(first.header("X-Total-Count")).isEqualTo("5");
        assertThat(first.header("Link"))
                .contains("page=1&size=2>; rel=\"next\"")
                .contains("page=2&size=2>; rel=\"last\"")
                .doesNotContain("prev");
        assertThat(last.json()).hasSize(1);
        assertThat(last.header("Link")).contains("page=1&size=2>; rel=\"prev\"").doesNotContain("next");
        String next = first.header("Link").replaceFirst(".*<([^>]*)>; rel=\"next\".*", "$1");
        assertThat(by("listVideos", server.get(next)).json()).hasSize(2);
        assertThat(by("listVideos", server.get("/api/videos?q=aged%20100%25&status=completed"))
                        .json())
                .isEmpty();
        assertThat(by("listVideos", server.get("/api/videos?q=aged%20100%25&format=story"))
                        .json())
                .isEmpty();
        assertThat(by("listVideos", server.get("/api/videos?q=100_")).json()).isEmpty();
        ids.forEach(id -> server.delete("/api/videos/" + id));
    }

    @ParameterizedTest
    @CsvSource({"page=-1,page", "size=0,size", "size=201,size", "status=done,status", "page=x,page", "q=,q"})
    void wrongParametersAreToldByName(String query, String field) {
        assertThat(problem(by("listVideos", server.get("/api/videos?" + query)), 400)
                        .get("field")
                        .asText())
                .isEqualTo(field);
    }

    @Test
    void whatTheCallerHasIsNotSentAgain() {
        String video = made.get("links").get("self").asText();
        Answer first = by("getVideo", server.get(video));

        Answer second = by("getVideo", server.get(video, "If-None-Match", first.header("ETag")));

        assertThat(second.status()).isEqualTo(304);
        assertThat(second.header("ETag")).isEqualTo(first.header("ETag"));
        assertThat(server.get(video, "If-None-Match", "W/\"other\"").status()).isEqualTo(200);
        Answer list = by("listVideos", server.get("/api/videos?status=completed"));
        assertThat(by("listVideos", server.get("/api/videos?status=completed", "If-None-Match", list.header("ETag")))
                        .status())
                .isEqualTo(304);
    }

    // Results
    // ----------------------------------------------------------------------------------------------------------

    private static String file(String name) {
        return "/api/videos/" + made.get("id").asText() + "/" + name;
    }

    @ParameterizedTest
    @CsvSource({
        "video.mp4,video/mp4",
        "thumbnail.jpg,image/jpeg",
        "captions.vtt,text/vtt",
        "captions.srt,application/x-subrip",
        "script.json,application/json",
        "audio.m4a,audio/mp4"
    })
    void resultsAreServedWithTheirTypes(String name, String type) {
        Answer answer = by("getVideoFile", server.get(file(name)));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Content-Type")).startsWith(type);
        assertThat(answer.header("Cache-Control")).contains("immutable").contains("private");
        assertThat(answer.header("Content-Length")).isEqualTo(String.valueOf(answer.bytes().length));
        assertThat(answer.bytes()).isNotEmpty();
        assertThat(server.get(file(name), "If-None-Match", answer.header("ETag"))
                        .status())
                .isEqualTo(304);
    }

    @Test
    void rangesAreServed() {
        byte[] whole = server.get(file("video.mp4")).bytes();

        Answer part = by("getVideoFile", server.get(file("video.mp4"), "Range", "bytes=4-7"));
        Answer tail = by("getVideoFile", server.get(file("video.mp4"), "Range", "bytes=-3"));
        Answer none = by("getVideoFile", server.get(file("video.mp4"), "Range", "bytes=999999999-"));
        Answer head = server.send("HEAD", file("video.mp4"), BodyPublishers.noBody());

        assertThat(part.status()).isEqualTo(206);
        assertThat(part.text()).isEqualTo("ftyp");
        assertThat(part.header("Content-Range")).isEqualTo("bytes 4-7/" + whole.length);
        assertThat(tail.bytes()).hasSize(3);
        problem(none, 416);
        assertThat(none.header("Content-Range")).isEqualTo("bytes */" + whole.length);
        assertThat(head.status()).isEqualTo(200);
        assertThat(head.header("Content-Length")).isEqualTo(String.valueOf(whole.length));
        assertThat(head.header("Accept-Ranges")).isEqualTo("bytes");
    }

    @Test
    void aDownloadHasTheTitleForItsName() {
        Answer answer = server.get(file("video.mp4") + "?download");

        assertThat(answer.header("Content-Disposition"))
                .startsWith("attachment")
                .contains("first")
                .contains(".mp4");
        assertThat(server.get(file("video.mp4")).header("Content-Disposition")).isNull();
    }

    @Test
    void whatIsNotThereYetIsAConflict() {
        String id = row("Waiting", "pending");

        assertThat(problem(by("getVideoFile", server.get("/api/videos/" + id + "/video.mp4")), 409)
                        .get("detail")
                        .asText())
                .contains("not ready");
        server.delete("/api/videos/" + id);
    }

    // What can be done with a video
    // --------------------------------------------------------------------------------------

    @Test
    void aVideoIsStoppedTakenUpAgainAndDeletedWithAllItsObjects() {
        Answer accepted = server.postJson("/api/videos", Asked.chat("Stopped", "One.", "Two.", "Three."));
        String video = accepted.header("Location");

        JsonNode stopped = by("cancelVideo", server.post(video + "/cancel")).json();

        assertThat(stopped.get("status").asText()).isEqualTo("failed");
        assertThat(stopped.get("error_code").asText()).isEqualTo("cancelled");
        assertThat(stopped.get("links").get("retry").asText()).isEqualTo(video + "/retry");
        assertThat(by("cancelVideo", server.post(video + "/cancel")).status()).isEqualTo(200);

        Answer again = by("retryVideo", server.post(video + "/retry"));

        assertThat(again.status()).as("%s", again).isEqualTo(202);
        assertThat(again.json().get("error").isNull()).isTrue();
        String id = accepted.json().get("id").asText();
        assertThat(over(id).get("status").asText()).isEqualTo("completed");
        problem(by("retryVideo", server.post(video + "/retry")), 409);
        problem(by("cancelVideo", server.post(video + "/cancel")), 409);
        assertThat(server.store().list("videos/" + id + "/")).isNotEmpty();

        assertThat(by("deleteVideo", server.delete(video)).status()).isEqualTo(200);

        assertThat(server.store().list("videos/" + id + "/")).isEmpty();
        assertThat(server.rows("select id from videos where id = '" + id + "'")).isEmpty();
        assertThat(server.rows("select id from voices where video_id = '" + id + "'"))
                .isEmpty();
        problem(by("deleteVideo", server.delete(video)), 404);
        problem(server.get(video + "/video.mp4"), 404);
    }

    @Test
    void aVideoThatFailedAtItsEndIsTakenUpThere() {
        String id = made.get("id").asText();
        server.sql()
                .sql("update videos set status = 'failed', error_code = 'compose', error_message = 'compose: disk full'"
                        + " where id = cast(:id as uuid)")
                .param("id", id)
                .update();
        JsonNode failed = by("getVideo", server.get("/api/videos/" + id)).json();
        assertThat(failed.get("error").asText()).isEqualTo("compose: disk full");
        int voices = server.rows("select 1 from voices where video_id = '" + id + "'")
                .size();

        by("retryVideo", server.post("/api/videos/" + id + "/retry"));

        assertThat(over(id).get("status").asText()).isEqualTo("completed");
        assertThat(server.rows("select 1 from voices where video_id = '" + id + "'"))
                .hasSize(voices);
    }

    // What a form needs
    // --------------------------------------------------------------------------------------------------

    @Test
    void formsLearnWhatThereIs() {
        JsonNode styles = by("listStyles", server.get("/api/styles")).json();
        JsonNode formats = by("listFormats", server.get("/api/formats")).json();

        assertThat(styles.findValuesAsText("id")).contains("cinematic", "anime", "watercolor");
        assertThat(formats.get("formats").findValuesAsText("id")).contains("chat", "explainer", "product", "story");
        assertThat(formats.get("themes")).isNotEmpty();
        assertThat(formats.get("captions").get(0).asText()).isEqualTo("off");
        assertThat(formats.get("languages").findValuesAsText("id")).contains("en", "pt-br");
    }

    @Test
    void aChatIsDrawnAsFarAsItIsWritten() throws Exception {
        String script = IntStream.range(0, 60)
                .mapToObj(i -> "{\"from\":\"" + (i % 2 == 0 ? "Ana" : "Bruno") + "\",\"to\":\""
                        + (i % 2 == 0 ? "Bruno" : "Ana") + "\",\"text\":\"Line " + i + "\"}")
                .collect(Collectors.joining(","));

        Answer answer = by(
                "previewChat",
                server.postJson("/api/previews/chat", "{\"script\":[" + script + "],\"size\":\"270x480\"}"));

        assertThat(answer.status()).as("%s", answer).isEqualTo(200);
        BufferedImage picture = ImageIO.read(new ByteArrayInputStream(answer.bytes()));
        assertThat(picture.getHeight()).isGreaterThan(400);
        problem(by("previewChat", server.postJson("/api/previews/chat", "{\"script\":[]}")), 400);
        problem(by("previewChat", server.postJson("/api/previews/chat", "{}")), 400);
    }

    @Test
    void healthIsTold() {
        Answer answer = by("health", server.get("/health"));

        assertThat(answer.json().get("status").asText()).isEqualTo("healthy");
    }

    // The contract itself
    // --------------------------------------------------------------------------------------------------

    @Test
    void theContractIsServedAndCanBeBrowsedWithoutANetwork() {
        assertThat(server.get("/api/openapi.yaml").text()).startsWith("openapi: 3.1.0");
        assertThat(server.get("/api/openapi.json").json().get("openapi").asText())
                .isEqualTo("3.1.0");
        Answer page = server.get("/api/docs");
        assertThat(page.header("Content-Security-Policy")).contains("script-src 'self'");
        List<String> parts = Pattern.compile("(?:src|href)=\"(/[^\"]*)\"")
                .matcher(page.text())
                .results()
                .map(found -> found.group(1))
                .toList();
        assertThat(parts)
                .hasSize(3)
                .allSatisfy(
                        part -> assertThat(server.get(part).status()).as(part).isEqualTo(200));
        assertThat(page.text()).doesNotContain("http://").doesNotContain("https://");
    }

    @Test
    void everyRouteOfTheDoorIsAnOperationOfTheContract() {
        Set<String> operations =
                new Contract().operations().stream().map(Operation::id).collect(Collectors.toSet());
        Set<String> routes = server.bean(CamelContext.class).getRoutes().stream()
                .filter(route -> route.getRouteId().startsWith("api-"))
                .map(route -> route.getEndpoint().getEndpointUri())
                .filter(uri -> uri.matches("direct://[a-z]+[A-Z].*"))
                .map(uri -> uri.substring("direct://".length()))
                .collect(Collectors.toSet());

        assertThat(operations).containsAll(routes);
        assertThat(routes)
                .contains("createVideo", "listVideos", "getVideo", "deleteVideo", "retryVideo", "cancelVideo")
                .contains("listStyles", "listFormats", "previewChat");
    }
}
