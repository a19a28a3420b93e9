package org.kinoroute.video;

import java.sql.Array;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The state of the jobs, in the table {@code videos}: the truth that outlives every message and process. */
@Component
public class Videos {

    private final JdbcClient jdbc;

    public Videos(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Whether there is something to do for a video now: a late or doubled message of one that is finished, or that waits
     * for its turn, is dropped.
     */
    public boolean isOpen(UUID id) {
        return is(id, "status in ('pending', 'processing') and not waiting");
    }

    /** Whether a video is to be made, now or when its turn comes. */
    public boolean isUnfinished(UUID id) {
        return is(id, "status in ('pending', 'processing')");
    }

    /** Whether scenes of a video are still being gathered. */
    public boolean isAssembling(UUID id) {
        return is(id, "status in ('pending', 'processing') and not waiting and not assembled");
    }

    /**
     * The same, for a video that travels on a lane: what another process left behind in the Aggregator's memory is for
     * whoever takes that video up.
     */
    public boolean isAssemblingOn(UUID id, String lane) {
        return isAssembling(id) && isOnLane(id, lane);
    }

    /** Whether a video travels on a lane; one that waits for its turn does not yet. */
    public boolean isOnLane(UUID id, String lane) {
        return jdbc.sql("select coalesce(lane = :lane and not waiting, false) from videos where id = :id")
                .param("id", id)
                .param("lane", lane)
                .query(Boolean.class)
                .single();
    }

    private boolean is(UUID id, String condition) {
        if (id == null) {
            throw new Problem("a message without a video_id belongs to no video");
        }
        return jdbc.sql("select exists (select 1 from videos where id = :id and " + condition + ")")
                .param("id", id)
                .query(Boolean.class)
                .single();
    }

    /** A stage begins; again, where it is taken up after a stop. */
    public void enter(UUID id, String stage) {
        jdbc.sql("update videos set status = 'processing' where id = :id and status = 'pending'")
                .param("id", id)
                .update();
        jdbc.sql("insert into video_stages (video_id, stage) values (:id, :stage) on conflict do nothing")
                .param("id", id)
                .param("stage", stage)
                .update();
    }

    /** A stage has ended. */
    public void leave(UUID id, String stage) {
        jdbc.sql(
                        "update video_stages set finished_at = clock_timestamp(), part = 1 where video_id = :id and stage = :stage"
                                + " and finished_at is null")
                .param("id", id)
                .param("stage", stage)
                .update();
    }

    /**
     * So much of a stage is done; never less than before. The video's percentage follows: it is weighted by how long each
     * stage is expected to take.
     *
     * @param done 0 to 1
     */
    public void part(UUID id, String stage, double done) {
        jdbc.sql("update video_stages set part = least(1, :done)"
                        + " where video_id = :id and stage = :stage and part < least(1, :done)")
                .param("id", id)
                .param("stage", stage)
                .param("done", done)
                .update();
    }

    /** Something could not be made as asked; the video goes on without it. */
    public void degrade(UUID id, String reason) {
        jdbc.sql("update videos set degraded = array_append(degraded, :reason)"
                        + " where id = :id and not :reason = any(degraded)")
                .param("id", id)
                .param("reason", reason)
                .update();
    }

    /**
     * A voice or a visual of a scene could not be made; the video goes on without it.
     *
     * @param what is missing, e.g. {@code voice}
     * @param scene index of the scene, or of the first of several
     */
    public void degrade(UUID id, String what, int scene, String cause) {
        degrade(id, "scene %d: its %s could not be made: %s".formatted(scene + 1, what, cause));
    }

    /** The video cannot be made. A completed one stays so. */
    public void fail(UUID id, String code, String message) {
        jdbc.sql(
                        "update videos set status = 'failed', waiting = false, error_code = left(:code, 50), error_message = :message,"
                                + " completed_at = now() where id = :id and status in ('pending', 'processing')")
                .param("id", id)
                .param("code", code)
                .param("message", message)
                .update();
    }

    /**
     * The same for a video that a message names: a message that belongs to no video fails none.
     *
     * @param stage at which it failed
     * @param cause in words for people
     */
    public void failMessage(String id, String stage, String cause) {
        try {
            if (id != null) {
                fail(UUID.fromString(id), stage, stage + ": " + cause);
            }
        } catch (IllegalArgumentException noId) {
            // Set aside it is already, with its cause; there is nothing else to settle.
        }
    }

    /** Somebody does not want the video any more. */
    public void cancel(UUID id) {
        fail(id, "cancelled", "cancelled");
    }

    /** Those of some videos that are there, and whether somebody still wants them. */
    public Map<UUID, Boolean> wanted(Collection<UUID> ids) {
        Map<UUID, Boolean> wanted = new HashMap<>();
        jdbc.sql("select id, error_code is distinct from 'cancelled' wanted from videos"
                        + " where id = any (cast(:ids as uuid[]))")
                .param("ids", ids.stream().map(UUID::toString).toArray(String[]::new))
                .query(row -> {
                    wanted.put(row.getObject("id", UUID.class), row.getBoolean("wanted"));
                });
        return wanted;
    }

    /** Somebody is at work on some videos: nobody else need drive them on. */
    public void touch(Collection<UUID> ids) {
        // Whoever writes to a row at this moment is alive, too: nobody waits for anybody here.
        jdbc.sql("update videos set alive_at = now() where id in (select id from videos"
                        + " where id = any (cast(:ids as uuid[])) and status in ('pending', 'processing')"
                        + " for no key update skip locked)")
                .param("ids", ids.stream().map(UUID::toString).toArray(String[]::new))
                .update();
    }

    public Optional<VideoState> find(UUID id) {
        return jdbc.sql("select id, title, status::text, progress, degraded, error_code, error_message,"
                        + " (select stage from video_stages where video_id = id"
                        + " order by finished_at is null desc, started_at desc limit 1) stage,"
                        + " video_time_left(videos) time_left from videos where id = :id")
                .param("id", id)
                .query((row, n) -> new VideoState(
                        row.getObject("id", UUID.class),
                        row.getString("title"),
                        row.getString("status"),
                        row.getString("stage"),
                        row.getDouble("progress"),
                        row.getObject("time_left", Double.class),
                        strings(row.getArray("degraded")),
                        row.getString("error_code"),
                        row.getString("error_message")))
                .optional();
    }

    /** The maker has got the results. */
    public void deliver(UUID id) {
        jdbc.sql("update videos set delivered = true where id = :id")
                .param("id", id)
                .update();
    }

    /** The video of an earlier, equal request that is not finished, or that its maker has not got. */
    public Optional<UUID> findUndelivered(String requestKey) {
        return jdbc.sql("select id from videos where request_key = :key and not delivered"
                        + " and status in ('pending', 'processing', 'completed') order by created_at desc limit 1")
                .param("key", requestKey)
                .query(UUID.class)
                .optional();
    }

    /** How long each stage of a video took, in the order in which they began. */
    public List<VideoState.StageTime> stageTimes(UUID id) {
        return jdbc.sql("select stage, extract(epoch from"
                        + " coalesce(finished_at, greatest(completed_at, started_at), clock_timestamp()) - started_at)"
                        + " seconds from video_stages join videos on id = video_id where video_id = :id"
                        + " order by started_at")
                .param("id", id)
                .query((row, n) -> new VideoState.StageTime(row.getString("stage"), row.getDouble("seconds")))
                .list();
    }

    private static List<String> strings(Array array) throws SQLException {
        return List.of((String[]) array.getArray());
    }
}
