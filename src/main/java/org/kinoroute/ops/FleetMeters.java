package org.kinoroute.ops;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.FunctionTimer;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;
import org.kinoroute.routes.Roles;
import org.kinoroute.video.Format;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Measures what is the same for all processes: queues, jobs and what became of them, as broker and tables say it. Every
 * process with the role {@code api} or {@code jobber} tells it, so that queries take the {@code max}, not the sum.
 */
@Component
@ConditionalOnWebApplication
class FleetMeters {

    private static final List<String> RESULTS = List.of("completed", "degraded", "failed", "cancelled");
    private static final Jobs UNKNOWN = new Jobs(Double.NaN, Double.NaN, Double.NaN, Double.NaN);

    private final MeterRegistry meters;
    private final Roles roles;
    private final Queues queues;
    private final JdbcClient jdbc;
    private final Glance<Jobs> jobs = new Glance<>(this::look, UNKNOWN);
    private final Map<Tags, Tally> tallies = new ConcurrentHashMap<>();

    FleetMeters(MeterRegistry meters, Roles roles, Queues queues, JdbcClient jdbc) {
        this.meters = meters;
        this.roles = roles;
        this.queues = queues;
        this.jdbc = jdbc;
    }

    /**
     * @param oldest seconds that the oldest of those has waited
     * @param silence seconds since anything was last to be told of the one under way that has not got on for longest
     */
    private record Jobs(double waiting, double underWay, double oldest, double silence) {}

    private record Tally(String format, String result, long videos, double seconds, double length) {}

    @EventListener(ApplicationReadyEvent.class)
    void begin() {
        if (!roles.has("api") && !roles.has("jobber")) {
            return;
        }
        queues.declared().forEach(queue -> {
            depth("kinoroute.queue.messages", "Messages that wait in a queue", queue, Queues.Depth::messages);
            depth("kinoroute.queue.consumers", "Consumers of a queue", queue, Queues.Depth::consumers);
        });
        job("kinoroute.jobs", "Videos that are not over", "waiting", Jobs::waiting);
        job("kinoroute.jobs", "Videos that are not over", "under_way", Jobs::underWay);
        gauge("kinoroute.job.wait", "How long the oldest video that waits has waited", Jobs::oldest);
        gauge("kinoroute.job.silence", "How long a video under way has not got on, at the longest", Jobs::silence);
        // From zero on: an alarm that looks for an increase would not see the first of a series that begins with it.
        for (Format format : Format.values()) {
            RESULTS.forEach(result -> count(new Tally(format.name().toLowerCase(Locale.ROOT), result, 0, 0, 0)));
        }
        jobs.get();
    }

    private void depth(String name, String description, String queue, ToDoubleFunction<Queues.Depth> what) {
        Gauge.builder(name, () -> queues.ofStage(queue).map(what::applyAsDouble).orElse(Double.NaN))
                .description(description)
                .tag("queue", queue)
                .register(meters);
    }

    private void job(String name, String description, String state, ToDoubleFunction<Jobs> what) {
        Gauge.builder(name, () -> what.applyAsDouble(jobs.get()))
                .description(description)
                .tag("state", state)
                .register(meters);
    }

    private void gauge(String name, String description, ToDoubleFunction<Jobs> what) {
        Gauge.builder(name, () -> what.applyAsDouble(jobs.get()))
                .description(description)
                .baseUnit("seconds")
                .register(meters);
    }

    private Jobs look() {
        jdbc.sql("select format, result, videos, seconds, length from video_tally")
                .query(Tally.class)
                .list()
                .forEach(this::count);
        return jdbc.sql("select count(*) filter (where status = 'pending') waiting,"
                        + " count(*) filter (where status = 'processing') under_way,"
                        + " coalesce(extract(epoch from now() - min(created_at) filter (where status = 'pending')), 0) oldest,"
                        // Whoever hangs says all the same that it is at work, and what is driven on need not get on.
                        + " coalesce(extract(epoch from now() - min(greatest(created_at, (select max(at) from video_events"
                        + " where video_id = videos.id))) filter (where status = 'processing')), 0)"
                        + " silence from videos where status in ('pending', 'processing')")
                .query(Jobs.class)
                .single();
    }

    private void count(Tally tally) {
        Tags tags = Tags.of("format", tally.format, "result", tally.result);
        if (tallies.put(tags, tally) == null) {
            FunctionTimer.builder(
                            "kinoroute.videos",
                            tallies,
                            all -> all.get(tags).videos,
                            all -> all.get(tags).seconds,
                            TimeUnit.SECONDS)
                    .description("Videos by how they ended, and how long each took from its acceptance on")
                    .tags(tags)
                    .register(meters);
            FunctionCounter.builder("kinoroute.film", tallies, all -> all.get(tags).length)
                    .description("Film that was made")
                    .baseUnit("seconds")
                    .tags(tags)
                    .register(meters);
        }
    }
}
