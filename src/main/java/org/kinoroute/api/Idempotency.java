package org.kinoroute.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Timestamp;
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
 * Requests that are the same however often they come. A key has its video's id from the first request on, so that
 * whoever carries the request out, and however often, it is the same video. Who may is for {@code WorkLocks} to say:
 * what a process that died has left behind is carried out by the next request with that key, or found.
 */
@Component("idempotency")
public class Idempotency {

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
     * A request that may be carried out.
     *
     * @param video that is to come of it
     * @param answer the record that was answered to it before, or null: it is to be carried out
     */
    public record Begun(UUID video, JsonNode answer) {}

    /** A key that somebody else is at work on. */
    public static void refuse() {
        throw new HttpProblem(
                HttpStatus.CONFLICT,
                "The first request with this key is still being worked on; ask again in a second",
                "Idempotency-Key",
                Map.of(HttpHeaders.RETRY_AFTER, "1"));
    }

    /**
     * A request begins; nobody else is at work on its key.
     *
     * @param key null: it has none, and is a new one each time
     * @param files by name
     */
    public Begun begin(String owner, String key, byte[] body, Map<String, Path> files) throws JsonProcessingException {
        if (key == null) {
            return new Begun(UUID.randomUUID(), null);
        }
        forget();
        String hash = hash(body, files);
        Row row = row(owner, key, hash);
        if (!row.body.equals(hash)) {
            throw new HttpProblem(
                    HttpStatus.UNPROCESSABLE_ENTITY,
                    "was used for another request; take a new key for a new request",
                    "Idempotency-Key",
                    Map.of());
        }
        return new Begun(row.video, row.answer == null ? unanswered(owner, key, row.video) : json.readTree(row.answer));
    }

    /** What a process accepted that died before it said so: from now on that is the answer. */
    private JsonNode unanswered(String owner, String key, UUID video) throws JsonProcessingException {
        JsonNode record = records.find(video).orElse(null);
        if (record != null) {
            finish(owner, key, video, record);
        }
        return record;
    }

    private record Row(String body, UUID video, String answer) {}

    /** The row of a key, made now or known before. */
    private Row row(String owner, String key, String hash) {
        return jdbc.sql("insert into idempotency_keys (owner, key, body, video_id) values (:owner, :key, :hash, :video)"
                        // Changes nothing, and so returns the row that was there.
                        + " on conflict (owner, key) do update set body = idempotency_keys.body"
                        + " returning body, video_id, answer")
                .param("owner", owner)
                .param("key", key)
                .param("hash", hash)
                .param("video", UUID.randomUUID())
                .query((row, n) ->
                        new Row(row.getString("body"), row.getObject("video_id", UUID.class), row.getString("answer")))
                .single();
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

    /** A request has been answered. */
    public void finish(String owner, String key, UUID video, JsonNode answer) throws JsonProcessingException {
        if (key != null) {
            jdbc.sql("update idempotency_keys set answer = :answer"
                            + " where owner = :owner and key = :key and video_id = :video")
                    .param("video", video)
                    .param("answer", json.writeValueAsString(answer))
                    .param("owner", owner)
                    .param("key", key)
                    .update();
        }
    }

    /** A request failed: it may come again, with another body too; a video that was accepted all the same is found. */
    public void abandon(String owner, String key, UUID video) {
        if (key != null) {
            jdbc.sql("delete from idempotency_keys where owner = :owner and key = :key and answer is null"
                            + " and video_id = :video and not exists (select 1 from videos where id = video_id)")
                    .param("video", video)
                    .param("owner", owner)
                    .param("key", key)
                    .update();
        }
    }
}
