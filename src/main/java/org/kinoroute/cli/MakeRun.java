package org.kinoroute.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.lang.management.ManagementFactory;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.camel.CamelExecutionException;
import org.apache.camel.ProducerTemplate;
import org.kinoroute.embedded.RunningServer;
import org.kinoroute.jobber.Lane;
import org.kinoroute.store.StoreProperties;
import org.kinoroute.store.StoreTerms;
import org.kinoroute.video.JsonConfiguration;
import org.kinoroute.video.Ledger;
import org.kinoroute.video.Prices;
import org.kinoroute.video.VideoRequest;
import org.kinoroute.video.VideoState;
import org.kinoroute.video.Videos;
import org.kinoroute.visual.Browser;
import org.kinoroute.voice.EspeakEngine;
import org.kinoroute.voice.VoiceSample;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import sun.misc.Signal;

/** One run of {@code make}: starts the pipeline, hands the video in, waits for it, and fetches the results. */
final class MakeRun {

    private static final Logger LOG = LoggerFactory.getLogger(MakeRun.class);
    private static final long GLANCE_MS = 100;

    private final Class<?> application;
    private final Surroundings surroundings;
    private final MakeRequest request;
    private final boolean json;
    private final Terminal terminal;
    private final Optional<RunningServer> server;
    private final AtomicBoolean cancelled = new AtomicBoolean();
    private final AtomicBoolean stopped = new AtomicBoolean();

    MakeRun(Class<?> application, Surroundings surroundings, MakeRequest request, boolean json) {
        this.application = application;
        this.surroundings = surroundings;
        this.request = request;
        this.json = json;
        this.terminal = new Terminal(json);
        this.server = RunningServer.find(
                surroundings.path("kinoroute.data"),
                () -> terminal.note("a server is starting on this data folder; waiting for it"));
    }

    int run() throws InterruptedException {
        request.notes().forEach(terminal::note);
        server.ifPresent(running -> terminal.note("a server is at work on this data folder; it makes the video"));
        Quiet.libraries(surroundings.path("kinoroute.data"));
        // Ctrl-C means that the video is not wanted any more; a plain stop leaves it to be taken up again. Both are
        // handled here, for at the JVM's own stop all servers would go at once, in no order.
        Signal.handle(new Signal("INT"), signal -> cancelled.set(true));
        Signal.handle(new Signal("TERM"), signal -> stopped.set(true));
        Outcome outcome;
        long stopping;
        try (ConfigurableApplicationContext context = start()) {
            CompletableFuture<Void> ready = server.isPresent() ? new CompletableFuture<>() : warmUp(context);
            outcome = make(context, ready);
            stopping = System.nanoTime();
        } catch (RuntimeException e) {
            throw server.filter(running -> !running.isAlive()).isPresent() ? ended() : e;
        }
        outcome.times.put("stop", (System.nanoTime() - stopping) / 1e9);
        outcome.times.put("total", sinceProcessStart());
        return report(outcome);
    }

    private static CompletableFuture<Void> warmUp(ConfigurableApplicationContext context) {
        context.getBean(EspeakEngine.class).version();
        Browser browser = context.getBean(Browser.class);
        browser.check();
        return browser.warmUp();
    }

    private Outcome make(ConfigurableApplicationContext context, CompletableFuture<Void> browser)
            throws InterruptedException {
        double startSeconds = sinceProcessStart();
        Videos videos = context.getBean(Videos.class);
        UUID id = handIn(context, videos);
        VideoState state = await(videos, id, browser);
        terminal.end();
        // The lane of a server is for all its videos.
        boolean alone = server.isEmpty();
        if (state.isOver() && alone) {
            context.getBean(Lane.class).remove(id);
        }
        Results results = state.status().equals("completed")
                ? context.getBean(ResultFiles.class)
                        .deliver(id, request.out(state.title()), request.video().files())
                : null;
        if (state.isOver() && alone) {
            keepHouse(context.getBean(ProducerTemplate.class));
        }
        return new Outcome(
                state,
                results,
                times(startSeconds, videos.stageTimes(id)),
                context.getBean(Ledger.class).entries(id),
                context.getBean(Prices.class).currency());
    }

    private Failure ended() {
        return new Failure(
                "the server that was making the video on " + surroundings.path("kinoroute.data")
                        + " has ended; start it again, and it goes on (./kinoroute serve), or run the same command, which does");
    }

    /** How a run ended, before it is told. */
    private record Outcome(
            VideoState state, Results results, Map<String, Double> times, List<Ledger.Entry> ledger, String currency) {

        BigDecimal cost() {
            return ledger.stream().map(Ledger.Entry::price).reduce(BigDecimal.ZERO, BigDecimal::add);
        }
    }

    private static double sinceProcessStart() {
        return (System.currentTimeMillis()
                        - ManagementFactory.getRuntimeMXBean().getStartTime())
                / 1000.0;
    }

    private static Map<String, Double> times(double startSeconds, List<VideoState.StageTime> stages) {
        Map<String, Double> times = new LinkedHashMap<>();
        times.put("start", startSeconds);
        stages.forEach(stage -> times.put(stage.stage(), stage.seconds()));
        return times;
    }

    /** The video is there already: what goes wrong now is for the log. */
    private static void keepHouse(ProducerTemplate door) {
        try {
            door.sendBody("direct:housekeeping", "");
        } catch (CamelExecutionException e) {
            LOG.warn("Housekeeping failed", e);
        }
    }

    private ConfigurableApplicationContext start() {
        Path data = surroundings.path("kinoroute.data");
        List<String> settings = new ArrayList<>();
        settings.add("--kinoroute.data=" + data);
        settings.add("--kinoroute.lane=" + lane());
        // It makes one video, and goes when that is there: what others ask for is not for it.
        settings.add("--kinoroute.voice.jobs=1");
        settings.add("--kinoroute.jobber.requests=false");
        // Nobody asks a single make how it does.
        settings.add("--management.prometheus.metrics.export.enabled=false");
        settings.add("--camel.main.jmx-enabled=false");
        if (server.isPresent()) {
            // All that this process does is to hand in and to look on.
            settings.add("--kinoroute.embedded.attach=true");
            settings.add("--kinoroute.roles=");
            settings.add("--kinoroute.routes.reload=false");
            settings.add("--spring.flyway.enabled=false");
            settings.add("--spring.datasource.hikari.connection-timeout=3000");
            settings.add("--logging.file.name=" + data.resolve("make.log"));
            settings.addAll(server.get()
                    .terms()
                    .settings(StoreTerms.of(surroundings.bind("kinoroute.store", StoreProperties.class))));
        }
        return new SpringApplicationBuilder(application)
                .web(WebApplicationType.NONE)
                .run(settings.toArray(String[]::new));
    }

    private String lane() {
        return server.map(RunningServer::lane).orElse(request.video().lane());
    }

    private UUID handIn(ConfigurableApplicationContext context, Videos videos) throws InterruptedException {
        ProducerTemplate door = context.getBean(ProducerTemplate.class);
        VideoRequest video = request.video().on(lane());
        Optional<UUID> earlier = videos.findUndelivered(video.key());
        if (earlier.isPresent()) {
            terminal.note("taking up where it was interrupted");
            // A server drives on by itself what is on its lane.
            if (server.isEmpty() || !videos.isOnLane(earlier.get(), lane())) {
                door.sendBodyAndHeader(
                        "direct:recovery", "", "video_id", earlier.get().toString());
            }
            return earlier.get();
        }
        try {
            for (VoiceSample.Offer offer : request.recordings()) {
                door.requestBody("direct:voicing-sample", offer);
            }
            door.requestBody("direct:script", video);
        } catch (RuntimeException refused) {
            if (server.isEmpty()) {
                context.getBean(Lane.class).remove(video.id());
            }
            throw refused;
        }
        return video.id();
    }

    private VideoState await(Videos videos, UUID id, CompletableFuture<Void> browser) throws InterruptedException {
        while (true) {
            if (server.filter(running -> !running.isAlive()).isPresent()) {
                throw ended();
            }
            if (browser.isCompletedExceptionally()) {
                // Without a browser there would be nothing but placeholders.
                browser.join();
            }
            if (cancelled.get()) {
                videos.cancel(id);
            }
            VideoState state =
                    videos.find(id).orElseThrow(() -> new Failure("the video was deleted while it was made"));
            if (state.isOver() || stopped.get()) {
                return state;
            }
            terminal.progress(state.stage(), state.progress(), state.timeLeft());
            Thread.sleep(GLANCE_MS);
        }
    }

    private int report(Outcome outcome) {
        VideoState state = outcome.state;
        if (!state.isOver()) {
            terminal.note("stopped; the same command takes it up again");
            return 143;
        }
        if ("cancelled".equals(state.errorCode())) {
            terminal.note("cancelled");
            return 130;
        }
        if (outcome.results == null) {
            throw new Failure(state.errorMessage());
        }
        if (json) {
            System.out.println(json(outcome));
        } else {
            terminal.table(outcome.results, state.degraded(), outcome.times);
            if (outcome.cost().signum() > 0) {
                terminal.cost(outcome.cost(), outcome.currency);
            }
        }
        return 0;
    }

    private static String json(Outcome outcome) {
        Results results = outcome.results;
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("id", outcome.state.id());
        object.put("video", results.video().toString());
        object.put("thumbnail", results.thumbnail().toString());
        object.put("captions_srt", results.srt().toString());
        object.put("captions_vtt", results.vtt().toString());
        object.put("script", results.script().toString());
        object.put("duration", results.seconds());
        object.put("stage_times", outcome.times);
        object.put("degraded", outcome.state.degraded());
        object.put("cost", outcome.cost());
        object.put("currency", outcome.currency);
        object.put("ledger", outcome.ledger);
        try {
            return new JsonConfiguration().objectMapper().writeValueAsString(object);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
