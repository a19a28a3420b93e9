package org.kinoroute.jobber;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kinoroute.Application;
import org.kinoroute.Application.Running;
import org.springframework.amqp.core.AmqpAdmin;
import org.springframework.amqp.core.Queue;
import org.springframework.amqp.rabbit.connection.CachingConnectionFactory;
import org.springframework.amqp.rabbit.core.RabbitAdmin;
import org.springframework.amqp.rabbit.core.RabbitTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** Workers that are processes of their own, beside a server that launches them, and started by hand. */
class WorkerIT {

    private static final String REQUESTS = "jobber-requests";

    @TempDir
    static Path folder;

    private static Running server;
    private static CachingConnectionFactory connections;
    private static RabbitTemplate rabbit;
    private static AmqpAdmin queues;
    private static JdbcClient sql;

    @BeforeAll
    static void start() throws Exception {
        Path routes = Files.createDirectories(folder.resolve("routes"));
        // Lines with the word "wait" are spoken when the gate is open.
        Files.writeString(
                routes.resolve("49-engines.yaml"),
                """
                - route:
                    id: voice-gated
                    from:
                      uri: direct:voice-gated
                      steps:
                        - setProperty:
                            name: gate
                            simple: {expression: "%s", resultType: java.io.File}
                        - loop:
                            doWhile: "true"
                            simple: "${body} contains 'wait' && ${exchangeProperty.gate.isFile}"
                            steps:
                              - delay: {constant: "50", asyncDelayed: "false"}
                        - to: direct:voice-espeak
                """
                        .formatted(gate()));
        server = Application.in(folder)
                .options(
                        "-Dkinoroute.routes.folder=" + routes,
                        "-Dkinoroute.jobber.launcher=process",
                        "-Dkinoroute.tables.period=1h")
                .start("serve", "--port", "0");
        server.await("Kinoroute is ready at");
        Properties parts = properties("server.properties");
        String password = properties("credentials.properties").getProperty("password");
        connections = new CachingConnectionFactory("127.0.0.1", Integer.parseInt(parts.getProperty("broker")));
        connections.setUsername("kinoroute");
        connections.setPassword(password);
        connections.setVirtualHost("kinoroute");
        rabbit = new RabbitTemplate(connections);
        queues = new RabbitAdmin(connections);
        sql = JdbcClient.create(new DriverManagerDataSource(parts.getProperty("database"), "postgres", password));
        sql.sql("insert into voice_mappings (voice_id, voice_name, metadata) values ('gated', 'gated',"
                        + " jsonb_build_object('engine', 'gated', 'voice', 'f2'))")
                .update();
    }

    @AfterAll
    static void stop() {
        connections.destroy();
        server.signal("INT");
        assertThat(server.ended()).as(server.said()).isZero();
        assertThat(server.said()).doesNotContain("Exception");
    }

    /** What a server tells its owner's other processes. */
    private static Properties properties(String file) throws IOException {
        Properties properties = new Properties();
        try (var in = Files.newInputStream(folder.resolve("data").resolve(file))) {
            properties.load(in);
        }
        return properties;
    }

    private static Path gate() {
        return folder.resolve("gate");
    }

    @Test
    void aProcessSpeaksAndWhatItWasKilledAtAnotherTakes() throws Exception {
        UUID video = video();
        Files.createFile(gate());
        send(
                REQUESTS,
                "{\"app\":\"text-processor\",\"data\":"
                        + data(video, "gated", "This is said at once", "But wait with that") + "}");

        // A process takes its time to start.
        await(() -> statuses(video), "completed processing"::equals);
        Object first = rows(video).get(0).get("processing_completed_at");
        ProcessHandle worker = ProcessHandle.of(processFor(video)).orElseThrow();
        assertThat(copies())
                .as("in the server's data folder: its own, and its worker's")
                .hasSize(2);
        worker.destroyForcibly();
        await(worker::isAlive, alive -> !alive);
        Files.delete(gate());

        await(() -> statuses(video), "completed completed"::equals);
        assertThat(rows(video).get(0).get("processing_completed_at"))
                .as("said once")
                .isEqualTo(first);
        await(() -> queues.getQueueInfo("kinoroute.workers").getMessageCount(), count -> count == 0);

        // A video's own job, with its scenes one by one and an end marker.
        UUID chat = UUID.fromString(server.submit(
                """
                        {"script": {"format": "chat", "participants": [{"name": "Ana", "voice": "gated"}, "Bruno"],
                          "scenes": [{"from": "Ana", "text": "Spoken in a process of its own"}]},
                         "background": "none", "size": "270x480", "fps": 10}""",
                "process-of-its-own"));
        await(() -> status(chat), status -> List.of("completed", "failed").contains(status));
        assertThat(status(chat)).isEqualTo("completed");
        await(() -> queues.getQueueInfo("kinoroute.voices." + chat) == null, gone -> gone);
        assertThat(folder.resolve("data/kinoroute.log"))
                .content()
                .contains("has ended with status 137", "has ended with status 0");
    }

    /** Where each process keeps what it has from the store. */
    private static List<String> copies() throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve("data/tmp"))) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.startsWith("process-"))
                    .toList();
        }
    }

    private static long processFor(UUID video) throws Exception {
        Matcher told = Pattern.compile("Process (\\d+) works on the queue kinoroute\\.requests\\." + video)
                .matcher(Files.readString(folder.resolve("data/kinoroute.log")));
        assertThat(told.find()).isTrue();
        return Long.parseLong(told.group(1));
    }

    @Test
    void aWorkerThatIsStartedByHandDoesItsJobAndEnds() {
        UUID video = video();
        queues.declareQueue(new Queue("voices-of-today", true));
        send("voices-of-today", data(video, "aluno", "Oi!", "Tudo bem?"));
        send("voices-of-today", "{\"video_id\": 1}");

        Running worker = byHand("voices-of-today", Map.of());
        Running late = byHand("kinoroute.voices." + UUID.randomUUID(), Map.of());
        Running cutOff = byHand(
                "kinoroute.voices." + UUID.randomUUID(), Map.of("POSTGRES_HOST", "127.0.0.1", "POSTGRES_PORT", "1"));
        Running idle = byHand("voices-of-yesterday", Map.of());

        assertThat(worker.ended()).as(worker.said()).isZero();
        assertThat(rows(video)).hasSize(2).allSatisfy(row -> assertThat(row).containsEntry("status", "completed"));
        assertThat(queues.getQueueInfo("voices-of-today")).isNull();
        assertThat(idle.ended()).isEqualTo(1);
        assertThat(idle.said())
                .contains("kinoroute: there is no queue \"voices-of-yesterday\"")
                .doesNotContain("Exception");
        assertThat(late.ended()).as(late.said()).isZero();
        assertThat(late.said()).contains("is gone: its job is over").doesNotContain("Exception");
        assertThat(cutOff.ended()).as(cutOff.said()).isEqualTo(75);
        assertThat(cutOff.said()).contains("the job waits, for a service is out of reach");
    }

    /** Without a command: the queue's name in the environment says it. */
    private static Running byHand(String queue, Map<String, String> variables) {
        Map<String, String> all = new java.util.HashMap<>(variables);
        all.put("CONSUMER_QUEUE_NAME", queue);
        return Application.in(folder).environment(all).start();
    }

    private static UUID video() {
        UUID id = UUID.randomUUID();
        // On a lane of somebody else's: what is asked for is its voices alone.
        sql.sql("insert into videos (id, title, lane) values (:id, 'Talk', 'elsewhere')")
                .param("id", id)
                .update();
        return id;
    }

    private static String data(UUID video, String voice, String... texts) {
        List<String> messages = java.util.Arrays.stream(texts)
                .map("{\"from\":\"Ana\",\"text\":\"%s\"}"::formatted)
                .toList();
        return "{\"video_id\":\"" + video + "\",\"messages\":" + messages + ",\"voice_mapping\":{\"Ana\":\"" + voice
                + "\"}}";
    }

    private static void send(String queue, String body) {
        rabbit.convertAndSend("", queue, body.getBytes(StandardCharsets.UTF_8));
    }

    private static List<Map<String, Object>> rows(UUID video) {
        return sql.sql(
                        "select status::text status, processing_completed_at from voices where video_id = :id order by arrival")
                .param("id", video)
                .query()
                .listOfRows();
    }

    private static String statuses(UUID video) {
        return String.join(
                " ",
                rows(video).stream().map(row -> row.get("status").toString()).toList());
    }

    private static String status(UUID video) {
        return sql.sql("select status from videos where id = :id")
                .param("id", video)
                .query(String.class)
                .single();
    }

    private static <T> void await(Callable<T> what, Predicate<T> until) {
        Awaitility.await()
                .atMost(Duration.ofMinutes(4))
                .pollInterval(Duration.ofMillis(50))
                .until(what, until);
    }
}
