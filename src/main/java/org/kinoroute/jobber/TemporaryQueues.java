package org.kinoroute.jobber;

import java.util.UUID;
import org.springframework.amqp.core.AmqpAdmin;
import org.springframework.amqp.core.QueueBuilder;
import org.springframework.amqp.core.QueueInformation;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** The queue of one job: made when the job begins, gone when it is done. */
@Component
public class TemporaryQueues {

    private final AmqpAdmin admin;
    private final String lane;

    public TemporaryQueues(AmqpAdmin admin, @Value("${kinoroute.lane}") String lane) {
        this.admin = admin;
        this.lane = lane;
    }

    /** The name of a video's queue; always the same, so that a job that is taken up again finds its own. */
    public String name(UUID video) {
        return lane + ".voices." + video;
    }

    /** Makes the queue, empty: what an interrupted run left in it is sent again. */
    public void open(String queue) {
        admin.declareQueue(QueueBuilder.durable(queue).build());
        admin.purgeQueue(queue);
    }

    /** How many messages wait in the queue; the embedded broker counts those that are being worked on, too. */
    public int waiting(String queue) {
        QueueInformation info = admin.getQueueInfo(queue);
        return info == null ? 0 : info.getMessageCount();
    }

    /** Whether a worker is there. */
    public boolean isConsumed(String queue) {
        QueueInformation info = admin.getQueueInfo(queue);
        return info != null && info.getConsumerCount() > 0;
    }

    /** Removes the queue; no harm if it is gone already. */
    public void remove(String queue) {
        if (admin.getQueueInfo(queue) != null) {
            admin.deleteQueue(queue);
        }
    }
}
