package org.kinoroute.jobber;

import jakarta.annotation.PreDestroy;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.NamedNode;
import org.apache.camel.Route;
import org.apache.camel.spi.RoutePolicy;
import org.apache.camel.spi.RoutePolicyFactory;
import org.apache.camel.support.RoutePolicySupport;
import org.kinoroute.video.Videos;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Knows which videos this process is at work on. It tells the table that they are in good hands; and it breaks off the work
 * on those that nobody wants any more, whoever has cancelled them in whichever process: a thread that waits for a server or
 * a browser is interrupted, and its stage goes on with the next video.
 */
@Component("cancelWatch")
public class CancelWatch implements RoutePolicyFactory {

    private static final Logger LOG = LoggerFactory.getLogger(CancelWatch.class);
    private static final String CANCELLED = "cancelled_video";
    private static final long EVERY_MS = 250;

    /** A few of them may fail before a video is taken for forsaken. */
    private static final long TOUCH_EVERY_NS = TimeUnit.SECONDS.toNanos(3);

    private final Videos videos;
    private final Set<UUID> workedOn = ConcurrentHashMap.newKeySet();
    private long nextTouch = System.nanoTime();
    private final Map<String, Work> works = new ConcurrentHashMap<>();
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "kinoroute-cancel-watch");
        thread.setDaemon(true);
        return thread;
    });

    public CancelWatch(Videos videos) {
        this.videos = videos;
        clock.scheduleWithFixedDelay(this::look, EVERY_MS, EVERY_MS, TimeUnit.MILLISECONDS);
    }

    /** Whether what has failed was broken off. */
    public boolean isBrokenOff(Exchange exchange) {
        return exchange.getProperty(CANCELLED) != null;
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
                works.putIfAbsent(exchange.getExchangeId(), new Work(video, exchange, Thread.currentThread(), !launch));
                if (!launch) {
                    workedOn.add(video);
                }
            }
        } catch (RuntimeException noId) {
            // The route says what is wrong with the message.
        }
    }

    private void look() {
        try {
            Set<UUID> underWay = new HashSet<>();
            works.values().forEach(work -> underWay.add(work.video));
            if (!underWay.isEmpty()) {
                Map<UUID, Boolean> wanted = videos.wanted(underWay);
                works.values().stream()
                        .filter(work -> underWay.contains(work.video))
                        .filter(work -> work.isUnwanted(wanted.get(work.video)))
                        .forEach(Work::breakOff);
            }
            touch();
        } catch (RuntimeException e) {
            LOG.debug("Could not look for cancelled videos", e);
        }
    }

    /** Those too that were worked on for a moment in between. */
    private void touch() {
        long now = System.nanoTime();
        if (now < nextTouch) {
            return;
        }
        works.values().stream().filter(work -> work.counts).forEach(work -> workedOn.add(work.video));
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
    }

    /** A message that is worked on, and the thread that does so. */
    private static final class Work {

        private final UUID video;
        private final Exchange exchange;
        private final Thread thread;
        private final boolean counts;
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

        synchronized void breakOff() {
            if (!over) {
                exchange.setProperty(CANCELLED, video);
                // Again with each look, should a library have swallowed the last one.
                thread.interrupt();
            }
        }

        /** The thread goes on to the next message, and that is not cancelled. */
        synchronized void end() {
            over = true;
            if (exchange.getProperty(CANCELLED) != null && Thread.currentThread() == thread) {
                Thread.interrupted();
            }
        }
    }
}
