package org.kinoroute.fleet;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.springframework.util.FileSystemUtils;

/** Makes many videos on a fleet while it breaks something all the time, at random, and tells what became of them. */
public final class Chaos {

    /** Two of most of them: what one has lost, its twin takes up. */
    private static final List<String> ROLES = List.of(
            "api,script", "jobber,assemble", "jobber,assemble", "visual", "voice", "voice", "compose", "compose");

    private static final List<String> QUEUES = List.of("script", "scenes", "visuals", "assembly", "compose");
    private static final Duration PATIENCE = Duration.ofMinutes(15);
    private static final Duration SETTLING = Duration.ofMinutes(5);

    /** What is done to the fleet; of ten faults about so many are of a kind. */
    private enum Fault {
        KILL("kill -9 of a process", 4),
        PAUSE("process held up (SIGSTOP)", 1),
        BROKER_STOP("broker stopped and started", 1),
        BROKER_KILL("broker killed and started", 1),
        DATABASE_STOP("database stopped and started", 1),
        DATABASE_KILL("database killed and started", 1),
        STORE("store out of reach", 1),
        PARTITION("network of a process cut off", 1),
        SHUFFLE("waiting messages doubled, in the wrong order", 2);

        private final String words;
        private final int weight;

        Fault(String words, int weight) {
            this.words = words;
            this.weight = weight;
        }

        static Fault any(Random random) {
            List<Fault> all = java.util.Arrays.stream(values())
                    .flatMap(fault -> java.util.Collections.nCopies(fault.weight, fault).stream())
                    .toList();
            return all.get(random.nextInt(all.size()));
        }
    }

    private final int count;
    private final Random random;
    private final Fleet fleet;
    private final Map<Fault, Integer> faults = new EnumMap<>(Fault.class);
    /** Those that must be there. */
    private final List<Member> watched = new ArrayList<>();

    private final List<String> accepted = java.util.Collections.synchronizedList(new ArrayList<>());

    private Chaos(int count, long seed, Fleet fleet) {
        this.count = count;
        this.random = new Random(seed);
        this.fleet = fleet;
    }

    public static void main(String[] arguments) throws Exception {
        int count = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 50;
        long seed = arguments.length > 1 ? Long.parseLong(arguments[1]) : System.nanoTime() % 1_000_000;
        System.out.printf(Locale.ROOT, "%d videos, seed %d%n", count, seed);
        Path folder = Files.createTempDirectory("kinoroute-chaos");
        boolean well;
        try (Fleet fleet = Fleet.start(folder)) {
            well = new Chaos(count, seed, fleet).run();
        }
        if (well) {
            FileSystemUtils.deleteRecursively(folder);
        } else {
            System.out.println("What the processes have logged is in " + folder);
        }
        System.exit(well ? 0 : 1);
    }

    private boolean run() throws Exception {
        for (String roles : ROLES) {
            // The last one, a second of its role, can be cut off.
            watched.add(
                    watched.size() == ROLES.size() - 1 && fleet.cable() != null
                            ? fleet.launchFar(roles, Map.of())
                            : fleet.launch(roles));
        }
        watched.forEach(Member::awaitReady);
        long begin = System.nanoTime();
        ExecutorService client = Executors.newSingleThreadExecutor();
        Future<?> submission = client.submit(() -> {
            submitAll();
            return null;
        });
        long end = begin + PATIENCE.toNanos() + Duration.ofSeconds(30).toNanos() * count;
        while (!(submission.isDone() && unfinished() == 0) && System.nanoTime() < end) {
            breakSomething();
            pause(2_000, 8_000);
            supervise();
        }
        if (!submission.isDone()) {
            submission.cancel(true);
        } else {
            submission.get();
        }
        client.shutdownNow();
        return report((System.nanoTime() - begin) / 1e9);
    }

    /** As a client that sends again what it has got no answer to. */
    private void submitAll() throws Exception {
        Random own = new Random(count);
        for (int number = 0; number < count; number++) {
            String request = request(number, own);
            while (true) {
                try {
                    accepted.add(fleet.submit(request, "chaos-" + number));
                    break;
                } catch (IOException | IllegalStateException notNow) {
                    Thread.sleep(500);
                }
            }
            Thread.sleep(own.nextInt(2_000));
        }
    }

    private static String request(int number, Random own) {
        if (number % 5 == 4) {
            return """
            {"format": "product", "title": "Lamp %1$d", "description": "Number %1$d follows the sun. Number %1$d needs no cable.",
             "price": "R$ %1$d,90", "size": "270x480", "fps": 10}
            """
                    .formatted(number);
        }
        String messages = IntStream.range(0, 3 + own.nextInt(4))
                .mapToObj(message -> "{\"from\": \"%s\", \"to\": \"%s\", \"text\": \"Mensagem %d da conversa %d\"}"
                        .formatted(
                                message % 2 == 0 ? "Ana" : "Bruno",
                                message % 2 == 0 ? "Bruno" : "Ana",
                                message,
                                number))
                .collect(Collectors.joining(", "));
        return "{\"script\": [%s], \"background\": \"none\", \"size\": \"270x480\", \"fps\": 10}".formatted(messages);
    }

    private int unfinished() {
        try {
            return Integer.parseInt(
                    fleet.postgres().value("select count(*) from videos where status in ('pending', 'processing')"));
        } catch (java.sql.SQLException notNow) {
            return count;
        }
    }

    /** As whoever runs a fleet does: what was started while a service was out of reach has ended, and is started again. */
    private void supervise() throws IOException {
        for (Member ended : watched.stream().filter(member -> !member.isAlive()).toList()) {
            watched.set(watched.indexOf(ended), fleet.replace(ended));
        }
    }

    private void breakSomething() throws Exception {
        Fault fault = Fault.any(random);
        if (!fleet.rabbit().isOwn() && fault == Fault.BROKER_KILL) {
            fault = Fault.BROKER_STOP;
        }
        if (fault == Fault.PARTITION && !fleet.canBeCutOff()) {
            fault = Fault.PAUSE;
        }
        faults.merge(fault, 1, Integer::sum);
        Member victim = fleet.alive().get(random.nextInt(fleet.alive().size()));
        switch (fault) {
            case KILL -> {
                victim.kill();
                pause(0, 3_000);
                supervise();
            }
            case PAUSE -> {
                victim.pause();
                pause(2_000, 15_000);
                victim.resume();
            }
            case BROKER_STOP -> {
                fleet.rabbit().stop();
                pause(0, 5_000);
                fleet.rabbit().start();
            }
            case BROKER_KILL -> {
                fleet.rabbit().kill();
                fleet.rabbit().start();
            }
            case DATABASE_STOP -> {
                fleet.postgres().stop();
                pause(0, 8_000);
                fleet.postgres().start();
            }
            case DATABASE_KILL -> {
                fleet.postgres().kill();
                fleet.postgres().start();
            }
            case STORE -> {
                fleet.store().shut();
                pause(1_000, 10_000);
                fleet.store().open();
            }
            case PARTITION -> {
                fleet.cable().pullOut();
                pause(5_000, 60_000);
                fleet.cable().plugIn();
            }
            case SHUFFLE -> {
                for (String queue : QUEUES) {
                    fleet.rabbit().shuffle(fleet.queue(queue));
                }
            }
        }
    }

    private void pause(int atLeastMs, int atMostMs) throws InterruptedException {
        Thread.sleep(atLeastMs + random.nextInt(atMostMs - atLeastMs));
    }

    private boolean report(double seconds) throws Exception {
        Map<String, List<String>> ends = new TreeMap<>();
        for (List<String> row : fleet.postgres()
                .rows("select id, status, coalesce(error_message, ''), array_to_string(degraded, '; ') from videos")) {
            ends.put(row.get(0), row);
        }
        List<String> lost = accepted.stream()
                .filter(video ->
                        !ends.containsKey(video) || !ends.get(video).get(1).matches("completed|failed"))
                .toList();
        List<String> failed = accepted.stream()
                .filter(ends::containsKey)
                .filter(video -> ends.get(video).get(1).equals("failed"))
                .map(video -> video + ": " + ends.get(video).get(2))
                .toList();
        List<String> degraded = accepted.stream()
                .filter(ends::containsKey)
                .filter(video -> !ends.get(video).get(3).isEmpty())
                .map(video -> video + ": " + ends.get(video).get(3))
                .toList();
        List<String> empty = accepted.stream()
                .filter(ends::containsKey)
                .filter(video -> ends.get(video).get(1).equals("completed"))
                .filter(video -> fleet.store().stored("videos/" + video + "/video\\.mp4", 1) == 0)
                .toList();
        List<String> unasked = ends.keySet().stream()
                .filter(video -> !accepted.contains(video))
                .toList();
        List<String> left = fleet.awaitNothingLeft(SETTLING);

        System.out.printf(Locale.ROOT, "| what | result |%n| --- | --- |%n");
        tell("videos accepted", accepted.size());
        tell("processes", ROLES.size());
        faults.forEach((fault, times) -> tell("fault: " + fault.words, times));
        tell(
                "faults in all",
                faults.values().stream().mapToInt(Integer::intValue).sum());
        tell("lost", lost.size());
        tell("completed without a film", empty.size());
        tell("made without being asked for", unasked.size());
        tell("failed", failed.size());
        tell("degraded", degraded.size());
        tell("lines spoken, of these twice", madeAndAgain("voices/.*\\.wav"));
        tell("pictures drawn, of these twice", madeAndAgain("(sheets|visuals|captions)/.*\\.png"));
        tell("segments encoded, of these twice", madeAndAgain("videos/.*/segments/.*"));
        tell("films stored, of these twice", madeAndAgain("videos/.*/video\\.mp4"));
        tell("dead letters", Math.max(0, fleet.rabbit().waiting("kinoroute.dead-letters")));
        tell("left behind", left.size());
        tell("wall time", String.format(Locale.ROOT, "%.0f s", seconds));
        List.of(lost, failed, degraded, empty, unasked, left).forEach(all -> all.forEach(System.out::println));
        return lost.isEmpty() && failed.isEmpty() && empty.isEmpty() && unasked.isEmpty() && left.isEmpty();
    }

    private String madeAndAgain(String keys) {
        return fleet.store().stored(keys, 1) + ", " + fleet.store().stored(keys, 2);
    }

    private static void tell(String what, Object result) {
        System.out.println("| " + what + " | " + result + " |");
    }
}
