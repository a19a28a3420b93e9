package org.kinoroute.api.events;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.WebhookSigningException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.kinoroute.api.VideoRecords;
import org.kinoroute.video.Causes;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * What is owed to whoever gave a callback_url, in the table {@code webhook_deliveries}. It is told at least once: who
 * dies in the middle of an attempt leaves it to the next one.
 */
@Component("webhooks")
public class Webhooks {

    private static final Logger LOG = LoggerFactory.getLogger(Webhooks.class);

    private static final int AT_ONCE = 20;

    /** After that, whoever has claimed a delivery is taken for dead. */
    private static final Duration LEASE = Duration.ofSeconds(60);

    private static final int GONE = 410;

    private final JdbcClient jdbc;
    private final VideoRecords records;
    private final WebhookSecret secret;
    private final WebhookProperties properties;

    public Webhooks(JdbcClient jdbc, VideoRecords records, WebhookSecret secret, WebhookProperties properties) {
        this.jdbc = jdbc;
        this.records = records;
        this.secret = secret;
        this.properties = properties;
    }

    /**
     * One attempt: what is sent, and how it is signed.
     *
     * @param messageId the same at each attempt
     * @param timestamp of this attempt, seconds
     */
    public record Attempt(
            UUID id, String url, String payload, int number, String messageId, long timestamp, String signature) {}

    private record Due(UUID id, UUID video, String owner, String url, String type, String payload, int attempts) {}

    /** Takes what is due, so that no other process does. */
    public List<Attempt> claim() {
        List<Due> due = jdbc.sql("update webhook_deliveries set attempts = attempts + 1,"
                        + " next_at = now() + make_interval(secs => :lease)"
                        + " where id in (select id from webhook_deliveries where next_at <= now()"
                        + " order by next_at limit :most for update skip locked)"
                        + " returning id, video_id, owner, url, type, payload, attempts")
                .param("lease", LEASE.toSeconds())
                .param("most", AT_ONCE)
                .query((row, n) -> new Due(
                        row.getObject("id", UUID.class),
                        row.getObject("video_id", UUID.class),
                        row.getString("owner"),
                        row.getString("url"),
                        row.getString("type"),
                        row.getString("payload"),
                        row.getInt("attempts")))
                .list();
        List<Attempt> attempts = new ArrayList<>();
        for (Due one : due) {
            try {
                payload(one).ifPresent(payload -> attempts.add(signed(one, payload)));
            } catch (RuntimeException e) {
                // What is wrong with one is nothing to the others.
                LOG.warn("Webhook {} to {} cannot be written: {}", one.id, one.url, e.getMessage());
            }
        }
        return attempts;
    }

    /** As it was the first time; empty: the video was deleted meanwhile, and the delivery with it. */
    private Optional<String> payload(Due due) {
        if (due.payload != null) {
            return Optional.of(due.payload);
        }
        return records.find(due.video).map(ObjectNode::toString).map(record -> {
            String payload =
                    "{\"type\":\"" + due.type + "\",\"timestamp\":\"" + Instant.now() + "\",\"data\":" + record + "}";
            jdbc.sql("update webhook_deliveries set payload = :payload where id = :id")
                    .param("payload", payload)
                    .param("id", due.id)
                    .update();
            return payload;
        });
    }

    private Attempt signed(Due due, String payload) {
        String message = "msg_" + due.id.toString().replace("-", "");
        long timestamp = Instant.now().getEpochSecond();
        try {
            String signature = new Webhook(secret.of(due.owner)).sign(message, timestamp, payload);
            return new Attempt(due.id, due.url, payload, due.attempts, message, timestamp, signature);
        } catch (WebhookSigningException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Whoever was told has answered. */
    public void answered(Attempt attempt, int status) {
        if (status >= 200 && status < 300) {
            jdbc.sql("update webhook_deliveries set delivered_at = now(), next_at = null, last_status = :status,"
                            + " last_error = null where id = :id")
                    .param("status", status)
                    .param("id", attempt.id)
                    .update();
        } else {
            missed(
                    attempt,
                    status,
                    status < 400 ? "answered " + status + "; redirects are not followed" : "answered " + status);
        }
    }

    /** Nobody has answered. */
    public void failed(Attempt attempt, Throwable cause) {
        missed(attempt, null, Causes.of(cause));
    }

    private void missed(Attempt attempt, Integer status, String error) {
        // 410 is how a receiver says that it wants no more.
        boolean over = attempt.number > properties.delays().size()
                || Integer.valueOf(GONE).equals(status);
        jdbc.sql("update webhook_deliveries set last_status = :status, last_error = :error,"
                        + (over
                                ? " given_up_at = now(), next_at = null"
                                : " next_at = now() + make_interval(secs => :wait)")
                        + " where id = :id and delivered_at is null")
                .param("status", status, java.sql.Types.INTEGER)
                .param("error", error)
                .param("wait", over ? 0 : spread(properties.delays().get(attempt.number - 1)))
                .param("id", attempt.id)
                .update();
        if (over) {
            LOG.warn(
                    "Webhook {} to {} is given up after {} attempts: {}",
                    attempt.messageId,
                    host(attempt.url),
                    attempt.number,
                    error);
        }
    }

    /** A tenth more or less: what failed together shall not come back together. */
    private static double spread(Duration delay) {
        return delay.toMillis() / 1000.0 * ThreadLocalRandom.current().nextDouble(0.9, 1.1);
    }

    /** The rest of an address may be a secret. */
    private static String host(String url) {
        return url.replaceFirst("^(https?://[^/?#]*).*", "$1");
    }
}
