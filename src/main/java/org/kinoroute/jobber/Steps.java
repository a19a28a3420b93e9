package org.kinoroute.jobber;

import java.util.Collection;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What this process is at work on, in the table {@code steps}: a row that nobody touches any more tells of a death. */
@Component
class Steps {

    private final JdbcClient jdbc;
    private final UUID process = UUID.randomUUID();

    Steps(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** At once, not with the next look: what kills a process may do so in its first moment. */
    void begin(UUID step, UUID video) {
        jdbc.sql("insert into steps (id, video_id, process) select :step, id, :process from videos"
                        + " where id = :video and status in ('pending', 'processing')")
                .param("step", step)
                .param("process", process)
                .param("video", video)
                .update();
    }

    void touch(Collection<UUID> steps) {
        jdbc.sql("update steps set alive_at = clock_timestamp() where id = any (cast(:steps as uuid[]))")
                .param("steps", texts(steps))
                .update();
    }

    void end(Collection<UUID> steps) {
        jdbc.sql("delete from steps where id = any (cast(:steps as uuid[]))")
                .param("steps", texts(steps))
                .update();
    }

    /** This process goes in good order: it dies of nothing. */
    void endAll() {
        jdbc.sql("delete from steps where process = :process")
                .param("process", process)
                .update();
    }

    private static String[] texts(Collection<UUID> ids) {
        return ids.stream().map(UUID::toString).toArray(String[]::new);
    }
}
