package org.kinoroute.ops;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.apache.camel.CamelContext;
import org.apache.camel.Consumer;
import org.apache.camel.Endpoint;
import org.apache.camel.NamedNode;
import org.apache.camel.Route;
import org.apache.camel.component.springrabbit.SpringRabbitMQEndpoint;
import org.apache.camel.spi.RoutePolicy;
import org.apache.camel.spi.RoutePolicyFactory;
import org.apache.camel.support.RoutePolicySupport;
import org.apache.camel.support.service.ServiceHelper;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;

/**
 * The stages of this process: its routes that take from a queue, by the name of that queue. One that is paused takes
 * nothing new, and finishes what it has in hand; so do the routes of it that start meanwhile.
 */
@Component
@ConditionalOnWebApplication
public class Stages implements RoutePolicyFactory {

    private static final Logger LOG = LoggerFactory.getLogger(Stages.class);

    private final String lane;
    private final Set<String> paused = ConcurrentHashMap.newKeySet();
    private volatile CamelContext camel;

    Stages(@Value("${kinoroute.lane}") String lane) {
        this.lane = lane;
    }

    /**
     * The stage of a queue: its name without the lane, and without the video that a temporary one is for.
     *
     * @return empty: the queue is no stage's
     */
    public Optional<String> of(Endpoint endpoint) {
        return endpoint instanceof SpringRabbitMQEndpoint queue && queue.getQueues() != null
                ? Optional.of(ofQueue(queue.getQueues()))
                : Optional.empty();
    }

    String ofQueue(String queue) {
        String name = queue.startsWith(lane + ".") ? queue.substring(lane.length() + 1) : queue;
        return name.replaceFirst("\\..*", "");
    }

    /** Those that work here, in the order of their routes. */
    public List<String> names() {
        return camel.getRoutes().stream()
                .filter(this::isHere)
                .flatMap(route -> of(route.getEndpoint()).stream())
                .distinct()
                .toList();
    }

    private boolean isHere(Route route) {
        return route.isAutoStartup()
                || camel.getRouteController().getRouteStatus(route.getRouteId()).isStarted();
    }

    /** The routes of a stage that work here at the moment. */
    List<Route> routes(String stage) {
        return camel.getRoutes().stream()
                .filter(this::isHere)
                .filter(route -> of(route.getEndpoint()).filter(stage::equals).isPresent())
                .toList();
    }

    /** The queues of single jobs that are worked on here: their stages by their names. */
    Map<String, String> temporary() {
        return camel.getRoutes().stream()
                .filter(this::isHere)
                .filter(route -> route.getEndpoint() instanceof SpringRabbitMQEndpoint)
                .map(route -> ((SpringRabbitMQEndpoint) route.getEndpoint()).getQueues())
                .filter(queue -> !queue.equals(lane + "." + ofQueue(queue)) && queue.startsWith(lane + "."))
                .collect(Collectors.toMap(queue -> queue, this::ofQueue, (one, same) -> one));
    }

    /** Messages that are worked on here. */
    public int underWay(String stage) {
        return routes(stage).stream()
                .mapToInt(route -> camel.getInflightRepository().size(route.getRouteId()))
                .sum();
    }

    public boolean isPaused(String stage) {
        return paused.contains(stage);
    }

    /** From now on nothing new is taken; returns at once. */
    public void pause(String stage) {
        paused.add(stage);
        routes(stage).forEach(route -> halt(route.getConsumer()));
        LOG.info("Stage {}: paused by {}", stage, operator());
    }

    public void resume(String stage) {
        paused.remove(stage);
        List<String> failed = new ArrayList<>();
        for (Route route : routes(stage)) {
            try {
                ServiceHelper.resumeService(route.getConsumer());
            } catch (RuntimeException e) {
                failed.add(route.getRouteId() + ": " + e.getMessage());
            }
        }
        if (!failed.isEmpty()) {
            throw new IllegalStateException("does not go on: " + String.join("; ", failed));
        }
        LOG.info("Stage {}: resumed by {}", stage, operator());
    }

    /** Whose key it was, where it came over HTTP. */
    private static String operator() {
        return Optional.ofNullable(SecurityContextHolder.getContext().getAuthentication())
                .map(Authentication::getName)
                .orElse("somebody on this machine");
    }

    private static void halt(Consumer consumer) {
        // As Camel's own MBean of the consumer does: its channel closes after the message that is under way.
        ServiceHelper.suspendService(consumer);
    }

    @Override
    public RoutePolicy createRoutePolicy(CamelContext context, String routeId, NamedNode route) {
        camel = context;
        return new RoutePolicySupport() {
            @Override
            public void onStart(Route started) {
                of(started.getEndpoint()).filter(paused::contains).ifPresent(stage -> halt(started.getConsumer()));
            }
        };
    }
}
