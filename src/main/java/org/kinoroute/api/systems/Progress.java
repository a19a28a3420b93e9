package org.kinoroute.api.systems;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.kinoroute.store.NoSuchObjectException;
import org.kinoroute.store.ObjectStore;
import org.kinoroute.video.Plan;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** How far a video is, as far as the older systems' clients want to know. */
@Component
class Progress {

    private static final String FIRST_RESULT = "thumbnail.jpg";

    private final JdbcClient jdbc;
    private final ObjectStore store;
    private final ObjectMapper json;

    Progress(JdbcClient jdbc, ObjectStore store, ObjectMapper json) {
        this.jdbc = jdbc;
        this.store = store;
        this.json = json;
    }

    /**
     * Where a video stands.
     *
     * @param stage the latest that was entered, or null
     * @param assembled all of its scenes have voice and visual
     * @param seconds that it lasts; null: it is not made yet
     * @param cost so far
     * @param request as it was asked for, or null
     * @param created ISO 8601, as {@code updated} is
     */
    record Standing(
            UUID id,
            String title,
            String format,
            String status,
            String stage,
            double progress,
            boolean assembled,
            Double seconds,
            double cost,
            String error,
            String owner,
            JsonNode request,
            String created,
            String updated) {

        boolean isCompleted() {
            return status.equals("completed");
        }

        /** Whether this is an ad, of which everybody may know who has its id. */
        boolean isAd() {
            return "product".equals(format);
        }

        /** A file of the results, as a link of this server; null while there is none. */
        String link(String name) {
            return isCompleted() ? "/api/videos/" + id + "/" + name : null;
        }
    }

    Optional<Standing> of(UUID id) {
        return jdbc.sql("select *, status::text as state, video_seconds(metadata) as seconds,"
                        + " request::text as asked,"
                        + " to_char(created_at at time zone 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.MS\"Z\"') as created,"
                        + " to_char(updated_at at time zone 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.MS\"Z\"') as updated,"
                        + " (select stage from video_stages where video_id = videos.id"
                        + " and (stage <> 'queued' or finished_at is null) order by started_at desc limit 1) as stage,"
                        + " (select coalesce(sum(price), 0) from costs where video_id = videos.id and not reserved) as cost"
                        + " from videos where id = :id")
                .param("id", id)
                .query((row, n) -> new Standing(
                        row.getObject("id", UUID.class),
                        row.getString("title"),
                        row.getString("format"),
                        row.getString("state"),
                        row.getString("stage"),
                        row.getDouble("progress"),
                        row.getBoolean("assembled"),
                        row.getObject("seconds", Double.class),
                        row.getDouble("cost"),
                        row.getString("error_message"),
                        row.getString("owner"),
                        tree(row.getString("asked")),
                        row.getString("created"),
                        row.getString("updated")))
                .optional();
    }

    /** Whether its results are being stored: what is encoded on the way to it is all there. */
    boolean isUploading(Standing video) {
        return "compose".equals(video.stage) && store.exists("videos/" + video.id + "/" + FIRST_RESULT);
    }

    /** What the video tells, once its script is there. */
    Optional<String> told(UUID id) {
        return plan(id).map(plan -> plan.script().scenes().stream()
                .filter(scene -> scene.isSpoken())
                .map(scene -> scene.text() == null ? scene.say() : scene.text())
                .collect(Collectors.joining(" ")));
    }

    private Optional<Plan> plan(UUID id) {
        try {
            // It is written once and never changed: the copy on this machine is good for ever.
            return Optional.of(
                    json.readValue(Files.readAllBytes(store.fetch("videos/" + id + "/plan.json")), Plan.class));
        } catch (NoSuchObjectException notYet) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private JsonNode tree(String text) {
        return text == null ? null : read(text, JsonNode.class);
    }

    private <T> T read(String text, Class<T> type) {
        try {
            return json.readValue(text, type);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
