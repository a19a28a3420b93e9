package org.kinoroute.jobber;

import com.rabbitmq.client.AMQP.Queue.DeclareOk;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.amqp.AmqpException;
import org.springframework.amqp.core.AmqpAdmin;
import org.springframework.amqp.core.QueueInformation;
import org.springframework.amqp.rabbit.core.RabbitTemplate;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * The queue of one job: made when the job begins, gone when it is done. Within a process one is made or removed at a time,
 * so that none is removed between its making and its emptying.
 */
@Component
public class TemporaryQueues {

    private static final String VOICES = ".voices.";
    private static final String REQUESTS = ".requests.";
    private static final Pattern OF_A_VIDEO =
            Pattern.compile("(.+)\\.voices\\.([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})");
    private static final Pattern OF_A_REQUEST =
            Pattern.compile("(.+)\\.requests\\.[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\\.[0-9a-f]{16}");

    private final AmqpAdmin admin;
    private final RabbitTemplate broker;
    private final String lane;

    public TemporaryQueues(AmqpAdmin admin, RabbitTemplate broker, @Value("${kinoroute.lane}") String lane) {
        this.admin = admin;
        this.broker = broker;
        this.lane = lane;
    }

    /** The name of a video's queue; always the same, so that a job that is taken up again finds its own. */
    public String name(UUID video) {
        return lane + VOICES + video;
    }

    /** The name of the queue of what others have asked for; the same for the same request. */
    String name(UUID video, String request) {
        return lane + REQUESTS + video + "." + request;
    }

    /** Whether this is a name that such a queue may have. */
    public static boolean isName(String queue) {
        return queue != null
                && (OF_A_VIDEO.matcher(queue).matches()
                        || OF_A_REQUEST.matcher(queue).matches());
    }

    /** The video whose voices go through a queue. */
    static Optional<UUID> video(String queue) {
        Matcher name = OF_A_VIDEO.matcher(queue);
        return name.matches() ? Optional.of(UUID.fromString(name.group(2))) : Optional.empty();
    }

    /** The lane on which what goes through a queue goes on. */
    public static Optional<String> lane(String queue) {
        Matcher name = OF_A_VIDEO.matcher(queue);
        return name.matches() ? Optional.of(name.group(1)) : Optional.empty();
    }

    /** Makes the queue; what an interrupted run left in one that nobody consumes is sent again, and goes. */
    public synchronized void open(String queue) {
        broker.execute(channel -> {
            DeclareOk there = channel.queueDeclare(queue, true, false, false, null);
            if (there.getConsumerCount() == 0) {
                channel.queuePurge(queue);
            }
            return null;
        });
    }

    /** Whether there is such a queue. */
    public boolean exists(String queue) {
        return admin.getQueueInfo(queue) != null;
    }

    /** How many messages wait in the queue; the embedded broker counts those that are being worked on, too. */
    int waiting(String queue) {
        QueueInformation info = admin.getQueueInfo(queue);
        return info == null ? 0 : info.getMessageCount();
    }

    /** Whether a worker is there. */
    public boolean isConsumed(String queue) {
        QueueInformation info = admin.getQueueInfo(queue);
        return info != null && info.getConsumerCount() > 0;
    }

    /** Removes the queue, unless something has come into it that nobody has seen; returns whether it is gone. */
    public synchronized boolean removeEmpty(String queue) {
        // The embedded broker refuses to remove what is not there, and its client calls that an error in the log.
        if (!exists(queue)) {
            return true;
        }
        try {
            admin.deleteQueue(queue, false, true);
            return true;
        } catch (AmqpException refused) {
            return !exists(queue);
        }
    }

    /** Removes the queue; no harm if it is gone already. */
    public synchronized void remove(String queue) {
        if (exists(queue)) {
            admin.deleteQueue(queue);
        }
    }
}
