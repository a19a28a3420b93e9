package org.kinoroute.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobConditionBuilder;
import io.fabric8.kubernetes.api.model.batch.v1.JobStatusBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.server.mock.KubernetesCrudDispatcher;
import io.fabric8.kubernetes.client.server.mock.KubernetesMockServer;
import io.fabric8.mockwebserver.Context;
import io.fabric8.mockwebserver.MockWebServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.camel.ProducerTemplate;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kinoroute.embedded.EmbeddedStack;
import org.kinoroute.jobber.TemporaryQueues;
import org.kinoroute.store.StoreProperties;
import org.kinoroute.store.StoreTerms;
import org.kinoroute.video.Videos;
import org.springframework.amqp.core.Message;

/** Workers and their launchers, and the jobs that others ask for. */
class JobberTest {

    private static final String LAUNCHER = "test.launcher";
    private static final String REQUESTS = "jobber-requests";
    private static final String DEAD = "kinoroute.dead-letters";

    @TempDir
    static Path folder;

    static Kinoroute kinoroute;
    static KubernetesMockServer cluster;

    @BeforeAll
    static void start() throws IOException {
        Path routes = Files.createDirectories(folder.resolve("routes"));
        Files.writeString(
                routes.resolve("93-launch-mine.yaml"),
                """
                - route:
                    id: launch-mine
                    from:
                      uri: direct:launch-mine
                      steps:
                        - toD: "direct:launch-${properties:test.launcher:route}"
                """);
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
                - route:
                    id: voice-broken
                    from:
                      uri: direct:voice-broken
                      steps:
                        - throwException: {exceptionType: java.io.IOException, message: the engine is down}
                """
                        .formatted(gate()));
        cluster = new KubernetesMockServer(
                new Context(), new MockWebServer(), new HashMap<>(), new KubernetesCrudDispatcher(), false);
        cluster.init();
        System.setProperty("kubernetes.master", cluster.url("/").toString());
        System.setProperty("kubernetes.auth.tryKubeConfig", "false");
        System.setProperty("kubernetes.namespace", "videos");
        kinoroute = new Kinoroute(
                folder.resolve("data"),
                "--kinoroute.routes.folder=" + routes,
                "--kinoroute.jobber.launcher=mine",
                "--kinoroute.jobber.kubernetes.image=registry.example/kinoroute:1.2",
                "--kinoroute.jobber.kubernetes.secret=kinoroute-services",
                "--kinoroute.tables.period=1h");
        kinoroute.bean(EmbeddedStack.class).publish("kinoroute", StoreTerms.of(kinoroute.bean(StoreProperties.class)));
        for (String engine : List.of("gated", "broken")) {
            kinoroute
                    .sql()
                    .sql("insert into voice_mappings (voice_id, voice_name, metadata) values (:id, :id,"
                            + " jsonb_build_object('engine', :id, 'voice', 'f2'))")
                    .param("id", engine)
                    .update();
        }
    }

    @AfterAll
    static void stop() throws IOException {
        List.of("kubernetes.master", "kubernetes.auth.tryKubeConfig", "kubernetes.namespace")
                .forEach(System::clearProperty);
        cluster.destroy();
        // A process that stops waits for no job that is not done.
        UUID id = UUID.randomUUID();
        kinoroute
                .sql()
                .sql("insert into videos (id, title, lane) values (:id, 'Talk', 'kinoroute')")
                .param("id", id)
                .update();
        String queue = "kinoroute.voices." + id;
        kinoroute.bean(TemporaryQueues.class).open(queue);
        kinoroute
                .bean(ProducerTemplate.class)
                .requestBodyAndHeaders(
                        "direct:launch-route", "{}", Map.of("job_queue", queue, "video_id", id.toString()));
        Kinoroute.await(() -> kinoroute.camel().getRoute(queue) != null, there -> there);
        kinoroute.close();
        assertThat(folder.resolve("data/kinoroute.log")).content().contains("goes back: this process stops");
    }

    @AfterEach
    void open() throws IOException {
        System.clearProperty(LAUNCHER);
        Files.deleteIfExists(gate());
    }

    private static Path gate() {
        return folder.resolve("gate");
    }

    private static UUID video() {
        UUID id = UUID.randomUUID();
        // On a lane of somebody else's: what is asked for is its voices alone.
        kinoroute
                .sql()
                .sql("insert into videos (id, title, lane) values (:id, 'Talk', 'elsewhere')")
                .param("id", id)
                .update();
        return id;
    }

    private static String data(UUID video, String voice, String... texts) {
        StringBuilder messages = new StringBuilder();
        for (String text : texts) {
            messages.append(messages.isEmpty() ? "" : ",").append("{\"from\":\"Ana\",\"text\":\"" + text + "\"}");
        }
        return "{\"video_id\":\"" + video + "\",\"messages\":[" + messages + "],\"voice_mapping\":{\"Ana\":\"" + voice
                + "\"}}";
    }

    private static String request(UUID video, String voice, String... texts) {
        return "{\"app\":\"text-processor\",\"data\":" + data(video, voice, texts) + "}";
    }

    private static void send(String queue, String body, Map<String, String> headers) {
        kinoroute.rabbit().convertAndSend("", queue, body.getBytes(StandardCharsets.UTF_8), message -> {
            headers.forEach(message.getMessageProperties()::setHeader);
            return message;
        });
    }

    private static void send(String body) {
        send(REQUESTS, body, Map.of());
    }

    private static List<Map<String, Object>> rows(UUID video) {
        return kinoroute
                .sql()
                .sql("select character_name, text_content, status::text status, output_audio_path, remote_storage_path,"
                        + " is_local_storage, error_message, processing_started_at, processing_completed_at, scene_index,"
                        + " (select voice_id from voice_mappings where id = voice_mapping_id) mapping from voices"
                        + " where video_id = :id order by arrival")
                .param("id", video)
                .query()
                .listOfRows();
    }

    private static List<Map<String, Object>> settled(UUID video, int count) {
        return Kinoroute.await(
                () -> rows(video),
                rows -> rows.size() == count
                        && rows.stream()
                                .allMatch(row -> List.of("completed", "failed").contains(row.get("status"))));
    }

    private static String statuses(UUID video) {
        return String.join(
                " ",
                rows(video).stream().map(row -> row.get("status").toString()).toList());
    }

    private static void workerAndQueueAreGone(String queue) {
        Kinoroute.await(
                () -> kinoroute.queues().getQueueInfo(queue) == null
                        && kinoroute.camel().getRoute(queue) == null,
                gone -> gone);
    }

    private static void noWorkersAreLeft() {
        Kinoroute.await(
                () -> kinoroute.camel().getRoutes().stream()
                        .filter(route -> route.getId().startsWith("kinoroute."))
                        .count(),
                count -> count == 0);
    }

    @Test
    void aRequestBecomesRowsAndTheirVoices() throws Exception {
        UUID video = video();
        send(request(video, "aluno", "Oi, tudo bem?", "😀", "Que bom!"));

        List<Map<String, Object>> rows = settled(video, 3);
        assertThat(rows).allSatisfy(row -> assertThat(row)
                .containsEntry("status", "completed")
                .containsEntry("character_name", "Ana")
                .containsEntry("mapping", "aluno")
                .containsEntry("is_local_storage", false)
                .containsEntry("error_message", null)
                .containsEntry("scene_index", null)
                .hasEntrySatisfying(
                        "processing_started_at", at -> assertThat(at).isNotNull())
                .hasEntrySatisfying(
                        "processing_completed_at", at -> assertThat(at).isNotNull()));
        assertThat(rows).extracting(row -> row.get("text_content")).containsExactly("Oi, tudo bem?", "😀", "Que bom!");
        assertThat(rows.get(0).get("output_audio_path")).isEqualTo(rows.get(0).get("remote_storage_path"));
        assertThat(kinoroute.store().fetch((String) rows.get(0).get("remote_storage_path")))
                .isNotEmptyFile();
        // Nothing is said with an emoji alone.
        assertThat(rows.get(1).get("output_audio_path")).isNull();
        noWorkersAreLeft();

        // Once more, twice: nothing changes.
        send(request(video, "aluno", "Oi, tudo bem?", "😀", "Que bom!"));
        send(request(video, "aluno", "Oi, tudo bem?", "😀", "Que bom!"));
        UUID other = video();
        send(request(other, "aluno", "E agora?"));
        settled(other, 1);
        noWorkersAreLeft();
        assertThat(rows(video)).isEqualTo(rows);
        assertThat(kinoroute.queues().getQueueInfo(REQUESTS).getMessageCount()).isZero();
    }

    @Test
    void theFlatFormIsTakenToo() {
        UUID video = video();
        send("{\"id\":\"1\",\"type\":\"voice_cloning\",\"video_id\":\"" + video + "\",\"messages\":["
                + "{\"text\":\"Oi!\",\"from_user\":\"Ana\"},{\"text\":\"Olá!\",\"from_user\":\"Bruno\"}],"
                + "\"participants\":[\"Ana\",\"Bruno\"],\"voice_mapping\":{\"Ana\":\"professora\",\"Bruno\":\"nobody\"},"
                + "\"use_voice_cloning\":true,\"timestamp\":\"2026-01-01T00:00:00Z\"}");

        List<Map<String, Object>> rows = settled(video, 2);
        assertThat(rows).extracting(row -> row.get("status")).containsExactly("completed", "completed");
        // A voice that is not there is spoken by the default one.
        assertThat(rows).extracting(row -> row.get("mapping")).containsExactly("professora", "default");
    }

    @Test
    void aLineThatCannotBeSpokenFailsByItself() {
        UUID video = video();
        String body = request(video, "broken", "Nobody says this")
                .replace("]", ",{\"from\":\"Bruno\",\"text\":\"But this\"}]");
        send(body);

        List<Map<String, Object>> rows = settled(video, 2);
        assertThat(rows).extracting(row -> row.get("status")).containsExactly("failed", "completed");
        assertThat(rows.get(0).get("error_message")).asString().contains("the engine is down");
        noWorkersAreLeft();
    }

    @Test
    void whatCannotBeWorkedOnIsSetAsideWithItsCauseAndBlocksNobody() {
        kinoroute.rabbit().execute(channel -> channel.queuePurge(DEAD));
        UUID victim = kinoroute.accept(
                Kinoroute.script("[{\"from\":\"Ana\",\"to\":\"Bruno\",\"text\":\"Oi, vítima\"}]"), Kinoroute.SMALL);
        UUID video = video();
        Map<String, String> hostile = new HashMap<>();
        hostile.put("\u0000 no JSON", "no JSON");
        hostile.put("[]", "no JSON object");
        hostile.put("[".repeat(5000), "no JSON");
        hostile.put("{\"app\":\"text-processor\"}", "neither");
        hostile.put(
                request(video, "aluno", "Oi").replace("text-processor", "text-procesor"),
                "did you mean text-processor");
        hostile.put(request(video, "aluno", "Oi").replace("text-processor", "../../secret"), "there is no worker");
        hostile.put(request(video, "aluno", "Oi").replace("\"text-processor\"", "7"), "app: is no text: 7");
        hostile.put(request(UUID.randomUUID(), "aluno", "Oi"), "there is no video");
        hostile.put(request(video, "aluno", "Oi").replace(video.toString(), "1; drop table videos"), "is no UUID");
        hostile.put(request(video, "aluno"), "messages: write a list");
        hostile.put(request(video, "aluno", "Oi").replace("[{", "{").replace("}]", "}"), "messages: write a list");
        hostile.put(request(video, "aluno", "Oi").replace("\"Oi\"", "{\"a\":1}"), "messages[0].text: is no text");
        hostile.put(request(video, "aluno", "Oi").replace("\"text\":", "\"txt\":"), "messages[0].text: is missing");
        hostile.put(request(video, "aluno", "a\\u0000b"), "U+0000");
        hostile.put(request(video, "aluno", "a".repeat(4001)), "4001 characters");
        hostile.put(
                request(video, "aluno", "Oi").replace("{\"Ana\":\"aluno\"}", "[1]"), "voice_mapping: write an object");
        hostile.put(request(video, "aluno", "Oi").replace("\"aluno\"", "1"), "voice_mapping.Ana: is no text");
        // It belongs to no video, whatever its sender says.
        hostile.keySet().forEach(body -> send(REQUESTS, body, Map.of("video_id", victim.toString(), "scene", "0")));
        UUID good = video();
        send(request(good, "aluno", "Comigo está tudo bem"));

        assertThat(settled(good, 1).get(0)).containsEntry("status", "completed");
        Map<String, String> causes = new HashMap<>();
        Kinoroute.await(
                () -> {
                    Message letter = kinoroute.rabbit().receive(DEAD);
                    if (letter != null) {
                        assertThat(letter.getMessageProperties().getHeaders())
                                .hasEntrySatisfying(
                                        "stage", stage -> assertThat(stage).hasToString("request"));
                        causes.put(
                                new String(letter.getBody(), StandardCharsets.UTF_8),
                                letter.getMessageProperties()
                                        .getHeaders()
                                        .get("cause")
                                        .toString());
                    }
                    return causes.size();
                },
                size -> size == hostile.size());
        hostile.forEach((body, cause) -> assertThat(causes.get(body)).contains(cause));
        assertThat(rows(video)).isEmpty();
        assertThat(kinoroute.await(victim).status()).isEqualTo("completed");

        // Likewise what asks for a worker.
        send("kinoroute.workers", "{}", Map.of());
        send("kinoroute.workers", "{}", Map.of("job_queue", "kinoroute.compose"));
        for (int i = 0; i < 2; i++) {
            Message letter = kinoroute.rabbit().receive(DEAD, 60_000);
            assertThat(letter.getMessageProperties().getHeaders().get("cause").toString())
                    .contains("names no queue of a job");
        }
        assertThat(kinoroute.queues().getQueueInfo("kinoroute.compose")).isNotNull();
    }

    @Test
    void aQueueInUseKeepsItsMessages() throws Exception {
        TemporaryQueues queues = kinoroute.bean(TemporaryQueues.class);
        String queue = queues.name(UUID.randomUUID());
        queues.open(queue);
        send(queue, "{}", Map.of());
        Kinoroute.await(() -> kinoroute.queues().getQueueInfo(queue).getMessageCount(), count -> count == 1);
        queues.open(queue);
        assertThat(kinoroute.queues().getQueueInfo(queue).getMessageCount())
                .as("of an interrupted run")
                .isZero();
        kinoroute.rabbit().execute(channel -> {
            channel.basicQos(1);
            String consumer = channel.basicConsume(queue, false, (tag, delivery) -> {}, tag -> {});
            send(queue, "{}", Map.of());
            send(queue, "{}", Map.of());
            queues.open(queue);
            channel.basicCancel(consumer);
            return null;
        });
        Kinoroute.await(() -> kinoroute.queues().getQueueInfo(queue).getMessageCount(), count -> count == 2);
        assertThat(queues.removeEmpty(queue)).as("something has come").isFalse();
        kinoroute.rabbit().execute(channel -> channel.queuePurge(queue));
        assertThat(queues.removeEmpty(queue)).isTrue();
        assertThat(queues.removeEmpty(queue)).as("once more").isTrue();
        assertThat(queues.exists(queue)).isFalse();
    }

    @Test
    void aQueueOfARequestIsSweptWhenNobodyNeedsItAnyMore() {
        TemporaryQueues queues = kinoroute.bean(TemporaryQueues.class);
        UUID video = video();
        Map<String, String> known = new HashMap<>();
        for (String hash : List.of("settled", "open", "fresh", "gone")) {
            String queue = "kinoroute.requests." + video + "." + hash;
            known.put(hash, queue);
            queues.open(queue);
            kinoroute
                    .sql()
                    .sql("insert into request_queues (queue, video_id, request, opened_at)"
                            + " values (:queue, :video, :hash, now() - cast(:age as interval))")
                    .param("queue", queue)
                    .param("video", hash.equals("gone") ? UUID.randomUUID() : video)
                    .param("hash", hash)
                    .param("age", hash.equals("fresh") || hash.equals("gone") ? "1 minute" : "1 hour")
                    .update();
            kinoroute
                    .sql()
                    .sql("insert into voices (video_id, text_content, status, leased_until, request) values (:video,"
                            + " 'Oi', cast(:status as voice_status), now() + interval '1 minute', :hash)")
                    .param("video", video)
                    .param("status", hash.equals("open") ? "pending" : "completed")
                    .param("hash", hash)
                    .update();
        }
        ProducerTemplate routes = kinoroute.bean(ProducerTemplate.class);
        routes.requestBody("direct:requests-sweep", "");
        assertThat(known.keySet().stream().filter(hash -> queues.exists(known.get(hash))))
                .containsExactlyInAnyOrder("open", "fresh");

        // Its worker cannot be started: its lines fail, its video does not.
        routes.send("direct:requests-failed", exchange -> {
            exchange.setProperty("launch_queue", known.get("open"));
            exchange.getMessage().setHeader("cause", "there is no worker");
        });
        assertThat(statuses(video)).isEqualTo("completed failed completed completed");
        assertThat(kinoroute.bean(Videos.class).find(video).orElseThrow().status())
                .isEqualTo("pending");
        routes.requestBody("direct:requests-sweep", "");
        assertThat(queues.exists(known.get("open"))).isFalse();
        queues.remove(known.get("fresh"));
    }

    @Test
    void aLineThatSomebodyElseHasTakenIsLeftToThem() {
        UUID video = video();
        UUID row = UUID.randomUUID();
        kinoroute
                .sql()
                .sql(
                        "insert into voices (id, video_id, text_content, status, leased_until, request) values (:id, :video,"
                                + " 'Oi', 'pending', now() - interval '1 minute', 'late')")
                .param("id", row)
                .param("video", video)
                .update();
        ProducerTemplate routes = kinoroute.bean(ProducerTemplate.class);
        routes.requestBody("direct:tables-take", "");
        Map<String, Object> headers = Map.of("voice_row", row.toString(), "video_id", video.toString());
        routes.requestBodyAndHeaders("direct:requests-voice", "{}", headers);
        assertThat(statuses(video)).isEqualTo("processing");
        assertThat(kinoroute
                        .sql()
                        .sql("select attempts from voices where id = :id")
                        .param("id", row)
                        .query(Integer.class)
                        .single())
                .isOne();
    }

    @Test
    void aWorkerLeavesWhenItsVideoIsCancelled() throws IOException {
        Files.createFile(gate());
        UUID id = kinoroute.accept(Kinoroute.script(gated("Please wait for me")), Kinoroute.SMALL);
        String queue = "kinoroute.voices." + id;
        Kinoroute.await(() -> statuses(id), "processing"::equals);
        assertThat(kinoroute.camel().getRoute(queue)).isNotNull();
        // Asked for once more, it is not acknowledged either before the worker has left.
        send("kinoroute.workers", "{}", Map.of("job_queue", queue, "video_id", id.toString(), "app", "voice"));
        Awaitility.await()
                .during(Duration.ofSeconds(1))
                .until(() ->
                        kinoroute.queues().getQueueInfo("kinoroute.workers").getMessageCount() == 2);
        kinoroute.bean(Videos.class).cancel(id);
        workerAndQueueAreGone(queue);
        assertThat(kinoroute.await(id).errorCode()).isEqualTo("cancelled");
        Kinoroute.await(
                () -> kinoroute.queues().getQueueInfo("kinoroute.workers").getMessageCount(), count -> count == 0);
    }

    private static String gated(String text) {
        return """
                format: chat
                participants: [{name: Ana, voice: gated}, Bruno]
                scenes:
                  - {from: Ana, text: %s}
                """
                .formatted(text);
    }

    @Test
    void aKubernetesJobIsMadeOfTheManifestAndGoesWithItsVideo() {
        KubernetesClient client = cluster.createClient();
        UUID id = UUID.randomUUID();
        kinoroute
                .sql()
                .sql("insert into videos (id, title, lane, owner) values (:id, 'Talk', 'kinoroute', '/ana+bruno ltd/')")
                .param("id", id)
                .update();
        String queue = "kinoroute.voices." + id;
        kinoroute.bean(TemporaryQueues.class).open(queue);
        launch(id, queue);

        Job job = jobs(client).get(0);
        assertThat(jobs(client)).hasSize(1);
        assertThat(job.getMetadata().getName()).matches("kinoroute-voice-[0-9a-f]{16}");
        assertThat(job.getMetadata().getNamespace()).isEqualTo("videos");
        assertThat(job.getMetadata().getAnnotations()).containsEntry("kinoroute.org/queue", queue);
        Map<String, String> labels = Map.of(
                "kinoroute.org/installation", "kinoroute",
                "app.kubernetes.io/name", "kinoroute",
                "app.kubernetes.io/component", "voice",
                "app.kubernetes.io/managed-by", "kinoroute",
                "kinoroute.org/worker", "true",
                "kinoroute.org/app", "voice",
                "kinoroute.org/video", id.toString(),
                "kinoroute.org/owner", "ana_bruno_ltd");
        assertThat(job.getMetadata().getLabels()).isEqualTo(labels);
        assertThat(job.getSpec().getTemplate().getMetadata().getLabels()).isEqualTo(labels);
        assertThat(job.getSpec().getTtlSecondsAfterFinished()).isEqualTo(300);
        assertThat(job.getSpec().getActiveDeadlineSeconds()).isEqualTo(3600);
        assertThat(job.getSpec().getBackoffLimit()).isEqualTo(4);
        PodSpec pod = job.getSpec().getTemplate().getSpec();
        assertThat(pod.getRestartPolicy()).isEqualTo("Never");
        assertThat(pod.getAutomountServiceAccountToken()).isFalse();
        assertThat(pod.getEnableServiceLinks()).isFalse();
        assertThat(pod.getSecurityContext().getRunAsNonRoot()).isTrue();
        assertThat(pod.getSecurityContext().getRunAsUser()).isEqualTo(10001);
        assertThat(pod.getSecurityContext().getRunAsGroup()).isEqualTo(10001);
        assertThat(pod.getSecurityContext().getFsGroup()).isEqualTo(10001);
        assertThat(pod.getSecurityContext().getSeccompProfile().getType()).isEqualTo("RuntimeDefault");
        assertThat(pod.getVolumes()).singleElement().satisfies(volume -> {
            assertThat(volume.getName()).isEqualTo("tmp");
            assertThat(volume.getEmptyDir()).isNotNull();
        });
        Container worker = pod.getContainers().get(0);
        assertThat(pod.getContainers()).hasSize(1);
        assertThat(worker.getName()).isEqualTo("worker");
        assertThat(worker.getImage()).isEqualTo("registry.example/kinoroute:1.2");
        assertThat(worker.getArgs()).containsExactly("worker");
        assertThat(worker.getEnv())
                .containsExactly(
                        new EnvVar("CONSUMER_QUEUE_NAME", queue, null),
                        new EnvVar("KINOROUTE_DATA", "/tmp/kinoroute", null));
        assertThat(worker.getEnvFrom())
                .singleElement()
                .satisfies(from -> assertThat(from.getSecretRef().getName()).isEqualTo("kinoroute-services"));
        assertThat(worker.getResources().getRequests())
                .isEqualTo(Map.of("cpu", new Quantity("250m"), "memory", new Quantity("512Mi")));
        assertThat(worker.getResources().getLimits()).isEqualTo(Map.of("memory", new Quantity("1Gi")));
        assertThat(worker.getSecurityContext().getAllowPrivilegeEscalation()).isFalse();
        assertThat(worker.getSecurityContext().getReadOnlyRootFilesystem()).isTrue();
        assertThat(worker.getSecurityContext().getCapabilities().getDrop()).containsExactly("ALL");
        assertThat(worker.getVolumeMounts()).singleElement().satisfies(mount -> assertThat(mount.getMountPath())
                .isEqualTo("/tmp"));

        // Launched twice it is one Job; one that is over makes room.
        launch(id, queue);
        assertThat(jobs(client))
                .extracting(one -> one.getMetadata().getUid())
                .containsExactly(job.getMetadata().getUid());
        client.batch().v1().jobs().inNamespace("videos").resource(job).editStatus(old -> old.edit()
                .withStatus(new JobStatusBuilder()
                        .withConditions(new JobConditionBuilder()
                                .withType("Failed")
                                .withStatus("True")
                                .withReason("DeadlineExceeded")
                                .build())
                        .build())
                .build());
        launch(id, queue);
        assertThat(jobs(client)).singleElement().satisfies(one -> assertThat(
                        one.getMetadata().getUid())
                .isNotEqualTo(job.getMetadata().getUid()));

        sweep();
        assertThat(jobs(client)).as("wanted").hasSize(1);
        kinoroute.bean(Videos.class).cancel(id);
        sweep();
        assertThat(jobs(client)).isEmpty();
        assertThat(kinoroute.queues().getQueueInfo(queue)).isNull();
    }

    @Test
    void theJobsOfAnotherInstallationInTheNamespaceAreLeftAlone() {
        KubernetesClient client = cluster.createClient();
        UUID id = UUID.randomUUID();
        kinoroute
                .sql()
                .sql("insert into videos (id, title, lane) values (:id, 'Talk', 'kinoroute')")
                .param("id", id)
                .update();
        launch(id, "kinoroute.voices." + id);
        Job own = jobs(client).get(0);
        // Each is at work on a video that this database does not know.
        for (String installation : List.of("kinoroute", "films")) {
            client.batch()
                    .v1()
                    .jobs()
                    .inNamespace("videos")
                    .resource(own.edit()
                            .editMetadata()
                            .withName("kinoroute-voice-of-" + installation)
                            .withUid(null)
                            .withResourceVersion(null)
                            .addToLabels("kinoroute.org/installation", installation)
                            .addToAnnotations("kinoroute.org/queue", "kinoroute.voices." + UUID.randomUUID())
                            .endMetadata()
                            .build())
                    .create();
        }

        sweep();
        assertThat(jobs(client))
                .extracting(job -> job.getMetadata().getName())
                .containsExactlyInAnyOrder(own.getMetadata().getName(), "kinoroute-voice-of-films");
        client.batch().v1().jobs().inNamespace("videos").delete();
    }

    private static void launch(UUID video, String queue) {
        kinoroute
                .bean(ProducerTemplate.class)
                .requestBodyAndHeaders(
                        "direct:launch-kubernetes",
                        "{}",
                        Map.of("app", "voice", "job_queue", queue, "video_id", video.toString()));
    }

    private static void sweep() {
        kinoroute.bean(ProducerTemplate.class).requestBody("direct:kubernetes-sweep", "");
    }

    private static List<Job> jobs(KubernetesClient client) {
        return client.batch().v1().jobs().inNamespace("videos").list().getItems();
    }
}
