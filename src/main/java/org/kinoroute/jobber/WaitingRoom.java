package org.kinoroute.jobber;

import java.util.List;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/** Where videos wait for their turn: only so many are under way at once, however many processes let them in. */
@Component("waitingRoom")
public class WaitingRoom {

    private final JdbcClient jdbc;
    private final TransactionOperations transactions;
    private final String lane;
    private final int most;

    public WaitingRoom(
            JdbcClient jdbc,
            TransactionOperations transactions,
            @Value("${kinoroute.lane}") String lane,
            @Value("${kinoroute.jobber.jobs}") int most) {
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.lane = lane;
        this.most = most;
    }

    /**
     * Lets in as many as there is room for: each time one of the owner who has fewest under way, and of these the oldest.
     *
     * @return ids of the videos that are under way from now on, and that nobody has sent anywhere yet
     */
    public List<String> admit() {
        return isEmpty()
                ? List.of()
                : transactions.execute(transaction -> {
                    // In a statement of its own: the next one sees what whoever held it has let in.
                    jdbc.sql("select pg_advisory_xact_lock(hashtextextended(:name, 0))")
                            .param("name", "kinoroute admission " + lane)
                            .query(row -> {});
                    return jdbc.sql(
                                    """
                            with under_way as (
                                select owner, count(*) as count from videos
                                where lane = :lane and status in ('pending', 'processing') and not waiting
                                group by owner
                            ),
                            in_line as (
                                select id, created_at,
                                    coalesce(under_way.count, 0) + row_number() over (partition by owner order by created_at, id)
                                        as turn
                                from videos left join under_way using (owner)
                                where lane = :lane and waiting and status = 'pending'
                            ),
                            next as (
                                select id, row_number() over (order by turn, created_at, id) as place from in_line
                                order by turn, created_at, id
                                limit case when :most > 0 then
                                    greatest(0, :most - (select cast(coalesce(sum(count), 0) as bigint) from under_way)) end
                            ),
                            admitted as (
                                update videos set waiting = false, alive_at = now()
                                from next where videos.id = next.id and waiting and status = 'pending'
                                returning videos.id, place
                            )
                            select cast(id as text) from admitted order by place
                            """)
                            .param("lane", lane)
                            .param("most", most)
                            .query(String.class)
                            .list();
                });
    }

    private boolean isEmpty() {
        return !jdbc.sql("select exists (select 1 from videos where lane = :lane and waiting and status = 'pending')")
                .param("lane", lane)
                .query(Boolean.class)
                .single();
    }
}
