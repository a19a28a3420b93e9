package org.kinoroute.jobber;

import java.util.UUID;
import org.springframework.amqp.core.AmqpAdmin;
import org.springframework.amqp.core.Declarables;
import org.springframework.amqp.core.Queue;
import org.springframework.stereotype.Component;

/**
 * The set of queues on which this process works. A {@code make} has a lane of its own: what another one left behind when
 * it was killed stays where it is until the same command takes it up.
 */
@Component
public class Lane {

    private final AmqpAdmin admin;
    private final Declarables queues;
    private final TemporaryQueues jobs;
    private final WorkerLauncher workers;

    Lane(AmqpAdmin admin, Declarables stageQueueDeclarables, TemporaryQueues jobs, WorkerLauncher workers) {
        this.admin = admin;
        this.queues = stageQueueDeclarables;
        this.jobs = jobs;
        this.workers = workers;
    }

    /** Removes the queues, that of the video's voices among them: nothing will travel here again. */
    public void remove(UUID video) {
        workers.dismiss(jobs.name(video));
        queues.getDeclarablesByType(Queue.class).stream()
                .filter(queue -> !queue.getName().equals(StageQueues.DEAD_LETTERS))
                .forEach(queue -> admin.deleteQueue(queue.getName()));
    }
}
