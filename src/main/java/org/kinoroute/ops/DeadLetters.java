package org.kinoroute.ops;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.GetResponse;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import org.apache.camel.ProducerTemplate;
import org.kinoroute.video.Causes;
import org.kinoroute.video.VideoState;
import org.kinoroute.video.Videos;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.springframework.amqp.core.AmqpAdmin;
import org.springframework.amqp.core.QueueInformation;
import org.springframework.amqp.rabbit.connection.ConnectionFactory;
import org.springframework.jmx.export.annotation.ManagedAttribute;
import org.springframework.jmx.export.annotation.ManagedOperation;
import org.springframework.jmx.export.annotation.ManagedOperationParameter;
import org.springframework.jmx.export.annotation.ManagedResource;

/**
 * The messages that were set aside: looked through, retried, discarded. A broker has no browsing that RabbitMQ and the
 * embedded one share: they are taken without being acknowledged, and what is not to go is given back. No bean of
 * Spring's, which would show it over JMX a second time.
 */
@ManagedResource(description = "Messages that could not be worked on, of all processes; each with its cause")
public class DeadLetters {

    private static final Logger LOG = LoggerFactory.getLogger(DeadLetters.class);
    private static final String QUEUE = "kinoroute.dead-letters";
    private static final long PATIENCE_MS = 10_000;

    private final ConnectionFactory connections;
    private final AmqpAdmin admin;
    private final Videos videos;
    private final ProducerTemplate routes;

    DeadLetters(ConnectionFactory connections, AmqpAdmin admin, Videos videos, ProducerTemplate routes) {
        this.connections = connections;
        this.admin = admin;
        this.videos = videos;
        this.routes = routes;
    }

    @ManagedAttribute(description = "How many there are")
    public long getCount() {
        QueueInformation info = admin.getQueueInfo(QUEUE);
        return info == null ? 0 : info.getMessageCount();
    }

    @ManagedOperation(
            description = "Shows the oldest ones: id, video, scene, stage, queue, cause, time, attempts, message.")
    @ManagedOperationParameter(name = "most", description = "How many to show at most, 1 to 1000.")
    public List<Map<String, String>> list(int most) {
        if (most < 1 || most > 1000) {
            throw new IllegalArgumentException("most: " + most + " is out of range; it goes from 1 to 1000");
        }
        List<Map<String, String>> told = new ArrayList<>();
        each(most, letter -> {
            told.add(letter.told());
            return false;
        });
        return told;
    }

    @ManagedOperation(description = "Shows those of a video.")
    @ManagedOperationParameter(name = "video", description = "Id of the video.")
    public List<Map<String, String>> listVideo(String video) {
        Predicate<DeadLetter> wanted = of(video);
        List<Map<String, String>> told = new ArrayList<>();
        each(Integer.MAX_VALUE, letter -> {
            if (wanted.test(letter)) {
                told.add(letter.told());
            }
            return false;
        });
        return told;
    }

    @ManagedOperation(
            description =
                    "Retries one: it goes back to the queue it came from; a video that failed is taken up from what"
                            + " is missing.")
    @ManagedOperationParameter(name = "id", description = "Of the dead letter, as list shows it.")
    public String retry(String id) {
        return retry(named(id), "There is no dead letter " + id + "; list shows those that there are");
    }

    @ManagedOperation(description = "Retries all of a video.")
    @ManagedOperationParameter(name = "video", description = "Id of the video.")
    public String retryVideo(String video) {
        return retry(of(video), "There is no dead letter of the video " + video);
    }

    @ManagedOperation(description = "Retries all that can be retried; says what stays, and why.")
    public String retryAll() {
        return retry(all -> true, null);
    }

    @ManagedOperation(description = "Discards one, for good; its cause goes to the log.")
    @ManagedOperationParameter(name = "id", description = "Of the dead letter, as list shows it.")
    public String discard(String id) {
        return discard(named(id), "There is no dead letter " + id + "; list shows those that there are");
    }

    @ManagedOperation(description = "Discards all of a video, for good; their causes go to the log.")
    @ManagedOperationParameter(name = "video", description = "Id of the video.")
    public String discardVideo(String video) {
        return discard(of(video), "There is no dead letter of the video " + video);
    }

    @ManagedOperation(description = "Discards all, for good; their causes go to the log.")
    public String discardAll() {
        return discard(all -> true, null);
    }

    private static Predicate<DeadLetter> named(String id) {
        return letter -> letter.id().equals(id == null ? null : id.strip());
    }

    private static Predicate<DeadLetter> of(String video) {
        try {
            UUID id = UUID.fromString(video.strip());
            return letter -> id.equals(letter.video());
        } catch (RuntimeException e) {
            throw new IllegalArgumentException("video: \"" + video + "\" is no id of a video");
        }
    }

    private String discard(Predicate<DeadLetter> wanted, String none) {
        int[] discarded = {0};
        each(Integer.MAX_VALUE, letter -> {
            if (wanted.test(letter)) {
                LOG.warn("Dead letter discarded: {}", letter.told());
                discarded[0]++;
                return true;
            }
            return false;
        });
        if (discarded[0] == 0 && none != null) {
            throw new IllegalArgumentException(none);
        }
        return discarded[0] + " discarded";
    }

    private String retry(Predicate<DeadLetter> wanted, String none) {
        Instant begin = Instant.now();
        List<String> stay = new ArrayList<>();
        int[] retried = {0};
        Set<UUID> driven = new HashSet<>();
        each(Integer.MAX_VALUE, letter -> {
            if (!wanted.test(letter)) {
                return false;
            }
            Optional<String> obstacle;
            try (MDC.MDCCloseable told = MDC.putCloseable("video_id", String.valueOf(letter.video()))) {
                obstacle = retry(letter, begin, driven);
            }
            obstacle.ifPresentOrElse(why -> stay.add(letter.id() + " " + why), () -> retried[0]++);
            return obstacle.isEmpty();
        });
        if (retried[0] + stay.size() == 0 && none != null) {
            throw new IllegalArgumentException(none);
        } else if (retried[0] == 0 && stay.size() == 1) {
            throw new IllegalStateException(stay.get(0));
        }
        return retried[0] + " retried"
                + (stay.isEmpty() ? "" : ", " + stay.size() + " cannot be: " + String.join("; ", stay));
    }

    /**
     * Sends a dead letter on its way.
     *
     * @param begin when they were to be retried
     * @param driven videos that were taken up meanwhile; with them, all that they lack
     * @return why it cannot be; it stays then
     */
    private Optional<String> retry(DeadLetter letter, Instant begin, Set<UUID> driven) {
        if (driven.contains(letter.video())) {
            return letter.isBefore(begin)
                    ? Optional.empty()
                    : Optional.of("came when its video had just been taken up again; retry it once more");
        }
        Optional<VideoState> video = letter.video() == null ? Optional.empty() : videos.find(letter.video());
        String status = video.map(VideoState::status).orElse("");
        if (status.equals("failed") && "cancelled".equals(video.get().errorCode())) {
            return Optional.of("is of a video that was cancelled; discard it");
        } else if (status.equals("completed")) {
            return Optional.of("is of a video that was completed without it; discard it, or make the video anew");
        } else if (status.equals("failed")) {
            routes.requestBodyAndHeader(
                    "direct:dead-letters-retry", null, "id", letter.video().toString());
            driven.add(letter.video());
            LOG.info("Video {}: taken up again for the dead letter {}", letter.video(), letter.id());
            return Optional.empty();
        } else if (letter.queue() == null) {
            return Optional.of("does not say which queue it came from; discard it");
        } else if (admin.getQueueInfo(letter.queue()) == null) {
            return Optional.of("came from the queue " + letter.queue() + ", which is gone; discard it");
        }
        sendBack(letter);
        LOG.info("Dead letter {}: back to {}", letter.id(), letter.queue());
        return Optional.empty();
    }

    private void sendBack(DeadLetter letter) {
        AMQP.BasicProperties old = letter.message().getProps();
        Map<String, Object> headers = new HashMap<>(old.getHeaders());
        headers.keySet().removeIf(name -> name.startsWith("dead_") || name.equals("cause") || name.equals("stage"));
        headers.put(StageMeters.SENT_AT, System.currentTimeMillis());
        try (Channel channel = connections.createConnection().createChannel(false)) {
            channel.confirmSelect();
            channel.basicPublish(
                    "",
                    letter.queue(),
                    old.builder().headers(headers).build(),
                    letter.message().getBody());
            channel.waitForConfirmsOrDie(PATIENCE_MS);
        } catch (Exception e) {
            throw new IllegalStateException("the broker did not take the message: " + Causes.of(e), e);
        }
    }

    /** What is done with a dead letter. */
    private interface Look {

        /** @return whether it goes */
        boolean at(DeadLetter letter);
    }

    /** Drops those of videos that are completed or gone. */
    public void sweep() {
        each(Integer.MAX_VALUE, letter -> {
            boolean useless = letter.video() != null
                    && videos.find(letter.video())
                            .map(video -> video.status().equals("completed"))
                            .orElse(true);
            if (useless) {
                LOG.info("Dead letter dropped, for its video is completed or gone: {}", letter.told());
            }
            return useless;
        });
    }

    /**
     * Looks at those that are there now, and not at what comes back meanwhile; one after the other, for what one looks at
     * another does not find.
     */
    private synchronized void each(int most, Look look) {
        try (Channel channel = connections.createConnection().createChannel(false)) {
            List<Long> stay = new ArrayList<>();
            try {
                long there = Math.min(most, channel.messageCount(QUEUE));
                for (long n = 0; n < there; n++) {
                    GetResponse message = channel.basicGet(QUEUE, false);
                    if (message == null) {
                        break;
                    }
                    long tag = message.getEnvelope().getDeliveryTag();
                    stay.add(tag);
                    if (look.at(DeadLetter.of(message))) {
                        stay.remove(tag);
                        channel.basicAck(tag, false);
                    }
                }
            } finally {
                for (long tag : stay) {
                    channel.basicReject(tag, true);
                }
            }
        } catch (IOException e) {
            throw new IllegalStateException("the broker does not answer: " + Causes.of(e), e);
        } catch (java.util.concurrent.TimeoutException e) {
            throw new IllegalStateException("the broker does not answer in time", e);
        }
    }
}
