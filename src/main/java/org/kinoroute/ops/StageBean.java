package org.kinoroute.ops;

import java.time.Duration;
import java.util.List;
import java.util.function.ToLongFunction;
import org.apache.camel.CamelContext;
import org.apache.camel.api.management.ManagedCamelContext;
import org.apache.camel.api.management.mbean.ManagedRouteMBean;
import org.springframework.jmx.export.annotation.ManagedAttribute;
import org.springframework.jmx.export.annotation.ManagedOperation;
import org.springframework.jmx.export.annotation.ManagedOperationParameter;
import org.springframework.jmx.export.annotation.ManagedResource;

/** What an operator sees of a stage of this process, and does with it. */
@ManagedResource(description = "A stage of the pipeline, as this process works on it")
public class StageBean {

    private static final Duration GLANCE = Duration.ofMillis(100);

    private final String stage;
    private final Stages stages;
    private final Queues queues;
    private final CamelContext camel;

    StageBean(String stage, Stages stages, Queues queues, CamelContext camel) {
        this.stage = stage;
        this.stages = stages;
        this.queues = queues;
        this.camel = camel;
    }

    @ManagedAttribute(
            description = "running; pausing: takes nothing new, and has something under way; paused: is empty")
    public String getState() {
        return !stages.isPaused(stage) ? "running" : stages.underWay(stage) == 0 ? "paused" : "pausing";
    }

    @ManagedAttribute(description = "Messages that wait in the stage's queue, of all processes; -1: not known")
    public long getQueueDepth() {
        return queues.ofStage(stage).map(Queues.Depth::messages).orElse(-1L);
    }

    @ManagedAttribute(description = "Consumers of the stage's queue, in all processes; -1: not known")
    public long getConsumers() {
        return queues.ofStage(stage).map(Queues.Depth::consumers).orElse(-1L);
    }

    @ManagedAttribute(description = "Messages that this process works on")
    public int getUnderWay() {
        return stages.underWay(stage);
    }

    @ManagedAttribute(description = "Messages that this process has worked on since its start")
    public long getCompleted() {
        return sum(ManagedRouteMBean::getExchangesCompleted);
    }

    @ManagedAttribute(description = "Messages that were set aside, or could not be settled, since the start")
    public long getFailed() {
        return sum(route -> route.getExchangesFailed() + route.getFailuresHandled());
    }

    @ManagedAttribute(description = "Attempts beyond the first since the start")
    public long getRetries() {
        return sum(ManagedRouteMBean::getRedeliveries);
    }

    @ManagedAttribute(description = "Milliseconds that a message took, on average")
    public long getMeanMillis() {
        long all = getCompleted();
        return all == 0 ? 0 : sum(ManagedRouteMBean::getTotalProcessingTime) / all;
    }

    @ManagedAttribute(description = "Milliseconds that the latest message took")
    public long getLastMillis() {
        return routes().stream()
                .mapToLong(ManagedRouteMBean::getLastProcessingTime)
                .max()
                .orElse(0);
    }

    @ManagedOperation(
            description =
                    "Takes nothing new from now on; what is under way is finished. Returns at once. It holds for this"
                            + " process, until resume or its end.")
    public String pause() {
        stages.pause(stage);
        return said();
    }

    @ManagedOperation(description = "Takes messages again.")
    public String resume() {
        stages.resume(stage);
        return said();
    }

    @ManagedOperation(
            description = "Takes nothing new, and waits until nothing is under way; says whether that came to pass.")
    @ManagedOperationParameter(name = "seconds", description = "To wait at most, 0 to 3600.")
    public String drain(int seconds) throws InterruptedException {
        if (seconds < 0 || seconds > 3600) {
            throw new IllegalArgumentException("seconds: " + seconds + " is out of range; it goes from 0 to 3600");
        }
        stages.pause(stage);
        long end = System.nanoTime() + Duration.ofSeconds(seconds).toNanos();
        while (stages.underWay(stage) > 0 && System.nanoTime() < end) {
            Thread.sleep(GLANCE.toMillis());
        }
        return said();
    }

    private String said() {
        int underWay = stages.underWay(stage);
        return stage + ": " + getState() + ", " + (underWay == 0 ? "nothing" : underWay) + " under way";
    }

    private List<ManagedRouteMBean> routes() {
        ManagedCamelContext managed = camel.getCamelContextExtension().getContextPlugin(ManagedCamelContext.class);
        return stages.routes(stage).stream()
                .map(route -> managed.getManagedRoute(route.getRouteId()))
                .filter(route -> route != null)
                .toList();
    }

    private long sum(Count count) {
        return routes().stream().mapToLong(count).sum();
    }

    /** What Camel's own MBean of a route tells; some of it by methods that may throw. */
    private interface Count extends ToLongFunction<ManagedRouteMBean> {

        long of(ManagedRouteMBean route) throws Exception;

        @Override
        default long applyAsLong(ManagedRouteMBean route) {
            try {
                return of(route);
            } catch (Exception e) {
                return 0;
            }
        }
    }
}
