package org.kinoroute.jobber;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.amqp.core.AmqpAdmin;
import org.springframework.amqp.core.QueueInformation;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** Where a video that nobody is at work on may merely wait for its turn: then nothing of it was lost. */
@Component("longQueues")
public class LongQueues {

    /** The queues in which messages of a video may wait, by the one on which it is driven on. */
    private static final Map<String, List<String>> WAYS = Map.of(
            "script", List.of("script"),
            "scenes", List.of("scenes", "visuals", "workers", "assembly"),
            "compose", List.of("compose", "segments"));

    private final AmqpAdmin admin;
    private final String lane;

    LongQueues(AmqpAdmin admin, @Value("${kinoroute.lane}") String lane) {
        this.admin = admin;
        this.lane = lane;
    }

    /** Those of {@code script}, {@code scenes} and {@code compose} behind which more waits than is being worked on. */
    public String entries() {
        return WAYS.keySet().stream()
                .filter(entry -> WAYS.get(entry).stream().anyMatch(this::isLong))
                .collect(Collectors.joining(" "));
    }

    /** The embedded broker counts what is being worked on, too: one message for each consumer. */
    private boolean isLong(String stage) {
        QueueInformation queue = admin.getQueueInfo(lane + "." + stage);
        return queue != null && queue.getMessageCount() > queue.getConsumerCount();
    }
}
