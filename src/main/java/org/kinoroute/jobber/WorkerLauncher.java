package org.kinoroute.jobber;

/** Launches the worker that consumes a job's temporary queue, and sees it off. */
public interface WorkerLauncher {

    /** Launches a worker for a queue; nothing happens if one is at work on it. */
    void launch(String queue) throws Exception;

    /**
     * Whether the worker of a queue has done its job; it is the worker itself that asks, while it looks at the end marker.
     *
     * @param settled scenes of the job that are settled
     * @param scenes of the job
     */
    boolean isDone(String queue, long settled, long scenes);

    /**
     * The worker has done its job: it goes as soon as its last message is settled, and then its queue. Returns at once,
     * for it is the worker itself that calls it.
     */
    void release(String queue);

    /** The worker is not wanted any more: it goes, and then its queue; returns when they are gone. */
    void dismiss(String queue);
}
