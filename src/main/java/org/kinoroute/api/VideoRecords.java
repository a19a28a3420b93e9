package org.kinoroute.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.kinoroute.video.Ledger;
import org.kinoroute.video.Prices;
import org.kinoroute.video.VideoState;
import org.kinoroute.video.Videos;
import org.springframework.http.HttpStatus;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The records of videos as the API shows them, in lists, in events and one by one. */
@Component("videoRecords")
public class VideoRecords {

    private static final int SOME_TEXT = 5000;

    private final JdbcClient jdbc;
    private final ObjectMapper mapper;
    private final Prices prices;
    private final Ledger ledger;
    private final Videos videos;
    private final Segments segments;
    private final String brief;
    private final String whole;

    public VideoRecords(
            JdbcClient jdbc, ObjectMapper mapper, Prices prices, Ledger ledger, Videos videos, Segments segments) {
        this.jdbc = jdbc;
        this.mapper = mapper;
        this.prices = prices;
        this.ledger = ledger;
        this.videos = videos;
        this.segments = segments;
        String sql = sql();
        this.brief = sql.replace("%told", String.valueOf(SOME_TEXT));
        this.whole = sql.replace("%told", String.valueOf(Integer.MAX_VALUE));
    }

    private static String sql() {
        try (var in = VideoRecords.class.getResourceAsStream("/sql/video-record.sql")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A video that the caller may see; those of others are not there. */
    public UUID require(UUID id, String owner, boolean admin) {
        return jdbc.sql("select id from videos where id = :id and (owner = :owner or :admin)")
                .param("id", id)
                .param("owner", owner)
                .param("admin", admin)
                .query(UUID.class)
                .optional()
                .orElseThrow(HttpProblem::noVideo);
    }

    /** All that there is to say of a video that the caller may see. */
    public ObjectNode one(UUID id, String owner, boolean admin) {
        return find(require(id, owner, admin)).orElseThrow(HttpProblem::noVideo);
    }

    /** All that there is to say of a video. */
    public Optional<ObjectNode> find(UUID id) {
        return row(whole, id).map(record -> {
            ArrayNode entries = ((ObjectNode) record.get("cost")).putArray("entries");
            ledger.entries(id).forEach(entry -> entries.addObject()
                    .put("item", entry.item())
                    .put("provider", entry.provider())
                    .put("model", entry.model())
                    .put("unit", entry.unit())
                    .put("quantity", entry.quantity())
                    .put("price", VideoRow.plain(entry.price())));
            record.set("segments", segments.of(id));
            ArrayNode timings = record.putArray("timings");
            for (VideoState.StageTime time : videos.stageTimes(id)) {
                timings.addObject()
                        .put("stage", time.stage())
                        .put("seconds", Math.max(0, Math.round(time.seconds() * 1000) / 1000.0));
            }
            record.set("log", log(id));
            record.set("request", request(id));
            return record;
        });
    }

    /** What has happened to a video, from the beginning; of one that is older than its log, what is known. */
    private ArrayNode log(UUID id) {
        ArrayNode log = mapper.createArrayNode();
        jdbc.sql("select at, kind, status, stage, note from video_events where video_id = :id and kind is not null"
                        + " order by at, txid, id")
                .param("id", id)
                .query(row -> {
                    log.addObject()
                            .put(
                                    "at",
                                    row.getTimestamp("at")
                                            .toInstant()
                                            .truncatedTo(ChronoUnit.MILLIS)
                                            .toString())
                            .put("kind", row.getString("kind"))
                            .put("status", row.getString("status"))
                            .put("stage", row.getString("stage"))
                            .put("note", row.getString("note"));
                });
        return log;
    }

    /** The same of one that is there. */
    public ObjectNode whole(UUID id) {
        return find(id).orElseThrow(HttpProblem::noVideo);
    }

    /** Where the record of a video is. */
    public String path(JsonNode record) {
        return record.get("links").get("self").asText();
    }

    /** Whether somebody has stopped a video. */
    public boolean isCancelled(UUID id) {
        return jdbc.sql("select exists (select 1 from videos where id = :id and error_code = 'cancelled')")
                .param("id", id)
                .query(Boolean.class)
                .single();
    }

    /** Says why a video cannot be tried again. */
    public void refuseRetry(UUID id) {
        throw new HttpProblem(
                HttpStatus.CONFLICT, "Only a video that has failed can be tried again; this one is " + status(id));
    }

    /** Says why a video cannot be stopped. */
    public void refuseCancel(UUID id) {
        throw new HttpProblem(
                HttpStatus.CONFLICT, "Only a video that is not over can be stopped; this one is " + status(id));
    }

    /** What is answered where a video was deleted. */
    public Map<String, String> deleted() {
        return Map.of("message", "Video deleted successfully");
    }

    private String status(UUID id) {
        return jdbc.sql("select status::text from videos where id = :id")
                .param("id", id)
                .query(String.class)
                .optional()
                .orElseThrow(HttpProblem::noVideo);
    }

    private JsonNode request(UUID id) {
        return jdbc.sql("select request::text from videos where id = :id")
                .param("id", id)
                .query((row, n) -> Optional.ofNullable(row.getString(1)))
                .optional()
                .flatMap(text -> text)
                .map(text -> {
                    try {
                        return mapper.readTree(text);
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                })
                .orElse(mapper.nullNode());
    }

    /** What is said of a video in lists and events. */
    public Optional<ObjectNode> summary(UUID id) {
        return row(brief, id);
    }

    private Optional<ObjectNode> row(String sql, UUID id) {
        return jdbc.sql(sql + " where v.id = :id")
                .param("id", id)
                .query((row, n) -> new VideoRow(mapper, prices.currency(), row).write())
                .optional();
    }

    /**
     * The caller's videos, newest first.
     *
     * @param status null: any
     * @param format null: any
     * @param words of the title; null: any
     * @param page from 0
     */
    public Page list(String owner, boolean admin, String status, String format, String words, int page, int size) {
        List<String> conditions = new ArrayList<>();
        Map<String, Object> parameters = new HashMap<>();
        // Written out one by one, so that each question finds its index.
        if (!admin) {
            conditions.add("v.owner = :owner");
            parameters.put("owner", owner);
        }
        if (status != null) {
            conditions.add("v.status = cast(:status as video_status)");
            parameters.put("status", status);
        }
        if (format != null) {
            conditions.add("v.format = :format");
            parameters.put("format", format);
        }
        if (words != null) {
            conditions.add("v.title ilike :words");
            parameters.put("words", "%" + words.replaceAll("([\\\\%_])", "\\\\$1") + "%");
        }
        String where = conditions.isEmpty() ? "" : " where " + String.join(" and ", conditions);
        long total = jdbc.sql("select count(*) from videos v" + where)
                .params(parameters)
                .query(Long.class)
                .single();
        parameters.put("size", size);
        parameters.put("from", (long) page * size);
        // First which they are, by an index alone; then what there is to say of these. As an array, for else PostgreSQL
        // takes them to be so many that it reads all videos.
        List<ObjectNode> items = jdbc.sql(brief + " where v.id = any (array(select v.id from videos v" + where
                        + " order by v.created_at desc, v.id limit :size offset :from))"
                        + " order by v.created_at desc, v.id")
                .params(parameters)
                .query((row, n) -> new VideoRow(mapper, prices.currency(), row).write())
                .list();
        return new Page(items, page, size, total);
    }
}
