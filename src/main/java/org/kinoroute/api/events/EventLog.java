package org.kinoroute.api.events;

import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The table {@code video_events}: that something has changed, in an order that no reader falls behind in. */
@Component
class EventLog {

    /** Only what no transaction under way can still slip in before. */
    private static final String SETTLED = " txid < pg_snapshot_xmin(pg_current_snapshot())";

    private static final String AFTER = "(txid, id) > (cast(:txid as xid8), :id)";

    private final JdbcClient jdbc;

    EventLog(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Something of a video has changed, or it is gone. */
    record Event(Cursor cursor, UUID video, String owner, boolean deleted) {}

    /** Where the settled events end now. */
    Cursor end() {
        return jdbc.sql("select cast(cast(pg_snapshot_xmin(pg_current_snapshot()) as text) as bigint) - 1")
                .query((row, n) -> new Cursor(row.getLong(1), Long.MAX_VALUE >> 4))
                .single();
    }

    /** Whether events are written down that are not settled yet. */
    boolean hasUnsettled() {
        return jdbc.sql("select exists (select 1 from video_events where not" + SETTLED + ")")
                .query(Boolean.class)
                .single();
    }

    List<Event> after(Cursor cursor, int most) {
        return jdbc.sql("select cast(cast(txid as text) as bigint) tx, id, video_id, owner, deleted from video_events"
                        + " where " + AFTER + " and" + SETTLED + " order by txid, id limit :most")
                .param("txid", String.valueOf(cursor.txid()))
                .param("id", cursor.id())
                .param("most", most)
                .query((row, n) -> event(row))
                .list();
    }

    /** The latest event of each video from one cursor up to another. */
    List<Event> between(Cursor from, Cursor to, UUID video, String owner) {
        return jdbc.sql("select * from (select distinct on (video_id) cast(cast(txid as text) as bigint) tx, txid, id,"
                        + " video_id, owner, deleted from video_events where " + AFTER
                        + " and (txid, id) <= (cast(:toTxid as xid8), :toId)"
                        + (video == null ? "" : " and video_id = :video")
                        + (owner == null ? "" : " and owner = :owner")
                        + " order by video_id, txid desc, id desc) latest order by txid, id")
                .param("txid", String.valueOf(from.txid()))
                .param("id", from.id())
                .param("toTxid", String.valueOf(to.txid()))
                .param("toId", to.id())
                .param("video", video)
                .param("owner", owner)
                .query((row, n) -> event(row))
                .list();
    }

    /** Whether nothing is written down of a video after an event, settled or not. */
    boolean isLatest(Event event) {
        return jdbc.sql("select not exists (select 1 from video_events where video_id = :video and " + AFTER + ")")
                .param("video", event.video())
                .param("txid", String.valueOf(event.cursor().txid()))
                .param("id", event.cursor().id())
                .query(Boolean.class)
                .single();
    }

    /** Whether events after a cursor were removed, or it is none of this database's: what was missed is not known. */
    boolean isForgotten(Cursor cursor) {
        return jdbc.sql("select cast(:txid as xid8) < (select txid from video_events_removed)"
                        + " or cast(:txid as xid8) > pg_snapshot_xmax(pg_current_snapshot())")
                .param("txid", String.valueOf(cursor.txid()))
                .query(Boolean.class)
                .single();
    }

    private static Event event(java.sql.ResultSet row) throws java.sql.SQLException {
        return new Event(
                new Cursor(row.getLong("tx"), row.getLong("id")),
                row.getObject("video_id", UUID.class),
                row.getString("owner"),
                row.getBoolean("deleted"));
    }
}
