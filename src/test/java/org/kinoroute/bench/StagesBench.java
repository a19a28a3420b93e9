package org.kinoroute.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.Route;
import org.kinoroute.KinorouteApplication;
import org.kinoroute.bench.Tally.Of;
import org.kinoroute.bench.Tally.Reading;
import org.kinoroute.script.ScriptProperties;
import org.kinoroute.script.ScriptReader;
import org.kinoroute.script.ScriptRequest;
import org.kinoroute.store.ContentKey;
import org.kinoroute.store.ObjectStore;
import org.kinoroute.video.Settings;
import org.kinoroute.video.VideoRequest;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * What each stage of a chat of a minute costs: processor time (with that of the browser and of PostgreSQL), and what it
 * asks of queues, tables and store. One stage runs at a time: its routes are started when the one before is done.
 * Arguments: runs; folder for work.
 */
public final class StagesBench {

    private static final int MESSAGES = 15;

    /** Each with the queues that it takes from; the first one is called. */
    private static final Map<String, List<String>> STAGES = new LinkedHashMap<>();

    static {
        STAGES.put("script", List.of());
        STAGES.put("voices, with the split", List.of("scenes", "workers"));
        STAGES.put("visuals", List.of("visuals"));
        STAGES.put("assembly", List.of("assembly"));
        STAGES.put("compose", List.of("compose", "segments"));
    }

    private final ConfigurableApplicationContext context;
    private final Path data;
    private final JdbcClient tables;
    private final CamelContext camel;
    private double seconds;

    private StagesBench(Path data) {
        this.data = data;
        context = new SpringApplicationBuilder(KinorouteApplication.class, Tally.class)
                .web(WebApplicationType.NONE)
                .run(
                        "--kinoroute.data=" + data,
                        "--kinoroute.roles=",
                        "--kinoroute.compose.early=false",
                        "--spring.main.allow-bean-definition-overriding=true");
        tables = context.getBean(JdbcClient.class);
        camel = context.getBean(CamelContext.class);
    }

    public static void main(String[] arguments) throws Exception {
        int runs = Integer.parseInt(arguments[0]);
        StagesBench bench = new StagesBench(Path.of(arguments[1]));
        try {
            List<Map<String, Cost>> all = new ArrayList<>();
            for (int run = -1; run < runs; run++) {
                Map<String, Cost> costs = bench.run(run + 1);
                // The first one warms up.
                if (run >= 0) {
                    all.add(costs);
                }
            }
            bench.report(all);
        } finally {
            bench.context.close();
        }
    }

    private record Cost(double cpu, double wall, Map<Of, Reading> asked) {}

    private Map<String, Cost> run(int number) throws Exception {
        UUID[] video = new UUID[1];
        VideoRequest request = request(number);
        Map<String, Cost> costs = new LinkedHashMap<>();
        for (Map.Entry<String, List<String>> stage : STAGES.entrySet()) {
            List<String> routes = routes(stage.getValue());
            Map<Of, Reading> before = Tally.read();
            double cpu = cpuSeconds();
            long begin = System.nanoTime();
            if (routes.isEmpty()) {
                context.getBean(ProducerTemplate.class).requestBody("direct:script", request);
                video[0] = request.id();
            }
            for (String route : routes) {
                camel.getRouteController().startRoute(route);
            }
            await(stage.getKey(), video[0]);
            double wall = (System.nanoTime() - begin) / 1e9;
            double used = cpuSeconds() - cpu;
            Map<Of, Reading> asked = Tally.read();
            asked.replaceAll((what, reading) -> reading.minus(before.get(what)));
            costs.put(stage.getKey(), new Cost(used, wall, asked));
            for (String route : routes) {
                camel.getRouteController().stopRoute(route);
            }
        }
        Tally.lookOn();
        seconds = tables.sql("select (metadata ->> 'duration')::double precision from videos where id = :id")
                .param("id", video[0])
                .query(Double.class)
                .single();
        Tally.takePart();
        return costs;
    }

    private List<String> routes(List<String> queues) {
        List<String> from = queues.stream().map(queue -> "kinoroute." + queue).toList();
        return camel.getRoutes().stream()
                .filter(route -> route.getEndpoint().getEndpointUri().startsWith("spring-rabbitmq"))
                .filter(route -> Arrays.stream(
                                route.getEndpoint().getEndpointUri().split("[?&=]"))
                        .anyMatch(from::contains))
                .map(Route::getRouteId)
                .toList();
    }

    /** Until the stage has nothing to do any more. */
    private void await(String stage, UUID video) throws InterruptedException {
        String over =
                switch (stage) {
                    case "script" -> "true";
                    case "visuals" -> "exists (select 1 from video_stages where video_id = videos.id"
                            + " and stage = 'visuals' and finished_at is not null)";
                    case "assembly" -> "assembled and exists (select 1 from video_stages where video_id = videos.id"
                            + " and stage = 'assembly' and finished_at is not null)";
                    case "compose" -> "status = 'completed'";
                    default -> "exists (select 1 from video_stages where video_id = videos.id"
                            + " and stage = 'voices' and finished_at is not null)";
                };
        Tally.lookOn();
        while (true) {
            Map<String, Object> row = tables.sql("select " + over + " done, status::text, error_message, degraded::text"
                            + " from videos where id = :id")
                    .param("id", video)
                    .query()
                    .singleRow();
            if ("failed".equals(row.get("status")) || !"{}".equals(row.get("degraded"))) {
                throw new IllegalStateException(row.toString());
            }
            if (Boolean.TRUE.equals(row.get("done"))) {
                Tally.takePart();
                return;
            }
            Thread.sleep(50);
        }
    }

    private VideoRequest request(int number) throws IOException {
        ObjectMapper json = new ObjectMapper();
        JsonNode sample = json.readTree(Path.of("config/samples/conversa.json").toFile());
        ArrayNode messages = json.createArrayNode();
        for (JsonNode message : sample.isArray() ? sample : sample.get("scenes")) {
            if (messages.size() < MESSAGES) {
                // Another name in every line: no run finds the lines of the run before.
                messages.add(((ObjectNode) message.deepCopy())
                        .put("text", message.get("text").asText() + " " + number));
            }
        }
        Path background = Path.of("config/backgrounds/lights.mp4");
        String key = "assets/" + ContentKey.sha256(background) + ".mp4";
        Tally.lookOn();
        context.getBean(ObjectStore.class).put(key, background, "video/mp4");
        Tally.takePart();
        return new VideoRequest(
                UUID.randomUUID(),
                "kinoroute",
                UUID.randomUUID().toString(),
                VideoRequest.Origin.LOCAL,
                new ScriptReader(ScriptProperties.defaults())
                        .read(
                                messages.toString().getBytes(StandardCharsets.UTF_8),
                                "bench",
                                null,
                                ScriptRequest.none())
                        .script(),
                null,
                new Settings(
                        1080, 1920, 30, Settings.Layout.SCROLL, 4, 1, 3, 0.5, 1.5, true, null, key, null, 1),
                0,
                List.of());
    }

    private void report(List<Map<String, Cost>> runs) {
        System.out.printf(Locale.ROOT, "%na chat of %.1f s, %d runs, medians%n%n", seconds, runs.size());
        System.out.println("| stage | CPU | wall time alone | messages | statements | calls of the store |");
        System.out.println("| --- | --- | --- | --- | --- | --- |");
        List<String> stages = new ArrayList<>(STAGES.keySet());
        for (String stage : stages) {
            line(stage, runs.stream().map(run -> run.get(stage)).toList());
        }
        line(
                "all",
                runs.stream()
                        .map(run -> run.values().stream().reduce(StagesBench::sum).orElseThrow())
                        .toList());
    }

    private static Cost sum(Cost one, Cost other) {
        Map<Of, Reading> asked = new java.util.EnumMap<>(one.asked);
        other.asked.forEach((what, reading) -> asked.merge(
                what, reading, (a, b) -> new Reading(a.count() + b.count(), a.seconds() + b.seconds())));
        return new Cost(one.cpu + other.cpu, one.wall + other.wall, asked);
    }

    private static void line(String name, List<Cost> costs) {
        StringBuilder line = new StringBuilder(String.format(
                Locale.ROOT,
                "| %s | %.2f s | %.2f s |",
                name,
                median(costs.stream().mapToDouble(Cost::cpu)),
                median(costs.stream().mapToDouble(Cost::wall))));
        for (Of what : Of.values()) {
            line.append(String.format(
                    Locale.ROOT,
                    " %.0f, %.0f ms |",
                    median(costs.stream().mapToDouble(cost -> cost.asked.get(what).count())),
                    1000 * median(costs.stream().mapToDouble(cost -> cost.asked.get(what).seconds()))));
        }
        System.out.println(line);
    }

    private static double median(java.util.stream.DoubleStream values) {
        double[] sorted = values.sorted().toArray();
        return sorted[sorted.length / 2];
    }

    /** Of this process and of those that it or its PostgreSQL has started, gone ones included. */
    private double cpuSeconds() throws IOException {
        Set<Long> ours = new HashSet<>();
        ours.add(ProcessHandle.current().pid());
        ours.add(Long.parseLong(
                Files.readAllLines(data.resolve("postgres/postmaster.pid")).get(0).strip()));
        Set<Long> all = new HashSet<>(ours);
        ours.forEach(pid -> ProcessHandle.of(pid).map(ProcessHandle::descendants).orElseGet(Stream::empty)
                .forEach(process -> all.add(process.pid())));
        long ticks = 0;
        for (long pid : all) {
            ticks += ticks(pid);
        }
        return ticks / 100.0;
    }

    private static long ticks(long pid) throws IOException {
        try {
            String stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
            return Stream.of(11, 12, 13, 14).mapToLong(i -> Long.parseLong(fields[i])).sum();
        } catch (NoSuchFileException gone) {
            return 0;
        }
    }
}
