package org.kinoroute.compose;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.UncheckedIOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Which parts a video's composition has, which are sent off and which are stored: known in the tables, so that any process
 * may make any part, and whoever stores the last one finds that it was the last.
 */
@Component("videoParts")
public class VideoParts {

    private static final String PARTS = "select parts.*, encoding::text as encoding"
            + " from composition_parts parts join compositions using (video_id) where video_id = :video";

    private static final String ALL_STORED =
            "exists (select 1 from composition_parts where video_id = :video and part = :sound)"
                    + " and not exists (select 1 from composition_parts where video_id = :video and not stored)";

    private final JdbcClient jdbc;
    private final ObjectMapper json;
    private final int window;

    /** @param window parts of one video that are under way at once, so that other videos get their turn */
    public VideoParts(JdbcClient jdbc, ObjectMapper json, @Value("${kinoroute.compose.window}") int window) {
        this.jdbc = jdbc;
        this.json = json;
        this.window = window;
    }

    /**
     * How the parts of a video are encoded: as whoever asked first is set to, so that all are encoded alike.
     *
     * @param anew whether settings that were changed since then hold from now on
     */
    ComposeProperties settle(UUID video, ComposeProperties own, boolean anew) {
        String settled = jdbc.sql("insert into compositions (video_id, encoding)"
                        + " select id, cast(:own as jsonb) from videos where id = :video"
                        + " on conflict (video_id) do update"
                        + " set encoding = coalesce(compositions.encoding, excluded.encoding)"
                        + " returning encoding::text")
                .param("video", video)
                .param("own", write(own.settled()))
                .query(String.class)
                .single();
        ComposeProperties known = read(settled);
        if (!anew || own.agreesWith(known)) {
            return known;
        }
        jdbc.sql("update compositions set encoding = cast(:own as jsonb) where video_id = :video")
                .param("video", video)
                .param("own", write(own.settled()))
                .update();
        return own.settled();
    }

    /** Notes parts that are to be made; one that is to show something else than was noted before is made anew. */
    void plan(UUID video, List<Part> parts, boolean all) {
        jdbc.sql(
                        """
                        with planned as (
                            select * from jsonb_to_recordset(cast(:parts as jsonb)) as part (
                                name text, place integer, key text, composition text, "from" bigint, "to" bigint,
                                weight double precision)
                        ), gone as (
                            delete from composition_parts
                            where video_id = :video and :all and part not in (select name from planned)
                        )
                        insert into composition_parts (
                            video_id, part, place, key, composition, first_frame, end_frame, weight)
                        select :video, name, place, key, composition, "from", "to", weight from planned order by place
                        on conflict (video_id, part) do update
                        set key = excluded.key, composition = excluded.composition, first_frame = excluded.first_frame,
                            end_frame = excluded.end_frame, weight = excluded.weight,
                            done = 0, sender = null, stored = false
                        where composition_parts.key <> excluded.key
                        """)
                .param("video", video)
                .param("parts", write(parts))
                .param("all", all)
                .update();
    }

    /** Nobody is at work on the video any more: what was sent off is sent off again. */
    public void sendAgain(UUID video) {
        jdbc.sql("update composition_parts set sender = null where video_id = :video and not stored")
                .param("video", video)
                .update();
        jdbc.sql("update compositions set joiner = null where video_id = :video")
                .param("video", video)
                .update();
    }

    /**
     * The parts to be sent off now, as far as there is room for them. What the same sender has sent off before is sent
     * again: its message was given to another process, and nobody knows how far it came.
     */
    public List<String> next(UUID video, String sender) {
        return jdbc.sql(
                        """
                        with next as (
                            select part from composition_parts
                            where video_id = :video and sender is null
                                -- Segments wait for their background, or each process would make it.
                                and (place < 2 or not exists (
                                    select 1 from composition_parts
                                    where video_id = :video and part = 'background' and not stored))
                            order by place
                            limit greatest(0, :window - (
                                select count(*) from composition_parts
                                where video_id = :video and sender is not null and not stored))
                            for update skip locked
                        ), sent as (
                            update composition_parts parts set sender = :sender
                            from next where parts.video_id = :video and parts.part = next.part
                            returning parts.part, parts.place
                        )
                        select part from (
                            select part, place from sent
                            union
                            select part, place from composition_parts
                            where video_id = :video and sender = :sender and not stored
                        ) parts order by place
                        """)
                .param("video", video)
                .param("sender", sender)
                .param("window", window)
                .query(String.class)
                .list();
    }

    /** A part as it was noted; null: there is none of that name any more. */
    public Part find(UUID video, String name) {
        return jdbc.sql(PARTS + " and part = :name")
                .param("video", video)
                .param("name", name)
                .query(this::part)
                .optional()
                .orElse(null);
    }

    /** All parts, in the order of their places. */
    List<Part> all(UUID video) {
        return jdbc.sql(PARTS + " order by place")
                .param("video", video)
                .query(this::part)
                .list();
    }

    private Part part(ResultSet row, int number) throws SQLException {
        return new Part(
                row.getString("part"),
                row.getInt("place"),
                row.getString("key"),
                row.getString("composition"),
                row.getLong("first_frame"),
                row.getLong("end_frame"),
                row.getDouble("weight"),
                read(row.getString("encoding")),
                row.getBoolean("stored"));
    }

    /**
     * How much of a part is made; never less than before.
     *
     * @param done 0 to 1
     */
    void note(UUID video, Part part, double done) {
        jdbc.sql("update composition_parts set done = :done"
                        + " where video_id = :video and part = :name and key = :key and done < :done")
                .param("video", video)
                .param("name", part.name())
                .param("key", part.key())
                .param("done", done)
                .update();
    }

    /** Whether a part is still to be made as it was noted: nobody has stored it, and the video is not over. */
    public boolean isAwaited(UUID video, Part part) {
        return jdbc.sql("select exists (select 1 from composition_parts join videos on videos.id = video_id"
                        + " where video_id = :video and part = :name and key = :key and not stored"
                        + " and status in ('pending', 'processing'))")
                .param("video", video)
                .param("name", part.name())
                .param("key", part.key())
                .query(Boolean.class)
                .single();
    }

    /** A part is in the store. @return whether there is such a part still */
    public boolean noteStored(UUID video, Part part) {
        return jdbc.sql("update composition_parts set stored = true, done = 1"
                                + " where video_id = :video and part = :name and key = :key")
                        .param("video", video)
                        .param("name", part.name())
                        .param("key", part.key())
                        .update()
                > 0;
    }

    /**
     * Whether all parts are stored, and it is for this sender to join them: the first one to ask, and that one again
     * should its process be gone and its message given to another.
     */
    public boolean isJoiner(UUID video, String sender) {
        return jdbc.sql("update compositions set joiner = :sender where video_id = :video"
                                + " and (joiner is null or joiner = :sender)"
                                + " and " + ALL_STORED)
                        .param("video", video)
                        .param("sender", sender)
                        .param("sound", Part.SOUND)
                        .update()
                > 0;
    }

    /**
     * Whether all parts are stored, and not joined yet: for whoever has locked the joining. It is the joiner from now on,
     * whoever else has asked to be in between.
     */
    public boolean isUnjoined(UUID video, String sender) {
        return jdbc.sql("update compositions set joiner = :sender where video_id = :video and " + ALL_STORED)
                        .param("video", video)
                        .param("sender", sender)
                        .param("sound", Part.SOUND)
                        .update()
                > 0;
    }

    private ComposeProperties read(String text) {
        try {
            return json.readValue(text, ComposeProperties.class);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String write(Object value) {
        try {
            return json.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
