package org.kinoroute.ops;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.DoubleStream;
import org.apache.camel.CamelContext;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.NamedNode;
import org.apache.camel.Route;
import org.apache.camel.component.springrabbit.SpringRabbitMQEndpoint;
import org.apache.camel.spi.CamelEvent;
import org.apache.camel.spi.CamelEvent.ExchangeRedeliveryEvent;
import org.apache.camel.spi.CamelEvent.ExchangeSendingEvent;
import org.apache.camel.spi.CamelEvent.ExchangeSentEvent;
import org.apache.camel.spi.RoutePolicy;
import org.apache.camel.spi.RoutePolicyFactory;
import org.apache.camel.support.EventNotifierSupport;
import org.apache.camel.support.RoutePolicySupport;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/**
 * Measures the stages of this process. Labels name stages, results and providers, never a video: there are few of them,
 * however many videos are made.
 */
@Component
@ConditionalOnWebApplication
class StageMeters extends EventNotifierSupport implements RoutePolicyFactory {

    /** When a message was sent to a queue, in milliseconds since 1970. */
    static final String SENT_AT = "sent_at";

    private static final String BEGAN = "stage_began";

    /** Upper bounds of the histograms: a bubble is drawn in milliseconds, a film encoded in minutes. */
    private static final Duration[] LIMITS = DoubleStream.of(
                    0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 120, 300, 600, 1800)
            .mapToObj(second -> Duration.ofMillis(Math.round(second * 1000)))
            .toArray(Duration[]::new);

    /** Routes that say by being gone through what became of a part of a scene. */
    private static final Map<String, String[]> OUTCOMES = Map.of(
            "voicing-instead", new String[] {"voice", "stand_in"},
            "voicing-silent", new String[] {"voice", "silent"},
            "visuals-failed", new String[] {"visual", "placeholder"});

    /** Stages that make a part of a scene with each message. */
    private static final Map<String, String[]> PARTS =
            Map.of("voices", new String[] {"voice", "made"}, "visuals", new String[] {"visual", "made"});

    private final MeterRegistry meters;
    private final Stages stages;
    private final Providers providers;
    private final Set<String> gauged = ConcurrentHashMap.newKeySet();

    StageMeters(MeterRegistry meters, Stages stages, Environment environment) {
        this.meters = meters;
        this.stages = stages;
        this.providers = new Providers(environment);
        setIgnoreCamelContextEvents(true);
        setIgnoreCamelContextInitEvents(true);
        setIgnoreRouteEvents(true);
        setIgnoreServiceEvents(true);
        setIgnoreStepEvents(true);
        setIgnoreExchangeCreatedEvent(true);
        setIgnoreExchangeCompletedEvent(true);
        setIgnoreExchangeFailedEvents(true);
        setIgnoreExchangeAsyncProcessingStartedEvents(true);
    }

    @Override
    public RoutePolicy createRoutePolicy(CamelContext camel, String routeId, NamedNode node) {
        return new RoutePolicySupport() {
            @Override
            public void onStart(Route route) {
                stages.of(route.getEndpoint()).ifPresent(StageMeters.this::gauge);
            }

            @Override
            public void onExchangeBegin(Route route, Exchange exchange) {
                stages.of(route.getEndpoint()).ifPresent(stage -> begin(stage, exchange));
            }

            @Override
            public void onExchangeDone(Route route, Exchange exchange) {
                stages.of(route.getEndpoint()).ifPresent(stage -> end(stage, exchange));
                String[] outcome = OUTCOMES.get(route.getRouteId());
                if (outcome != null && !exchange.isFailed()) {
                    scene(outcome);
                }
            }
        };
    }

    private void gauge(String stage) {
        if (gauged.add(stage)) {
            Gauge.builder("kinoroute.stage.under.way", () -> stages.underWay(stage))
                    .description("Messages that this process works on")
                    .tag("stage", stage)
                    .register(meters);
            Gauge.builder("kinoroute.stage.paused", () -> stages.isPaused(stage) ? 1 : 0)
                    .description("1: an operator has paused the stage in this process")
                    .tag("stage", stage)
                    .register(meters);
        }
    }

    /** The end marker of a voice job is no work: it goes round until the job is done. */
    private static boolean isWork(Exchange exchange) {
        return exchange.getMessage().getHeader("end_marker") == null;
    }

    private void begin(String stage, Exchange exchange) {
        if (!isWork(exchange)) {
            return;
        }
        exchange.setProperty(BEGAN, System.nanoTime());
        Long sent = exchange.getMessage().getHeader(SENT_AT, Long.class);
        if (sent != null) {
            Timer.builder("kinoroute.queue")
                    .description("From the sending of a message to the beginning of its work")
                    .tag("stage", stage)
                    .serviceLevelObjectives(LIMITS)
                    .register(meters)
                    // Clocks of machines differ a little.
                    .record(Duration.ofMillis(Math.max(0, System.currentTimeMillis() - sent)));
        }
    }

    private void end(String stage, Exchange exchange) {
        Long began = exchange.getProperty(BEGAN, Long.class);
        if (began == null) {
            return;
        }
        String result = result(exchange);
        Timer.builder("kinoroute.stage")
                .description("The work on a message, all its attempts")
                .tags("stage", stage, "result", result)
                .serviceLevelObjectives(LIMITS)
                .register(meters)
                .record(Duration.ofNanos(System.nanoTime() - began));
        String[] part = PARTS.get(stage);
        if (result.equals("ok") && part != null) {
            scene(part);
        } else if (result.equals("set_aside")) {
            count("kinoroute.dead.letters", "Messages that were set aside", "stage", stage);
        }
    }

    private static String result(Exchange exchange) {
        if (exchange.getProperty("cancelled_video") != null) {
            return "cancelled";
        } else if (exchange.getProperty(SetAside.WAS) != null) {
            return "set_aside";
        }
        return exchange.isFailed() ? "given_back" : "ok";
    }

    private void scene(String[] partAndResult) {
        count(
                "kinoroute.scenes",
                "Voices and visuals of scenes, by what became of them",
                "part",
                partAndResult[0],
                "result",
                partAndResult[1]);
    }

    private void count(String name, String description, String... tags) {
        Counter.builder(name)
                .description(description)
                .tags(tags)
                .register(meters)
                .increment();
    }

    @Override
    public void notify(CamelEvent event) {
        if (event instanceof ExchangeSendingEvent sending) {
            if (sending.getEndpoint() instanceof SpringRabbitMQEndpoint) {
                sending.getExchange().getMessage().setHeader(SENT_AT, System.currentTimeMillis());
            }
        } else if (event instanceof ExchangeSentEvent sent) {
            sent(sent.getEndpoint(), sent.getExchange(), sent.getTimeTaken());
        } else if (event instanceof ExchangeRedeliveryEvent again) {
            stages.of(again.getExchange().getFromEndpoint())
                    .ifPresent(stage ->
                            meters.counter("kinoroute.retries", "stage", stage).increment());
        }
    }

    private void sent(Endpoint endpoint, Exchange exchange, long millis) {
        providers.call(endpoint, exchange).ifPresent(call -> Timer.builder("kinoroute.provider")
                .description("Calls of language models, speech and image servers")
                .tags("provider", call.provider(), "operation", call.operation(), "result", call.result())
                .serviceLevelObjectives(LIMITS)
                .register(meters)
                .record(Duration.ofMillis(millis)));
    }
}
