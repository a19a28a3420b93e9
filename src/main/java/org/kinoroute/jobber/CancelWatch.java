package org.kinoroute.jobber;

import jakarta.annotation.PreDestroy;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.camel.AsyncCallback;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.NamedNode;
import org.apache.camel.Processor;
import org.apache.camel.Route;
import org.apache.camel.spi.InterceptStrategy;
import org.apache.camel.spi.RoutePolicy;
import org.apache.camel.spi.RoutePolicyFactory;
import org.apache.camel.support.RoutePolicySupport;
import org.apache.camel.support.processor.DelegateAsyncProcessor;
import org.kinoroute.video.Videos;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.convert.DurationStyle;
import org.springframework.stereotype.Component;

/**
 * Knows which videos this process is at work on. It tells the table that they are in good hands; and it breaks off the work
 * on those that nobody wants any more, whoever has cancelled them in whichever process: a thread that waits for a server or
 * a browser is interrupted, and its stage goes on with the next video. So it does with a step that hangs.
 */
@Component("cancelWatch")
public class CancelWatch implements RoutePolicyFactory, InterceptStrategy {

    private static final Logger LOG = LoggerFactory.getLogger(CancelWatch.class);
    private static final String CANCELLED = "cancelled_video";
    private static final String OVERDUE = "overdue_cause";
    private static final long EVERY_MS = 250;

    /** A few of them may fail before a video is taken for forsaken. */
    private static final long TOUCH_EVERY_NS = TimeUnit.SECONDS.toNanos(3);

    private final Videos videos;
    private final Steps steps;
    private final WorkLocks locks;
    private final Duration longest;
    private final String overdue;
    private final Set<UUID> workedOn = ConcurrentHashMap.newKeySet();
    private final Set<UUID> ended = ConcurrentHashMap.newKeySet();
    private long nextTouch = System.nanoTime();
    private final Map<String, Work> works = new ConcurrentHashMap<>();
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "kinoroute-cancel-watch");
        thread.setDaemon(true);
        return thread;
    });

    /** @param longest time that a step may take */
    CancelWatch(
            Videos videos, Steps steps, WorkLocks locks, @Value("${kinoroute.recovery.longest-step}") String longest) {
        this.videos = videos;
        this.steps = steps;
        this.locks = locks;
        this.longest = DurationStyle.detectAndParse(longest);
        this.overdue = "it took longer than " + longest + " and was broken off; see what it waited for, or raise"
                + " kinoroute.recovery.longest-step";
        clock.scheduleWithFixedDelay(this::look, EVERY_MS, EVERY_MS, TimeUnit.MILLISECONDS);
    }

    /** Whether what has failed was broken off. */
    public boolean isBrokenOff(Exchange exchange) {
        return exchange.getProperty(CANCELLED) != null;
    }

    /** Whether what has failed was broken off because it hung. What is done about that may take its own time. */
    public boolean isOverdue(Exchange exchange) {
        if (exchange.getProperty(OVERDUE) == null) {
            return false;
        }
        Work work = works.get(exchange.getExchangeId());
        if (work != null) {
            work.beginAnew();
        }
        return true;
    }

    /** What was interrupted is routed no further by Camel; but what hung is to be settled as any other failure. */
    @Override
    public Processor wrapProcessorInInterceptors(
            CamelContext camel, NamedNode node, Processor target, Processor nextTarget) {
        return new DelegateAsyncProcessor(target) {
            @Override
            public boolean process(Exchange exchange, AsyncCallback callback) {
                return super.process(exchange, doneSync -> {
                    if (exchange.getProperty(OVERDUE) != null) {
                        exchange.getExchangeExtension().setInterrupted(false);
                    }
                    callback.done(doneSync);
                });
            }
        };
    }

    /** Only what comes from a queue is work on a video. */
    @Override
    public RoutePolicy createRoutePolicy(CamelContext camel, String routeId, NamedNode route) {
        return new RoutePolicySupport() {
            @Override
            public void onExchangeBegin(Route route, Exchange exchange) {
                if (takesFromQueue(route)) {
                    begin(exchange);
                }
            }

            @Override
            public void onExchangeDone(Route route, Exchange exchange) {
                // The end of a route that it called on its way is not the end of the work.
                Work work = takesFromQueue(route) ? works.remove(exchange.getExchangeId()) : null;
                if (work != null) {
                    work.end();
                    if (work.counts) {
                        ended.add(work.step);
                        // For a moment, maybe between two looks.
                        if (!WorkLocks.isDropped(exchange)) {
                            workedOn.add(work.video);
                        }
                    }
                }
            }
        };
    }

    private static boolean takesFromQueue(Route route) {
        return route.getEndpoint().getEndpointUri().startsWith("spring-rabbitmq");
    }

    private void begin(Exchange exchange) {
        try {
            UUID video = exchange.getMessage().getHeader("video_id", UUID.class);
            if (video != null && exchange.getMessage().getHeader("end_marker") == null) {
                boolean launch = exchange.getMessage().getHeader("app") != null;
                Work work = new Work(video, exchange, Thread.currentThread(), !launch);
                if (works.putIfAbsent(exchange.getExchangeId(), work) == null && work.counts) {
                    steps.begin(work.step, video);
                }
            }
        } catch (RuntimeException e) {
            // The route says what is wrong with the message, or meets the outage itself.
            LOG.debug("Not noted as begun", e);
        }
    }

    private void look() {
        try {
            works.values().stream().filter(Work::hangs).forEach(work -> {
                locks.letGo(work.exchange);
                work.breakOff(OVERDUE, overdue);
            });
            Set<UUID> underWay = new HashSet<>();
            works.values().forEach(work -> underWay.add(work.video));
            if (!underWay.isEmpty()) {
                Map<UUID, Boolean> wanted = videos.wanted(underWay);
                works.values().stream()
                        .filter(work -> underWay.contains(work.video))
                        .filter(work -> work.isUnwanted(wanted.get(work.video)))
                        .forEach(work -> work.breakOff(CANCELLED, work.video));
            }
            Set<UUID> over = Set.copyOf(ended);
            if (!over.isEmpty()) {
                steps.end(over);
                ended.removeAll(over);
            }
            touch();
        } catch (RuntimeException e) {
            LOG.debug("Could not look for cancelled videos", e);
        }
    }

    /** Those too that were worked on for a moment in between; not those that hang. */
    private void touch() {
        long now = System.nanoTime();
        if (now < nextTouch) {
            return;
        }
        Set<UUID> underWay = new HashSet<>();
        works.values().stream().filter(work -> work.counts && !work.hangs()).forEach(work -> {
            underWay.add(work.step);
            workedOn.add(work.video);
        });
        if (!underWay.isEmpty()) {
            steps.touch(underWay);
        }
        if (!workedOn.isEmpty()) {
            Set<UUID> alive = Set.copyOf(workedOn);
            videos.touch(alive);
            workedOn.removeAll(alive);
        }
        nextTouch = now + TOUCH_EVERY_NS;
    }

    @PreDestroy
    void close() {
        clock.shutdownNow();
        try {
            steps.endAll();
        } catch (RuntimeException e) {
            LOG.debug("The database is gone already", e);
        }
    }

    /** A message that is worked on, and the thread that does so. */
    private final class Work {

        private final UUID step = UUID.randomUUID();

        private final UUID video;
        private final Exchange exchange;
        private final Thread thread;
        private final boolean counts;
        private volatile long begun = System.nanoTime();
        private boolean over;
        private boolean known;

        /** @param counts as work: that a worker was launched does not yet, its lines do */
        Work(UUID video, Exchange exchange, Thread thread, boolean counts) {
            this.video = video;
            this.exchange = exchange;
            this.thread = thread;
            this.counts = counts;
        }

        /**
         * What was there and is not any more was deleted; what never was there is the route's to complain of.
         *
         * @param wanted null: there is no such video
         */
        boolean isUnwanted(Boolean wanted) {
            boolean unwanted = wanted == null ? known : !wanted;
            known |= wanted != null;
            return unwanted;
        }

        boolean hangs() {
            return counts && System.nanoTime() - begun > longest.toNanos();
        }

        synchronized void beginAnew() {
            begun = System.nanoTime();
            if (Thread.currentThread() == thread) {
                Thread.interrupted();
            }
        }

        synchronized void breakOff(String why, Object what) {
            if (!over) {
                exchange.setProperty(why, what);
                // Again with each look, should a library have swallowed the last one.
                thread.interrupt();
            }
        }

        /** The thread goes on to the next message, and that is not cancelled. */
        synchronized void end() {
            over = true;
            if ((exchange.getProperty(CANCELLED) != null || exchange.getProperty(OVERDUE) != null)
                    && Thread.currentThread() == thread) {
                Thread.interrupted();
            }
        }
    }
}
