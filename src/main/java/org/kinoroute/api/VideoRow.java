package org.kinoroute.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** Writes a row of {@code sql/video-record.sql} as a record of the API; null where something is not there yet. */
final class VideoRow {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final ObjectMapper mapper;
    private final String currency;
    private final ResultSet row;
    private final ObjectNode record = JSON.objectNode();
    private final String self;
    private final String status;

    VideoRow(ObjectMapper mapper, String currency, ResultSet row) throws SQLException {
        this.mapper = mapper;
        this.currency = currency;
        this.row = row;
        this.self = "/api/videos/" + row.getString("id");
        this.status = row.getString("status");
    }

    ObjectNode write() throws SQLException {
        record.put("id", row.getString("id"));
        record.put("job_id", row.getString("id"));
        texts("title", "description", "format", "language");
        record.put("status", status);
        texts("stage");
        record.put("progress", Math.round(row.getDouble("progress") * 10) / 10.0);
        number("time_left");
        record.set("degraded", mapper.valueToTree(row.getArray("degraded").getArray()));
        texts("error_code", "error_message");
        record.put("error", row.getString("error_message"));
        texts("owner");
        record.put("script", row.getString("told"));
        texts("style");
        record.put("voice", voice(json("voices")));
        list("keywords");
        list("negative_keywords");
        pictures();
        results();
        number("duration");
        cost();
        links();
        times("created_at", "updated_at", "completed_at");
        return record;
    }

    private void texts(String... names) throws SQLException {
        for (String name : names) {
            record.put(name, row.getString(name));
        }
    }

    private void number(String name) throws SQLException {
        long value = row.getLong(name);
        if (row.wasNull()) {
            record.putNull(name);
        } else {
            record.put(name, value);
        }
    }

    private void times(String... names) throws SQLException {
        for (String name : names) {
            Timestamp time = row.getTimestamp(name);
            record.put(
                    name,
                    time == null
                            ? null
                            : time.toInstant().truncatedTo(ChronoUnit.MILLIS).toString());
        }
    }

    private JsonNode json(String name) throws SQLException {
        String text = row.getString(name);
        try {
            return text == null ? JSON.nullNode() : mapper.readTree(text);
        } catch (JsonProcessingException e) {
            throw new SQLException("column " + name + " is no JSON", e);
        }
    }

    private void list(String name) throws SQLException {
        JsonNode value = json(name);
        record.set(name, value.isArray() ? value : JSON.arrayNode());
    }

    /** The one that was asked for, if it is one. */
    private static String voice(JsonNode voices) {
        return voices.has("")
                ? voices.get("").asText()
                : voices.size() == 1 ? voices.elements().next().asText() : null;
    }

    private void pictures() throws SQLException {
        ArrayNode prompts = JSON.arrayNode();
        ArrayNode paths = JSON.arrayNode();
        for (JsonNode picture : json("pictures")) {
            prompts.add(picture.path("prompt").asText());
            paths.add(self + "/image-" + picture.get("number").asInt() + ".png");
        }
        record.set("prompts", prompts);
        record.set("image_paths", paths);
    }

    private boolean isCompleted() {
        return status.equals("completed");
    }

    private String result(String name) {
        return isCompleted() ? self + "/" + name : null;
    }

    private String audio() throws SQLException {
        return row.getBoolean("has_audio") ? result("audio.m4a") : null;
    }

    private void results() throws SQLException {
        record.put("audio_path", audio());
        record.put("video_path", result("video.mp4"));
        record.put("video_url", result("video.mp4"));
        record.put("thumbnail_path", result("thumbnail.jpg"));
    }

    private void cost() throws SQLException {
        ObjectNode cost = record.putObject("cost");
        cost.put("total", plain(row.getBigDecimal("cost")));
        cost.put("currency", currency);
    }

    /** Without zeros at its end, and never with an exponent. */
    static BigDecimal plain(BigDecimal amount) {
        return new BigDecimal(amount.stripTrailingZeros().toPlainString());
    }

    private void links() throws SQLException {
        ObjectNode links = record.putObject("links");
        links.put("self", self);
        links.put("video", result("video.mp4"));
        links.put("thumbnail", result("thumbnail.jpg"));
        links.put("captions_vtt", result("captions.vtt"));
        links.put("captions_srt", result("captions.srt"));
        links.put("script", row.getObject("scene_count") == null ? null : self + "/script.json");
        links.put("audio", audio());
        links.put("events", self + "/events");
        links.put("retry", status.equals("failed") ? self + "/retry" : null);
        links.put("cancel", List.of("pending", "processing").contains(status) ? self + "/cancel" : null);
    }
}
