package org.kinoroute.api.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.apache.camel.CamelContext;
import org.apache.camel.CamelExecutionException;
import org.apache.camel.spi.Resource;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kinoroute.video.Problem;
import org.kinoroute.video.TooManyJobs;

/** Who gets in, as whom, and how often; asked over real HTTP. */
class AccessTest {

    private static final String ADMIN = "an-admin-key-for-tests-0123456789";

    /** A door such as the API's: Camel answers it on a thread of its own. */
    private static final String DOOR =
            """
            - route:
                id: test-who
                from:
                  uri: platform-http:/api/test/who
                  parameters:
                    httpMethodRestrict: GET,POST
                  steps:
                    - removeHeaders:
                        pattern: "*"
                    - setBody:
                        simple: "${bean:caller?method=owner} ${bean:caller?method=isAdmin}"
            """;

    @TempDir
    static Path folder;

    private static Service service;

    @BeforeAll
    static void start() throws Exception {
        service = new Service(
                folder.resolve("data"),
                "--kinoroute.api.admin-key=" + ADMIN,
                "--kinoroute.api.limits.open-jobs=2",
                "--kinoroute.api.limits.upload-size=1MB",
                "--kinoroute.api.limits.logins=3",
                "--kinoroute.api.limits.rate=300",
                "--kinoroute.systems.open=c");
        Resource door = ResourceHelper.fromString("test-who.camel.yaml", DOOR);
        PluginHelper.getRoutesLoader(service.bean(CamelContext.class)).loadRoutes(door);
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    private static JsonNode json(HttpResponse<String> answer) {
        try {
            return new ObjectMapper().readTree(answer.body());
        } catch (IOException e) {
            throw new AssertionError(answer.body(), e);
        }
    }

    private static String key(String name, boolean admin) {
        HttpResponse<String> made = service.send(
                "POST",
                "/api/keys",
                "{\"name\":\"" + name + "\",\"admin\":" + admin + "}",
                "Authorization",
                "Bearer " + ADMIN);
        assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
        return json(made).get("secret").asText();
    }

    private static String cookie(String key) {
        HttpResponse<String> login = service.send("POST", "/api/session", "{\"key\":\"" + key + "\"}");
        assertThat(login.statusCode()).as(login.body()).isEqualTo(200);
        String cookie = login.headers().firstValue("Set-Cookie").orElseThrow();
        assertThat(cookie).contains("HttpOnly", "SameSite=Strict", "Path=/").doesNotContain("Secure");
        return cookie.substring(0, cookie.indexOf(';'));
    }

    private static void isProblem(HttpResponse<String> answer, int status) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith("application/problem+json");
        assertThat(json(answer).get("status").asInt()).isEqualTo(status);
        assertThat(json(answer).get("detail").asText()).isNotBlank();
    }

    @Test
    void whoShowsNoKeyIsToldToShowOne() {
        HttpResponse<String> answer = service.get("/api/test/who");

        isProblem(answer, 401);
        assertThat(answer.headers().firstValue("WWW-Authenticate")).hasValue("Bearer realm=\"kinoroute\"");
        HttpResponse<String> wrong = service.get("/api/test/who", "Authorization", "Bearer kr_wrong");
        isProblem(wrong, 401);
        assertThat(wrong.headers().firstValue("WWW-Authenticate").orElse("")).contains("invalid_token");
        isProblem(service.get("/api/test/who", "Authorization", "Basic " + ADMIN), 401);
        isProblem(service.get("/api/test/who", "Cookie", "kinoroute_session=made-up"), 401);
    }

    @Test
    void aKeyIsItsOwnerOnCamelsThreadsToo() {
        String ana = key("Ana", false);

        assertThat(service.get("/api/test/who", "Authorization", "Bearer " + ana)
                        .body())
                .isEqualTo("Ana false");
        assertThat(service.get("/api/test/who", "Authorization", "Bearer " + ADMIN)
                        .body())
                .isEqualTo("admin true");
        // What a request says of itself is not believed.
        assertThat(service.get("/api/test/who", "Authorization", "Bearer " + ana, "owner", "admin", "admin", "true")
                        .body())
                .isEqualTo("Ana false");
        assertThat(service.get("/api/test/who", "Cookie", cookie(ana)).body()).isEqualTo("Ana false");
    }

    @Test
    void aRevokedKeyIsGoodNoMoreAndNorAreItsSessions() {
        String bruno = key("Bruno", false);
        String cookie = cookie(bruno);
        assertThat(service.get("/api/session", "Cookie", cookie).statusCode()).isEqualTo(200);
        JsonNode keys = json(service.get("/api/keys", "Authorization", "Bearer " + ADMIN));
        assertThat(keys.toString()).doesNotContain(bruno);
        String id = null;
        for (JsonNode key : keys) {
            if (key.get("name").asText().equals("Bruno")) {
                id = key.get("id").asText();
                assertThat(key.get("last_used_at").asText()).startsWith("20");
            }
        }

        assertThat(service.send("DELETE", "/api/keys/" + id, null, "Authorization", "Bearer " + ADMIN)
                        .statusCode())
                .isEqualTo(204);

        isProblem(service.get("/api/test/who", "Authorization", "Bearer " + bruno), 401);
        isProblem(service.get("/api/session", "Cookie", cookie), 401);
        isProblem(service.send("DELETE", "/api/keys/" + id, null, "Authorization", "Bearer " + ADMIN), 404);
        assertThat(service.send("DELETE", "/api/keys/..%2f", null, "Authorization", "Bearer " + ADMIN)
                        .statusCode())
                .isEqualTo(400);
    }

    @Test
    void keysAreForAdmins() {
        String carla = key("Carla", false);

        isProblem(service.get("/api/keys", "Authorization", "Bearer " + carla), 403);
        isProblem(
                service.send(
                        "POST", "/api/keys", "{\"name\":\"x\",\"admin\":true}", "Authorization", "Bearer " + carla),
                403);
        isProblem(service.send("POST", "/api/keys", "{\"name\":\"Carla\"}", "Authorization", "Bearer " + ADMIN), 400);
        HttpResponse<String> odd =
                service.send("POST", "/api/keys", "{\"name\":\"<script>\"}", "Authorization", "Bearer " + ADMIN);
        isProblem(odd, 400);
        assertThat(json(odd).get("field").asText()).isEqualTo("name");
    }

    @Test
    void nothingOfAKeyIsInTheDatabase() {
        String dora = key("Dora", false);

        assertThat(service.sql()
                        .sql("select count(*) from api_keys where api_keys::text like '%' || :key || '%'")
                        .param("key", dora)
                        .query(Long.class)
                        .single())
                .isZero();
        assertThat(dora).matches("kr_[A-Za-z0-9_-]{43}");
    }

    @Test
    void aSessionIsForOwnPages() {
        String cookie = cookie(key("Eva", false));

        isProblem(service.send("POST", "/api/test/who", "{}", "Cookie", cookie), 403);
        isProblem(service.send("POST", "/api/test/who", "{}", "Cookie", cookie, "Origin", "https://evil.example"), 403);
        isProblem(service.send("POST", "/api/test/who", "{}", "Cookie", cookie, "Origin", "null"), 403);
        isProblem(service.send("POST", "/api/test/who", "{}", "Cookie", cookie, "Sec-Fetch-Site", "cross-site"), 403);
        isProblem(service.send("POST", "/api/test/who", "{}", "Cookie", cookie, "Sec-Fetch-Site", "same-site"), 403);
        assertThat(service.send("POST", "/api/test/who", "{}", "Cookie", cookie, "X-Requested-With", "kinoroute")
                        .body())
                .isEqualTo("Eva false");
        assertThat(service.send("POST", "/api/test/who", "{}", "Cookie", cookie, "Sec-Fetch-Site", "same-origin")
                        .statusCode())
                .isEqualTo(200);
        assertThat(service.send(
                                "POST",
                                "/api/test/who",
                                "{}",
                                "Cookie",
                                cookie,
                                "Origin",
                                "http://127.0.0.1:" + service.port())
                        .statusCode())
                .isEqualTo(200);

        HttpResponse<String> out =
                service.send("DELETE", "/api/session", null, "Cookie", cookie, "X-Requested-With", "kinoroute");
        assertThat(out.statusCode()).isEqualTo(204);
        assertThat(out.headers().firstValue("Set-Cookie").orElse("")).contains("Max-Age=0");
        isProblem(service.get("/api/session", "Cookie", cookie), 401);
    }

    @Test
    void behindHttpsTheCookieIsForHttpsAlone() {
        HttpResponse<String> login =
                service.send("POST", "/api/session", "{\"key\":\"" + ADMIN + "\"}", "X-Forwarded-Proto", "https");

        assertThat(login.headers().firstValue("Set-Cookie").orElse("")).contains("; Secure");
        assertThat(json(login).get("admin").asBoolean()).isTrue();
    }

    @Test
    void whoTriesManyKeysHasToWait() throws Exception {
        for (int i = 0; i < 3; i++) {
            assertThat(loginFromElsewhere("guess")).contains("HTTP/1.1 401");
        }
        assertThat(loginFromElsewhere(ADMIN)).contains("HTTP/1.1 429").containsPattern("Retry-After: [1-9][0-9]?\r\n");
        assertThat(service.send("POST", "/api/session", "{\"key\":\"" + ADMIN + "\"}")
                        .statusCode())
                .as("somebody else")
                .isEqualTo(200);
    }

    private static String loginFromElsewhere(String key) throws IOException {
        String body = "{\"key\":\"" + key + "\"}";
        try (Socket socket = new Socket("127.0.0.1", service.port(), InetAddress.getByName("127.0.0.7"), 0)) {
            socket.getOutputStream()
                    .write(("POST /api/session HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n"
                                    + "Content-Type: application/json\r\nContent-Length: " + body.length()
                                    + "\r\n\r\n" + body)
                            .getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void whoShowsManyWrongKeysHasToWaitAndNobodyElse() throws Exception {
        String ines = key("Ulla", false);
        assertThat(askFromElsewhere("/api/session", ines)).contains("HTTP/1.1 200");
        for (int i = 0; i < 3; i++) {
            assertThat(askFromElsewhere("/api/videos", "guess-" + i)).contains("HTTP/1.1 401");
        }
        assertThat(askFromElsewhere("/api/videos", "guess-4"))
                .contains("HTTP/1.1 429")
                .containsPattern("Retry-After: [1-9][0-9]?\r\n")
                .contains("too many wrong keys");
        assertThat(askFromElsewhere("/api/session", "guess-5")).contains("HTTP/1.1 429");
        // Not even a guess that is right is told so.
        assertThat(askFromElsewhere("/api/videos", key("Jan", false))).contains("HTTP/1.1 429");

        assertThat(askFromElsewhere("/api/session", ines))
                .as("who shares the address, and was known before")
                .contains("HTTP/1.1 200");
        assertThat(askFromElsewhere("/health", "guess-6")).contains("HTTP/1.1 200");
        assertThat(service.get("/api/session", "Authorization", "Bearer " + key("Kim", false))
                        .statusCode())
                .as("somebody else")
                .isEqualTo(200);
    }

    @Test
    void healthIsNoWayToTryKeys() throws Exception {
        String address = "127.0.0.9";
        assertThat(ask(address, "/actuator/health", "guess-0"))
                .contains("HTTP/1.1 200")
                .doesNotContain("components");
        for (int i = 1; i < 4; i++) {
            assertThat(ask(address, "/actuator/health", "guess-" + i)).contains("HTTP/1.1 200");
        }
        // Health is told as ever, and whether a guess was right is not.
        assertThat(ask(address, "/actuator/health", ADMIN))
                .contains("HTTP/1.1 200")
                .doesNotContain("components");
        assertThat(ask(address, "/api/videos", ADMIN)).contains("HTTP/1.1 429");
        assertThat(service.get("/actuator/health", "Authorization", "Bearer " + ADMIN)
                        .body())
                .as("from another address")
                .contains("components");
    }

    private static String askFromElsewhere(String path, String key) throws IOException {
        return ask("127.0.0.8", path, key);
    }

    private static String ask(String address, String path, String key) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", service.port(), InetAddress.getByName(address), 0)) {
            socket.getOutputStream()
                    .write(("GET " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n"
                                    + "Authorization: Bearer " + key + "\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void tooManyRequestsOfOneKeyAreNotThoseOfAnother() {
        String flora = key("Flora", true);
        HttpResponse<String> answer = null;
        for (int i = 0; i < 400 && (answer == null || answer.statusCode() == 200); i++) {
            answer = service.get("/api/session", "Authorization", "Bearer " + flora);
        }

        isProblem(answer, 429);
        assertThat(answer.headers().firstValue("Retry-After")).isPresent();
        assertThat(service.get("/actuator/prometheus", "Authorization", "Bearer " + flora)
                        .statusCode())
                .isEqualTo(200);
        assertThat(service.get("/api/session", "Authorization", "Bearer " + key("Gil", false))
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void aHeaderThatNobodyMaySendIsTheCallersFault() throws IOException {
        try (Socket socket = new Socket("127.0.0.1", service.port())) {
            socket.getOutputStream()
                    .write(("GET /api/videos/00000000-0000-0000-0000-000000000000 HTTP/1.1\r\nHost: 127.0.0.1\r\n"
                                    + "Connection: close\r\nAuthorization: Bearer " + ADMIN
                                    + "\r\nIf-None-Match: W/\"…\"\r\n\r\n")
                            .getBytes(StandardCharsets.UTF_8));
            assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                    .startsWith("HTTP/1.1 400")
                    .contains("\"status\":400");
        }
    }

    @Test
    void whatIsTooLargeIsNotRead() throws IOException {
        String head = "POST /api/test/who HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer " + ADMIN
                + "\r\nContent-Type: application/json\r\nContent-Length: 9000000\r\n\r\n";

        assertThat(firstLine(head)).contains(" 413");
    }

    @Test
    void anOwnerHasSoManyVideosUnderWay() {
        service.row("Hana", "pending");
        service.row("Hana", "processing");
        service.row("Hana", "completed");

        assertThatThrownBy(() -> service.accept(
                        "[{\"from\":\"Ana\",\"to\":\"Bruno\",\"text\":\"Oi!\"}]", Service.SMALL, "Hana", null))
                .isInstanceOf(CamelExecutionException.class)
                .hasCauseInstanceOf(TooManyJobs.class)
                .hasStackTraceContaining("2 videos are under way, and 2 may be");
    }

    /** Each of them saw room for itself before any was entered. */
    @Test
    void videosThatComeAtOnceDoNotShareTheRoomForOne() {
        service.row("Lea", "pending");
        List<CompletableFuture<Boolean>> sent = IntStream.range(0, 6)
                .mapToObj(i -> CompletableFuture.supplyAsync(() -> {
                    try {
                        service.accept(
                                "[{\"from\":\"Ana\",\"to\":\"Bruno\",\"text\":\"Oi!\"}]", Service.SMALL, "Lea", null);
                        return true;
                    } catch (CamelExecutionException e) {
                        assertThat(e).hasRootCauseInstanceOf(TooManyJobs.class);
                        return false;
                    }
                }))
                .toList();

        assertThat(sent.stream().map(CompletableFuture::join)).containsOnlyOnce(true);
        assertThat(service.sql()
                        .sql("select count(*) from videos where owner = 'Lea'")
                        .query(Integer.class)
                        .single())
                .isEqualTo(2);
    }

    @Test
    void theConsoleIsForAdmins() {
        assertThat(service.get("/actuator/health").statusCode()).isEqualTo(200);
        for (String path : new String[] {
            "/actuator/hawtio",
            "/actuator/hawtio/index.html",
            "/actuator/jolokia",
            "/actuator/jolokia/list",
            "/actuator/metrics",
            "/actuator"
        }) {
            isProblem(service.get(path), 401);
            isProblem(service.get(path, "Authorization", "Bearer " + keyOf("Ines")), 403);
        }
        String admin = cookie(ADMIN);
        HttpResponse<String> page = service.get("/actuator/hawtio/index.html", "Cookie", admin);
        assertThat(page.statusCode()).as(page.body()).isEqualTo(200);
        assertThat(page.body()).containsIgnoringCase("hawtio");
        assertThat(page.headers().firstValue("Content-Security-Policy").orElse(""))
                .contains("'unsafe-inline'");
        HttpResponse<String> beans = service.get("/actuator/jolokia/version", "Cookie", admin);
        assertThat(beans.statusCode()).isEqualTo(200);
        assertThat(beans.body()).contains("\"agent\"");
    }

    private static String ines;

    private static String keyOf(String name) {
        ines = ines == null ? key(name, false) : ines;
        return ines;
    }

    @Test
    void answersTellBrowsersWhatToMind() {
        HttpResponse<String> answer = service.get("/api/session", "Authorization", "Bearer " + ADMIN);

        assertThat(answer.headers().firstValue("Content-Security-Policy").orElse(""))
                .contains("default-src 'self'", "frame-ancestors 'none'", "script-src 'self';");
        assertThat(answer.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
        assertThat(answer.headers().firstValue("Referrer-Policy")).hasValue("no-referrer");
        assertThat(service.send(
                                "OPTIONS",
                                "/api/test/who",
                                null,
                                "Origin",
                                "https://evil.example",
                                "Access-Control-Request-Method",
                                "GET")
                        .headers()
                        .firstValue("Access-Control-Allow-Origin"))
                .isEmpty();
    }

    @Test
    void anOpenedSystemNeedsNoKeyButHasOneOwner() {
        assertThat(service.get("/api/ads", "Authorization", "Bearer anything").statusCode())
                .isEqualTo(200);
        // What its clients always show, they show here, too.
        assertThat(service.get("/api/ads").statusCode()).isEqualTo(401);
        isProblem(service.get("/api/messages"), 401);
    }

    @Test
    void withoutAnyKeyThisMachineAloneMayDoAll() throws Exception {
        assertThatThrownBy(() -> new Service(folder.resolve("open"), "--server.address=0.0.0.0"))
                .hasRootCauseInstanceOf(Problem.class)
                .rootCause()
                .hasMessageContaining("keys add NAME --admin");
        try (Service open = new Service(folder.resolve("open"))) {
            assertThat(json(open.get("/api/session")).get("owner").asText()).isEqualTo("local");
            assertThat(json(open.get("/api/session")).get("admin").asBoolean()).isTrue();
            assertThat(json(open.get("/api/session", "Authorization", "Bearer any"))
                            .get("owner")
                            .asText())
                    .isEqualTo("local");
            assertThat(firstLine(open.port(), "GET /api/session HTTP/1.1\r\nHost: rebound.example\r\n\r\n"))
                    .contains(" 403");
            assertThat(firstLine(open.port(), "GET /api/session HTTP/1.1\r\nHost: localhost:8080\r\n\r\n"))
                    .contains(" 200");
            isProblem(
                    open.send("POST", "/api/keys", "{\"name\":\"x\",\"admin\":true}", "Origin", "https://evil.example"),
                    403);
            isProblem(
                    open.send("POST", "/api/keys", "{\"name\":\"x\",\"admin\":true}", "Sec-Fetch-Site", "cross-site"),
                    403);
            isProblem(open.send("POST", "/api/keys", "{\"name\":\"x\"}"), 400);
            isWatchedWithoutTheDatabase(open);

            HttpResponse<String> first = open.send("POST", "/api/keys", "{\"name\":\"first\",\"admin\":true}");
            assertThat(first.statusCode()).isEqualTo(201);
            isProblem(open.get("/api/session"), 401);
            assertThat(open.get(
                                    "/api/session",
                                    "Authorization",
                                    "Bearer " + json(first).get("secret").asText())
                            .statusCode())
                    .isEqualTo(200);
        }
    }

    /** A restart would not help the database, and the numbers are needed then. */
    private static void isWatchedWithoutTheDatabase(Service open) throws Exception {
        try (Connection other = open.bean(DataSource.class).getConnection();
                Statement lock = other.createStatement()) {
            other.setAutoCommit(false);
            lock.execute("lock table api_keys in access exclusive mode");
            // For longer than what was known holds without a look.
            for (String path : List.of("/actuator/health/liveness", "/actuator/prometheus")) {
                HttpRequest request = HttpRequest.newBuilder(open.uri(path))
                        .timeout(Duration.ofSeconds(5))
                        .build();
                await().during(Duration.ofMillis(1_500))
                        .until(() -> open.client()
                                        .send(request, BodyHandlers.ofString())
                                        .statusCode()
                                == 200);
            }
            other.rollback();
        }
    }

    private static String firstLine(String head) throws IOException {
        return firstLine(service.port(), head);
    }

    private static String firstLine(int port, String head) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", port)) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
            return new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII))
                    .readLine();
        }
    }
}
