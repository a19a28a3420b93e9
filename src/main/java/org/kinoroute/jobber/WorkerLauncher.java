package org.kinoroute.jobber;

import java.util.concurrent.CompletableFuture;

/** Launches the worker that consumes a job's temporary queue, and sees it off. */
public interface WorkerLauncher {

    /** Launches a worker for a queue; nothing happens if one is at work on it. */
    void launch(String queue) throws Exception;

    /**
     * The worker has done its job, or is not wanted any more: it goes, and then its queue. Returns at once, for the
     * worker itself may call it.
     */
    CompletableFuture<Void> dismiss(String queue);
}
