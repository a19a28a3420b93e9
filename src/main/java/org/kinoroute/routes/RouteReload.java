package org.kinoroute.routes;

import jakarta.annotation.PreDestroy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.camel.CamelContext;
import org.kinoroute.video.Problem;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.stereotype.Component;

/**
 * Watches the folder of the user's route files, and swaps in what was saved there, once it was checked: a file that is
 * no good is refused, and what ran before runs on. Camel's own reload would lose routes made from templates, changes of
 * error policies, and a route whose file is bad.
 */
@Component
@ConditionalOnProperty("kinoroute.routes.reload")
class RouteReload {

    private static final Logger LOG = LoggerFactory.getLogger(RouteReload.class);
    private static final long GLANCE_MS = 400;

    private final CamelContext camel;
    private final RouteStock stock;
    private final RouteSwap swap;
    private final Roles roles;
    private final ScheduledExecutorService watch = Executors.newSingleThreadScheduledExecutor(r -> {
        Thread thread = new Thread(r, "routes-reload");
        thread.setDaemon(true);
        return thread;
    });
    /** What did not start: it is not tried again before it is saved again, for each attempt stops what runs. */
    private final Map<String, Failed> failed = new HashMap<>();

    private Map<String, String> seen;
    private Map<String, String> settled;

    private record Failed(String text, Problem problem) {}

    RouteReload(CamelContext camel, RouteStock stock, RouteSwap swap, Roles roles) {
        this.camel = camel;
        this.stock = stock;
        this.swap = swap;
        this.roles = roles;
        seen = look();
        settled = seen;
        watch.scheduleWithFixedDelay(this::glance, GLANCE_MS, GLANCE_MS, TimeUnit.MILLISECONDS);
    }

    @PreDestroy
    void close() throws InterruptedException {
        watch.shutdown();
        watch.awaitTermination(10, TimeUnit.SECONDS);
    }

    /** A file that changes from one glance to the next is still being written. */
    private void glance() {
        try {
            Map<String, String> now = look();
            boolean still = now.equals(seen);
            seen = now;
            if (still && !now.equals(settled) && camel.getStatus().isStarted()) {
                settled = now;
                reload();
            }
        } catch (RuntimeException e) {
            LOG.error("The route files could not be reloaded; save them again, or restart Kinoroute", e);
        }
    }

    private Map<String, String> look() {
        Map<String, String> files = new TreeMap<>();
        if (Files.isDirectory(stock.folder())) {
            try (var list = Files.list(stock.folder())) {
                for (Path file : list.filter(Files::isRegularFile).toList()) {
                    files.put(file.toString(), Files.getLastModifiedTime(file) + " " + Files.size(file));
                }
            } catch (IOException e) {
                // A file that goes while it is looked at: the next glance sees what is left.
                return Map.of("changing", String.valueOf(System.nanoTime()));
            }
        }
        return files;
    }

    private void reload() {
        // Something was saved: what did not start may start now.
        failed.clear();
        Map<String, RouteFile> found;
        try {
            found = byStem(RouteFiles.find(stock.folder()).stream()
                    .map(RouteFile::frozen)
                    .toList());
        } catch (Problem e) {
            refuse(Map.of("", e));
            return;
        }
        // What one file calls may stand in another that was saved with it: whatever is good by itself goes first.
        Map<String, Problem> refused = new LinkedHashMap<>();
        boolean again = true;
        while (again) {
            again = false;
            refused.clear();
            for (String stem : changed(found)) {
                try {
                    exchange(stem, Optional.ofNullable(found.get(stem)));
                    again = true;
                } catch (Problem e) {
                    refused.put(stem, e);
                }
            }
            again &= !refused.isEmpty();
        }
        refuse(refused);
    }

    private List<String> changed(Map<String, RouteFile> found) {
        Map<String, RouteFile> current = byStem(stock.files());
        TreeSet<String> stems = new TreeSet<>(current.keySet());
        stems.addAll(found.keySet());
        stems.removeIf(stem -> {
            RouteFile old = current.get(stem);
            RouteFile now = found.get(stem);
            return old != null
                    && now != null
                    && old.origin() == now.origin()
                    && old.text().equals(now.text());
        });
        return new ArrayList<>(stems);
    }

    private void exchange(String stem, Optional<RouteFile> file) {
        Map<String, RouteFile> all = byStem(stock.files());
        RouteFile old = all.get(stem);
        file.ifPresentOrElse(now -> all.put(stem, now), () -> all.remove(stem));
        List<RouteFile> candidate = List.copyOf(all.values());
        new RouteCheck(candidate, stock.settings()).checkUserFiles();
        RouteChange change = RouteChange.of(loaded(stock.files()), loaded(candidate));
        String text = file.map(RouteFile::text).orElse("");
        Failed before = failed.get(stem);
        if (before != null && before.text().equals(text)) {
            throw before.problem();
        }
        try {
            if (!change.isNothing()) {
                swap.swap(change);
            }
        } catch (Problem e) {
            failed.put(stem, new Failed(text, e));
            throw e;
        }
        failed.remove(stem);
        stock.use(candidate);
        LOG.info(
                "{}: {}, in use now: {}",
                file.orElse(old).location(),
                file.map(now -> now.origin().toString()).orElse("removed"),
                change.routes());
    }

    private List<RouteFile> loaded(List<RouteFile> files) {
        return files.stream().filter(roles::load).toList();
    }

    private void refuse(Map<String, Problem> refused) {
        stock.refuse(refused.values().stream().map(Problem::getMessage).toList());
        refused.values().forEach(problem -> LOG.error("Not reloaded: {}", problem.getMessage()));
    }

    private static Map<String, RouteFile> byStem(List<RouteFile> files) {
        Map<String, RouteFile> byStem = new TreeMap<>();
        files.forEach(file -> byStem.put(file.stem(), file));
        return byStem;
    }
}
