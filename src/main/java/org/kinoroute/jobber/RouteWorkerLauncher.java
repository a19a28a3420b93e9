package org.kinoroute.jobber;

import jakarta.annotation.PreDestroy;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.apache.camel.CamelContext;
import org.apache.camel.builder.TemplatedRouteBuilder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Workers inside this JVM: each is a route made from the route template {@code voicing-worker}. */
@Component("workerLauncher")
class RouteWorkerLauncher implements WorkerLauncher {

    private static final Logger LOG = LoggerFactory.getLogger(RouteWorkerLauncher.class);

    private final CamelContext camel;
    private final TemporaryQueues queues;
    // A route cannot stop itself from within: its last exchange would wait for its own end.
    private final ExecutorService usher = Executors.newSingleThreadExecutor(r -> {
        Thread thread = new Thread(r, "jobber-usher");
        thread.setDaemon(true);
        return thread;
    });

    RouteWorkerLauncher(CamelContext camel, TemporaryQueues queues) {
        this.camel = camel;
        this.queues = queues;
    }

    @Override
    public synchronized void launch(String queue) throws Exception {
        if (camel.getRoute(queue) == null) {
            TemplatedRouteBuilder.builder(camel, "voicing-worker")
                    .routeId(queue)
                    .parameter("queue", queue)
                    .add();
        }
    }

    @Override
    public boolean isDone(String queue, long settled, long scenes) {
        // A settled scene may not be announced yet: nothing but the end marker may wait or be under way.
        return settled >= scenes
                && queues.waiting(queue) <= 1
                && camel.getInflightRepository().size(queue) <= 1;
    }

    @Override
    public void release(String queue) {
        goodbye(queue);
    }

    @Override
    public void dismiss(String queue) {
        goodbye(queue).join();
    }

    private CompletableFuture<Void> goodbye(String queue) {
        return CompletableFuture.runAsync(
                () -> {
                    try {
                        // The consumer goes first: the embedded broker does not tell it that its queue is gone.
                        stop(queue);
                        queues.remove(queue);
                    } catch (Exception e) {
                        LOG.warn("The worker of queue {} did not leave cleanly", queue, e);
                    }
                },
                usher);
    }

    private synchronized void stop(String queue) throws Exception {
        if (camel.getRoute(queue) != null) {
            camel.getRouteController().stopRoute(queue);
            camel.removeRoute(queue);
        }
    }

    @PreDestroy
    void close() {
        usher.shutdown();
    }
}
