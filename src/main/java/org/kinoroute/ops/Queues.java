package org.kinoroute.ops;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.amqp.core.AmqpAdmin;
import org.springframework.amqp.core.Declarables;
import org.springframework.amqp.core.Queue;
import org.springframework.amqp.core.QueueInformation;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.stereotype.Component;

/** How deep the durable queues are. */
@Component
@ConditionalOnWebApplication
class Queues {

    private final AmqpAdmin admin;
    private final Stages stages;
    private final ObjectProvider<Declarables> declared;
    private final Glance<Map<String, Depth>> depths = new Glance<>(this::look, Map.of());

    Queues(AmqpAdmin admin, Stages stages, ObjectProvider<Declarables> declared) {
        this.admin = admin;
        this.stages = stages;
        this.declared = declared;
    }

    /**
     * @param messages that wait; the embedded broker counts those that are being worked on, too
     * @param consumers of all processes
     */
    record Depth(long messages, long consumers) {

        Depth plus(Depth other) {
            return new Depth(messages + other.messages, consumers + other.consumers);
        }
    }

    /** All of them, by stage; none where the broker does not answer. */
    Map<String, Depth> all() {
        return depths.get();
    }

    /** That of a stage; where jobs have queues of their own, of those that this process works on. */
    Optional<Depth> ofStage(String stage) {
        return Optional.ofNullable(all().get(stage));
    }

    /** What each of them is the queue of. */
    List<String> declared() {
        return queues().map(queue -> name(queue.getName())).toList();
    }

    private Map<String, Depth> look() {
        Map<String, Depth> found = new LinkedHashMap<>();
        queues().forEach(queue -> {
            QueueInformation info = admin.getQueueInfo(queue.getName());
            if (info != null) {
                found.put(name(queue.getName()), new Depth(info.getMessageCount(), info.getConsumerCount()));
            }
        });
        stages.temporary().forEach((queue, stage) -> {
            QueueInformation info = admin.getQueueInfo(queue);
            if (info != null) {
                found.merge(stage, new Depth(info.getMessageCount(), info.getConsumerCount()), Depth::plus);
            }
        });
        return found;
    }

    private Stream<Queue> queues() {
        return declared.stream()
                .map(Declarables::getDeclarables)
                .flatMap(Collection::stream)
                .filter(Queue.class::isInstance)
                .map(Queue.class::cast);
    }

    /** As the stage is called; what is for all lanes bears the house's name in front. */
    private String name(String queue) {
        return stages.ofQueue(queue.replaceFirst("^kinoroute\\.(?=dead-letters$)", ""));
    }
}
