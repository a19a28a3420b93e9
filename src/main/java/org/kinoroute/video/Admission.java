package org.kinoroute.video;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** How many videos of one owner may be under way; whoever is on this machine is not counted. */
@Component("admission")
public class Admission {

    private final JdbcClient jdbc;
    private final int most;

    public Admission(JdbcClient jdbc, @Value("${kinoroute.api.limits.open-jobs}") int most) {
        this.jdbc = jdbc;
        this.most = most;
    }

    /**
     * Within a transaction, no other video of the owner enters until its end.
     *
     * @throws TooManyJobs if the owner has as many under way as may be
     */
    public void check(String owner) {
        if (most <= 0 || VideoRequest.Origin.LOCAL.owner().equals(owner)) {
            return;
        }
        jdbc.sql("select pg_advisory_xact_lock(hashtextextended('videos of ' || :owner, 0))")
                .param("owner", owner)
                .query((row, n) -> true)
                .single();
        int open = jdbc.sql("select count(*) from videos where owner = :owner and status in ('pending', 'processing')")
                .param("owner", owner)
                .query(Integer.class)
                .single();
        if (open >= most) {
            throw new TooManyJobs(open, most);
        }
    }
}
