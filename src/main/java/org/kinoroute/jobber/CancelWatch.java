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
 * Breaks off the work on videos that nobody wants any more, whoever has cancelled them in whichever process: a thread that
 * waits for a server or a browser is interrupted, and its stage goes on with the next video.
 */
@Component("cancelWatch")
public class CancelWatch implements RoutePolicyFactory {

    private static final Logger LOG = LoggerFactory.getLogger(CancelWatch.class);
    private static final String CANCELLED = "cancelled_video";
    private static final long EVERY_MS = 250;

    private final Videos videos;
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
                if (exchange.getFromEndpoint().getEndpointUri().startsWith("spring-rabbitmq")) {
                    begin(routeId, exchange);
                }
            }

            @Override
            public void onExchangeDone(Route route, Exchange exchange) {
                // It goes on where another route was called that is done now.
                Work work = works.get(exchange.getExchangeId());
                if (work != null && work.route.equals(routeId) && works.remove(exchange.getExchangeId(), work)) {
                    work.end();
                }
            }
        };
    }

    private void begin(String route, Exchange exchange) {
        try {
            UUID video = exchange.getMessage().getHeader("video_id", UUID.class);
            if (video != null && exchange.getMessage().getHeader("end_marker") == null) {
                works.putIfAbsent(exchange.getExchangeId(), new Work(route, video, exchange, Thread.currentThread()));
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
        } catch (RuntimeException e) {
            LOG.debug("Could not look for cancelled videos", e);
        }
    }

    @PreDestroy
    void close() {
        clock.shutdownNow();
    }

    /** A message that is worked on, and the thread that does so. */
    private static final class Work {

        private final String route;
        private final UUID video;
        private final Exchange exchange;
        private final Thread thread;
        private boolean over;
        private boolean known;

        Work(String route, UUID video, Exchange exchange, Thread thread) {
            this.route = route;
            this.video = video;
            this.exchange = exchange;
            this.thread = thread;
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
