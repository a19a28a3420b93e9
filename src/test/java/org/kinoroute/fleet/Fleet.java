package org.kinoroute.fleet;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;
import org.kinoroute.Application;
import org.kinoroute.Trap;
import org.slf4j.LoggerFactory;

/**
 * Processes of the application with roles of their own, on a broker, a database and a store that belong to none of them.
 * They are told of these by environment variables alone, and share no disk.
 */
final class Fleet implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(240);
    private static final List<String> STAGES =
            List.of("script", "scenes", "visuals", "assembly", "compose", "workers", "segments");

    private final Path folder;
    private final Cable cable;
    private final String noCable;
    private final RabbitMq rabbit;
    private final Postgres postgres;
    private final Store store;
    private final String lane;
    private final List<Member> members = new CopyOnWriteArrayList<>();
    private final List<Member> far = new CopyOnWriteArrayList<>();

    private Fleet(Path folder, Cable cable, String noCable, RabbitMq rabbit, Postgres postgres, Store store) {
        this.folder = folder;
        this.cable = cable;
        this.noCable = noCable;
        this.rabbit = rabbit;
        this.postgres = postgres;
        this.store = store;
        // On somebody's own broker there may be others.
        this.lane = rabbit.isOwn() ? "kinoroute" : "fleet-" + System.nanoTime();
    }

    /** Starts the services, side by side. */
    static Fleet start(Path folder) throws Exception {
        // What the services inside this process have to tell is of no interest.
        ((Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME)).setLevel(Level.ERROR);
        Cable cable = null;
        String noCable = null;
        try {
            cable = Cable.lay();
        } catch (IOException notAllowed) {
            noCable = notAllowed.getMessage();
        }
        Cable laid = cable;
        var rabbit = new java.util.concurrent.FutureTask<>(() -> RabbitMq.start(folder.resolve("rabbitmq"), laid));
        new Thread(rabbit, "start-rabbitmq").start();
        Store store = Store.start(folder.resolve("store"), cable);
        Postgres postgres = Postgres.start(folder.resolve("postgres"), cable);
        return new Fleet(folder, cable, noCable, rabbit.get(), postgres, store);
    }

    RabbitMq rabbit() {
        return rabbit;
    }

    Postgres postgres() {
        return postgres;
    }

    Store store() {
        return store;
    }

    /** On which processes can be cut off; null: this machine allows none. */
    Cable cable() {
        return cable;
    }

    /** Why there is no cable; null: there is one. */
    String noCable() {
        return noCable;
    }

    /** The name of a queue of a stage, or of a video's voices. */
    String queue(String stage) {
        return lane + "." + stage;
    }

    /** The queues of the stages. */
    List<String> stageQueues() throws Exception {
        List<String> queues = new ArrayList<>(STAGES.stream().map(this::queue).toList());
        queues.removeIf(queue -> rabbit.waiting(queue) < 0);
        return queues;
    }

    /** All that a process is told. */
    Map<String, String> environment() {
        Map<String, String> told = new HashMap<>(rabbit.environment());
        told.putAll(Map.of(
                "POSTGRES_HOST", "127.0.0.1",
                "POSTGRES_PORT", String.valueOf(postgres.port()),
                "POSTGRES_USER", Postgres.USER,
                "POSTGRES_PASSWORD", Postgres.PASSWORD,
                "DATABASE_NAME", Postgres.DATABASE));
        told.putAll(Map.of(
                "KINOROUTE_STORE_ENDPOINT", store.endpoint().toString(),
                "KINOROUTE_STORE_BUCKET", Store.BUCKET,
                "KINOROUTE_STORE_PATHSTYLE", "true",
                "KINOROUTE_STORE_ACCESSKEY", Store.ACCESS_KEY,
                "KINOROUTE_STORE_SECRETKEY", Store.SECRET_KEY));
        told.putAll(Map.of(
                "KINOROUTE_LANE", lane,
                // So that an outage of seconds is one: by default a connection to the database is waited for longer.
                "SPRING_DATASOURCE_HIKARI_CONNECTIONTIMEOUT", "1000",
                // So that a short video has two.
                "KINOROUTE_COMPOSE_SEGMENTSECONDS", "10",
                "KINOROUTE_OUTAGE_DELAY", "250",
                "KINOROUTE_OUTAGE_LONGESTDELAY", "1000",
                "KINOROUTE_RECOVERY_PERIOD", "1s",
                "KINOROUTE_RECOVERY_STALE", "5s"));
        return told;
    }

    /** Starts a process; it is not ready yet. */
    Member launch(String roles, Trap... traps) throws IOException {
        return launch(roles, trapped(environment(), traps));
    }

    /**
     * Starts one at the far end of the cable, which can be cut off; what it makes it writes to a small disk of its own.
     *
     * @param told beside what all are told
     */
    Member launchFar(String roles, Map<String, String> told, Trap... traps) throws IOException {
        Map<String, String> all = trapped(environment(), traps);
        all.putAll(rabbit.environmentFar());
        all.put("POSTGRES_HOST", cable.near());
        all.put("KINOROUTE_STORE_ENDPOINT", store.endpointFar().toString());
        all.putAll(told);
        Path disk = Files.createDirectories(folder.resolve("disk-" + members.size()));
        all.put("KINOROUTE_DATA", disk.toString());
        // Neither the log nor copies of the store fill it.
        all.put("KINOROUTE_STORE_CACHE", home(roles).resolve("cache").toString());
        all.put("LOGGING_FILE_NAME", home(roles).resolve(Member.LOG).toString());
        List<String> within = new ArrayList<>(List.of(cable.within()));
        // Seen by that process alone, and gone with it.
        within.addAll(List.of("sh", "-c", "mount -t tmpfs -o size=32m small " + disk + " && exec \"$@\"", "sh"));
        Member member = launch(roles, all, within.toArray(String[]::new));
        far.add(member);
        return member;
    }

    /** Starts one in place of another that is dead, where that was. */
    Member replace(Member dead) throws IOException {
        return far.contains(dead) ? launchFar(dead.roles(), Map.of()) : launch(dead.roles());
    }

    /** Whether a process that is alive can be cut off. */
    boolean canBeCutOff() {
        return far.stream().anyMatch(Member::isAlive);
    }

    /** The small disk of such a process. */
    Path disk(Member far) {
        Path disk = folder.resolve("disk-" + members.indexOf(far));
        return Path.of("/proc", String.valueOf(far.running().process().pid()), "root" + disk);
    }

    private Map<String, String> trapped(Map<String, String> told, Trap... traps) throws IOException {
        if (traps.length > 0) {
            Path routes = folder.resolve("routes-" + members.size());
            told.put("KINOROUTE_ROUTES_FOLDER", Trap.set(routes, traps).toString());
        }
        return told;
    }

    /**
     * The same, told something else.
     *
     * @param within a program that runs it
     */
    Member launch(String roles, Map<String, String> told, String... within) throws IOException {
        Path home = Files.createDirectories(home(roles));
        told.put("KINOROUTE_ROLES", roles);
        Member member = new Member(
                roles,
                home,
                Application.in(home).within(within).environment(told).start("serve", "--port", "0"));
        members.add(member);
        return member;
    }

    /** Of the process that is launched next. */
    private Path home(String roles) {
        return folder.resolve("member-" + members.size() + "-" + roles.replace(',', '-'));
    }

    /** All that were launched and are not dead. */
    List<Member> alive() {
        return members.stream().filter(member -> member.isAlive()).toList();
    }

    private Member api() {
        return members.stream()
                .filter(member -> member.roles().contains("api"))
                .filter(member -> member.isAlive())
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("nobody has the role api for now"));
    }

    /** Hands a video in. @return its id */
    String submit(String request) throws IOException, InterruptedException {
        return submit(request, UUID.randomUUID().toString());
    }

    /** The same; with one key as often as one likes. */
    String submit(String request, String idempotencyKey) throws IOException, InterruptedException {
        return api().running().submit(request, idempotencyKey);
    }

    /** A small chat of three messages. */
    String submitChat(String word) throws IOException, InterruptedException {
        return submit(
                """
                {"script": [{"from": "Ana", "to": "Bruno", "text": "Oi, %1$s"},
                            {"from": "Bruno", "to": "Ana", "text": "Tudo bem, %1$s?"},
                            {"from": "Ana", "to": "Bruno", "text": "Sim, %1$s!"}],
                 "background": "none", "size": "270x480", "fps": 10}
                """
                        .formatted(word));
    }

    JsonNode record(String video) throws IOException, InterruptedException {
        return api().running().video(video);
    }

    HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return api().running().get(path);
    }

    /** Waits until videos are over, and tells what became of them: their status, and why. */
    Map<String, String> await(String... videos) {
        Map<String, String> ends = new HashMap<>();
        Awaitility.await("videos")
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(100))
                .ignoreException(SQLException.class)
                .until(() -> {
                    for (String video : videos) {
                        List<String> row = postgres.rows(
                                        "select status, array_to_string(degraded, '; '), error_message from videos where id = '"
                                                + video + "'")
                                .get(0);
                        if (!row.get(0).matches("completed|failed")) {
                            return false;
                        }
                        ends.put(
                                video,
                                row.get(0)
                                        + (row.get(1).isEmpty() ? "" : ", degraded: " + row.get(1))
                                        + (row.get(2) == null ? "" : ": " + row.get(2)));
                    }
                    return true;
                });
        return ends;
    }

    /** What is there that should not be, when all videos are over; waited for a while until there is nothing. */
    List<String> awaitNothingLeft(Duration patience) {
        List<String> left = new ArrayList<>();
        try {
            Awaitility.await()
                    .atMost(patience)
                    .pollInterval(Duration.ofSeconds(1))
                    .until(() -> {
                        left.clear();
                        left.addAll(left());
                        return left.isEmpty();
                    });
        } catch (ConditionTimeoutException e) {
            // What it is, the list says.
        }
        return left;
    }

    private List<String> left() throws Exception {
        List<String> left = new ArrayList<>();
        for (String queue : stageQueues()) {
            int waiting = rabbit.waiting(queue);
            if (waiting > 0) {
                left.add(waiting + " messages wait in " + queue);
            }
        }
        postgres.rows("select id from assembly union all select id from assembly_completed")
                .forEach(row -> left.add("half gathered: " + row));
        postgres.rows("select pid, query from pg_stat_activity where state = 'idle in transaction'"
                        + " and state_change < now() - interval '5 seconds'")
                .forEach(row -> left.add("a transaction that nobody ends: " + row));
        store.halfUploaded().forEach(key -> left.add("half uploaded: " + key));
        store.objects("videos/").keySet().stream()
                .filter(key -> key.contains("/segments/"))
                .forEach(left::add);
        if (left.isEmpty() && rabbit.isOwn()) {
            rabbit.queues().forEach((queue, messages) -> {
                if (queue.contains(".voices.") || messages > 0 && queue.startsWith(lane)) {
                    left.add("queue " + queue + ", messages: " + messages);
                }
            });
        }
        return left;
    }

    @Override
    public void close() throws Exception {
        for (Member member : alive()) {
            member.kill();
        }
        if (!rabbit.isOwn()) {
            for (String queue : stageQueues()) {
                rabbit.delete(queue);
            }
        }
        rabbit.close();
        postgres.close();
        store.close();
        if (cable != null) {
            cable.close();
        }
    }
}
