package org.kinoroute.jobber;

import jakarta.annotation.PreDestroy;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.apache.camel.CamelContext;
import org.apache.camel.builder.TemplatedRouteBuilder;
import org.apache.camel.support.LifecycleStrategySupport;
import org.kinoroute.video.Problem;
import org.kinoroute.video.Videos;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Workers inside this JVM: each is a route made from the route template {@code voicing-worker}. Whoever has a worker
 * come waits until it has left, and keeps the message that asked for it so long: if this process is killed, the message
 * goes to another at once.
 */
@Component("workers")
public class Workers {

    private static final Logger LOG = LoggerFactory.getLogger(Workers.class);
    private static final long LOOK_MS = 2000;
    private static final long GLANCE_MS = 100;
    private static final long PATIENCE_MS = 2000;

    private final CamelContext camel;
    private final TemporaryQueues queues;
    private final Videos videos;
    private final Map<String, Stay> stays = new ConcurrentHashMap<>();
    private volatile boolean closing;

    // Whoever waits for a worker may be interrupted, again and again, and what is to be cleared away must be.
    private final ExecutorService ushers = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "jobber-usher");
        thread.setDaemon(true);
        return thread;
    });

    Workers(CamelContext camel, TemporaryQueues queues, Videos videos) {
        this.camel = camel;
        this.queues = queues;
        this.videos = videos;
        camel.addLifecycleStrategy(new LifecycleStrategySupport() {
            @Override
            public void onContextStopping(CamelContext context) {
                close();
            }
        });
    }

    /** A worker that is here. */
    private static final class Stay {
        private final Semaphore nudge = new Semaphore(0);
        private final CountDownLatch gone = new CountDownLatch(1);
        private volatile boolean leaving;
        private volatile boolean emptying;

        /** Whoever waits may be interrupted, for its video was cancelled: then the worker goes soon. */
        private void awaitGone() {
            while (gone.getCount() > 0) {
                try {
                    gone.await();
                } catch (InterruptedException cancelled) {
                    LOG.debug("Interrupted; the worker is waited for all the same");
                }
            }
        }

        private void comeAgain() {
            leaving = false;
            nudge.drainPermits();
        }

        private void leave() {
            leaving = true;
            nudge.release();
        }

        private void empty() {
            emptying = true;
            nudge.release();
        }
    }

    /** The same for a job that a message names. */
    public void workFor(String queue) throws Exception {
        if (!TemporaryQueues.isName(queue)) {
            throw new Problem("a message that asks for a worker names no queue of a job: " + queue);
        }
        work(queue);
    }

    /**
     * Has a worker consume the queue of a job, or waits for the one that is here already. Returns when it has left and the
     * queue is gone: the job is done, or nobody wants it any more.
     */
    public void work(String queue) throws Exception {
        Stay stay = new Stay();
        for (Stay other = stays.putIfAbsent(queue, stay); other != null; other = stays.putIfAbsent(queue, stay)) {
            // Whoever returned now would have its message acknowledged, and the job would hang on this process alone.
            other.awaitGone();
        }
        boolean removed = false;
        boolean done = false;
        try {
            workUntilDone(queue, stay);
            // Something new may have come since it was looked.
            while (stay.emptying && !closing && !(removed = isRemoved(queue))) {
                stay.comeAgain();
                workUntilDone(queue, stay);
            }
            done = removed || !closing;
        } finally {
            stay.leaving = true;
            if (!removed) {
                seeOff(queue, done);
            }
            stays.remove(queue);
            stay.gone.countDown();
        }
        if (!done) {
            throw new GivenBack(queue);
        }
    }

    private void workUntilDone(String queue, Stay stay) throws Exception {
        if (!closing && isWanted(queue)) {
            enter(queue);
            await(queue, stay);
        }
    }

    private void await(String queue, Stay stay) {
        while (!closing && !stay.leaving) {
            try {
                stay.nudge.tryAcquire(stay.emptying ? GLANCE_MS : LOOK_MS, TimeUnit.MILLISECONDS);
            } catch (InterruptedException cancelled) {
                // The look finds out.
            }
            if (!stay.leaving && (stay.emptying && isEmpty(queue) || isUnwanted(queue))) {
                stay.leaving = true;
            }
        }
    }

    private boolean isEmpty(String queue) {
        try {
            return queues.waiting(queue) == 0;
        } catch (RuntimeException e) {
            LOG.debug("Could not look what waits in the queue {}", queue, e);
            return false;
        }
    }

    /** Of a video, as long as that is to be made; else as long as its queue is there. */
    private boolean isWanted(String queue) {
        return TemporaryQueues.video(queue).map(videos::isOpen).orElse(true) && queues.exists(queue);
    }

    /** Known for sure: while the database or the broker is away, nothing is. */
    private boolean isUnwanted(String queue) {
        try {
            return !isWanted(queue);
        } catch (RuntimeException e) {
            LOG.debug("Could not look whether the queue {} is wanted", queue, e);
            return false;
        }
    }

    private synchronized void enter(String queue) throws Exception {
        TemplatedRouteBuilder.builder(camel, "voicing-worker")
                .routeId(queue)
                .parameter("queue", queue)
                .add();
    }

    /** Whether the queue of a job that is done could be removed, and nothing new has come meanwhile. */
    private boolean isRemoved(String queue) {
        return CompletableFuture.supplyAsync(
                        () -> {
                            try {
                                stop(queue);
                                return queues.removeEmpty(queue);
                            } catch (Exception e) {
                                LOG.debug("The queue {} is not removed yet", queue, e);
                                return false;
                            }
                        },
                        ushers)
                .join();
    }

    /** When everything stops, the routes do by themselves. */
    private void seeOff(String queue, boolean done) {
        if (!closing) {
            CompletableFuture.runAsync(
                            () -> {
                                try {
                                    // The consumer goes first: the embedded broker does not tell it that its queue is
                                    // gone.
                                    stop(queue);
                                    if (done || isUnwanted(queue)) {
                                        queues.remove(queue);
                                    }
                                } catch (Exception e) {
                                    LOG.warn("The worker of queue {} did not leave cleanly", queue, e);
                                }
                            },
                            ushers)
                    .join();
        }
    }

    private void stop(String queue) throws Exception {
        if (camel.getRoute(queue) != null) {
            camel.getRouteController().stopRoute(queue);
            synchronized (this) {
                camel.removeRoute(queue);
            }
        }
    }

    /** The worker of a queue, if it is here, has done its job: it goes as soon as its last message is settled. */
    public void release(String queue) {
        Stay stay = stays.get(queue);
        if (stay != null) {
            stay.leave();
        }
    }

    /** The same, once nothing waits in the queue any more. */
    public void finish(String queue) {
        Stay stay = stays.get(queue);
        if (stay != null) {
            stay.empty();
        }
    }

    /** The worker is not wanted any more: it goes, and then its queue; returns when they are gone. */
    public void dismiss(String queue) throws InterruptedException {
        Stay stay = stays.get(queue);
        if (stay != null) {
            stay.leave();
            stay.gone.await();
        } else {
            // One of another process sees by itself that it is not wanted.
            for (long waited = 0; waited < PATIENCE_MS && queues.isConsumed(queue); waited += GLANCE_MS) {
                Thread.sleep(GLANCE_MS);
            }
        }
        queues.remove(queue);
    }

    /** Removes the queue of a job that nobody wants any more, whose worker went in haste. */
    void sweep(String queue) {
        CompletableFuture.runAsync(
                        () -> {
                            if (isUnwanted(queue)) {
                                queues.remove(queue);
                            }
                        },
                        ushers)
                .exceptionally(e -> {
                    LOG.warn("The queue {} is left behind", queue, e);
                    return null;
                })
                .join();
    }

    /** Gives all jobs back that are not done. */
    @PreDestroy
    public void close() {
        closing = true;
        stays.values().forEach(Stay::leave);
    }
}
