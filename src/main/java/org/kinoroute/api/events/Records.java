package org.kinoroute.api.events;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The records of videos, as JSON, that events and webhooks tell. */
@Component
class Records {

    private final JdbcClient jdbc;
    private final ObjectMapper json;

    Records(JdbcClient jdbc, ObjectMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /** As the list of videos gives it; empty: it was deleted. */
    Optional<String> listed(UUID id) {
        return record(id);
    }

    /** As the video's own address gives it; empty: it was deleted. */
    Optional<String> whole(UUID id) {
        return record(id);
    }

    private Optional<String> record(UUID id) {
        return jdbc.sql("select *, status::text as state, video_time_left(videos) as time_left,"
                        + " (select stage from video_stages where video_id = id"
                        + " order by finished_at is null desc, started_at desc limit 1) as stage"
                        + " from videos where id = :id")
                .param("id", id)
                .query((row, n) -> {
                    Map<String, Object> record = new LinkedHashMap<>();
                    record.put("id", id);
                    record.put("title", row.getString("title"));
                    record.put("format", row.getString("format"));
                    record.put("status", row.getString("state"));
                    record.put("stage", row.getString("stage"));
                    record.put("progress", (int) row.getDouble("progress"));
                    record.put("time_left", row.getObject("time_left", Double.class));
                    record.put("degraded", Arrays.asList((String[])
                            row.getArray("degraded").getArray()));
                    record.put("error_code", row.getString("error_code"));
                    record.put("error_message", row.getString("error_message"));
                    record.put("owner", row.getString("owner"));
                    record.put(
                            "created_at",
                            row.getTimestamp("created_at").toInstant().toString());
                    record.put(
                            "updated_at",
                            row.getTimestamp("updated_at").toInstant().toString());
                    return text(record);
                })
                .optional();
    }

    private String text(Object record) {
        try {
            return json.writeValueAsString(record);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
