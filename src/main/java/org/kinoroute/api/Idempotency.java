package org.kinoroute.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.kinoroute.store.ContentKey;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Requests that are the same however often they come. A row that is still being worked on belongs to whoever made it;
 * after a while it is taken over, for its process may have died; what that had accepted by then is found.
 */
@Component("idempotency")
public class Idempotency {

    /** No request takes longer; a process that still works on one then is taken for dead. */
    private static final Duration LONGEST = Duration.ofMinutes(5);

    private final JdbcClient jdbc;
    private final ObjectMapper json;
    private final VideoRecords records;
    private final ApiProperties properties;

    public Idempotency(JdbcClient jdbc, ObjectMapper json, VideoRecords records, ApiProperties properties) {
        this.jdbc = jdbc;
        this.json = json;
        this.records = records;
        this.properties = properties;
    }

    /**
     * A request begins.
     *
     * @param key null: it has none, and is a new one each time
     * @param files by name
     * @return the record that was answered to it before, or null: it is to be carried out
     */
    public JsonNode begin(String owner, String key, byte[] body, Map<String, Path> files)
            throws JsonProcessingException {
        if (key == null) {
            return null;
        }
        forget();
        String hash = hash(body, files);
        if (insert(owner, key, hash)) {
            return null;
        }
        Earlier earlier = jdbc.sql("select body, video_id, answer, taken_at from idempotency_keys"
                        + " where owner = :owner and key = :key")
                .param("owner", owner)
                .param("key", key)
                .query((row, n) -> new Earlier(
                        row.getString("body"),
                        row.getObject("video_id", UUID.class),
                        row.getString("answer"),
                        row.getTimestamp("taken_at")))
                .optional()
                .orElseThrow(Idempotency::stillRunning);
        if (!earlier.body.equals(hash)) {
            throw new HttpProblem(
                    HttpStatus.UNPROCESSABLE_ENTITY,
                    "was used for another request; take a new key for a new request",
                    "Idempotency-Key",
                    Map.of());
        } else if (earlier.answer != null) {
            return json.readTree(earlier.answer);
        } else if (!takeOver(owner, key, earlier.takenAt)) {
            throw stillRunning();
        }
        return earlier.video == null ? null : accepted(owner, key, earlier.video);
    }

    private record Earlier(String body, UUID video, String answer, Timestamp takenAt) {}

    private static HttpProblem stillRunning() {
        return new HttpProblem(
                HttpStatus.CONFLICT,
                "The first request with this key is still being worked on; ask again in a second",
                "Idempotency-Key",
                Map.of(HttpHeaders.RETRY_AFTER, "1"));
    }

    private static String hash(byte[] body, Map<String, Path> files) {
        List<byte[]> parts = new ArrayList<>(List.of(body));
        if (files != null) {
            new TreeMap<>(files).forEach((name, file) -> {
                parts.add(name.getBytes(StandardCharsets.UTF_8));
                parts.add(ContentKey.sha256(file).getBytes(StandardCharsets.US_ASCII));
            });
        }
        return ContentKey.sha256(parts);
    }

    private void forget() {
        jdbc.sql("delete from idempotency_keys where created_at < :eldest")
                .param("eldest", Timestamp.from(Instant.now().minus(properties.idempotency())))
                .update();
    }

    private boolean insert(String owner, String key, String hash) {
        return jdbc.sql("insert into idempotency_keys (owner, key, body) values (:owner, :key, :hash)"
                                + " on conflict do nothing")
                        .param("owner", owner)
                        .param("key", key)
                        .param("hash", hash)
                        .update()
                > 0;
    }

    private boolean takeOver(String owner, String key, Timestamp takenAt) {
        return takenAt.toInstant().isBefore(Instant.now().minus(LONGEST))
                && jdbc.sql("update idempotency_keys set taken_at = now()"
                                        + " where owner = :owner and key = :key and answer is null"
                                        + " and taken_at = :taken")
                                .param("owner", owner)
                                .param("key", key)
                                .param("taken", takenAt)
                                .update()
                        > 0;
    }

    private JsonNode accepted(String owner, String key, UUID video) throws JsonProcessingException {
        JsonNode record = records.find(video).orElse(null);
        if (record != null) {
            finish(owner, key, record);
        }
        return record;
    }

    /** The video of a request is about to be accepted. */
    public void accept(String owner, String key, UUID video) {
        if (key != null) {
            jdbc.sql("update idempotency_keys set video_id = :video where owner = :owner and key = :key")
                    .param("video", video)
                    .param("owner", owner)
                    .param("key", key)
                    .update();
        }
    }

    /** A request has been answered. */
    public void finish(String owner, String key, JsonNode answer) throws JsonProcessingException {
        if (key != null) {
            jdbc.sql("update idempotency_keys set answer = :answer" + " where owner = :owner and key = :key")
                    .param("answer", json.writeValueAsString(answer))
                    .param("owner", owner)
                    .param("key", key)
                    .update();
        }
    }

    /** A request failed: it may come again, at once; a video that was accepted all the same is found then. */
    public void abandon(String owner, String key) {
        if (key != null) {
            jdbc.sql("delete from idempotency_keys where owner = :owner and key = :key and answer is null"
                            + " and not exists (select 1 from videos where id = video_id)")
                    .param("owner", owner)
                    .param("key", key)
                    .update();
            jdbc.sql("update idempotency_keys set taken_at = '2000-01-01'"
                            + " where owner = :owner and key = :key and answer is null")
                    .param("owner", owner)
                    .param("key", key)
                    .update();
        }
    }
}
