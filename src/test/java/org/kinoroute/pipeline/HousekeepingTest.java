package org.kinoroute.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import org.apache.camel.ProducerTemplate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kinoroute.ops.Housekeeping;
import org.kinoroute.store.StoredObject;
import org.springframework.amqp.core.QueueBuilder;

/** What goes, what stays, and that nothing is left half. */
class HousekeepingTest {

    @TempDir
    static Path folder;

    @Test
    void theHouseIsKept() throws Exception {
        try (Kinoroute kinoroute = new Kinoroute(folder.resolve("data"), "--kinoroute.housekeeping.cache-size=60KB")) {
            UUID video = kinoroute
                    .make("[{\"from\":\"Ana\",\"to\":\"Bruno\",\"text\":\"Oi!\"}]")
                    .id();
            UUID givenUp = givenUp(kinoroute);
            ProducerTemplate door = kinoroute.bean(ProducerTemplate.class);

            // A video under way: what it may be about to use is spared, and what has long been there is not.
            UUID fresh = unfinished(kinoroute, "now()");
            assertThat(kinoroute.bean(Housekeeping.class).cached(true)).isEmpty();
            kinoroute
                    .sql()
                    .sql("delete from videos where id = :id")
                    .param("id", fresh)
                    .update();
            assertThat(kinoroute.bean(Housekeeping.class).cached(true))
                    .anyMatch(key -> key.startsWith("voices/"))
                    .anyMatch(key -> key.startsWith("sheets/"));
            kinoroute
                    .sql()
                    .sql("insert into visuals (video_id, number, total, task)"
                            + " select :id, number, total, task from visuals where video_id = :video")
                    .param("id", givenUp)
                    .param("video", video)
                    .update();
            assertThat(kinoroute.bean(Housekeeping.class).cached(true))
                    .anyMatch(key -> key.startsWith("voices/"))
                    .noneMatch(key -> key.startsWith("sheets/"));

            door.sendBody("direct:housekeeping", "");
            assertThat(ids(kinoroute)).as("given up forty days ago").containsExactly(video);
            assertThat(kinoroute.store().list("videos/" + givenUp)).isEmpty();
            assertThat(kinoroute.queues().getQueueInfo("kinoroute.make-old.scenes"))
                    .isNull();
            assertThat(kinoroute.queues().getQueueInfo("kinoroute.make-old.voices." + givenUp))
                    .isNull();
            assertThat(kinoroute.result(video, "video.mp4")).isNotEmptyFile();
            assertThat(kinoroute
                            .sql()
                            .sql("select count(*) from assembly")
                            .query(Long.class)
                            .single())
                    .isZero();

            wholeFamilies(kinoroute);

            door.sendBodyAndHeader("direct:housekeeping", "", "everything", true);
            assertThat(ids(kinoroute)).isEmpty();
            assertThat(kinoroute.store().list("")).isEmpty();
        }
    }

    /** A sound without its times, or a layout without its sheets, would be found and be of no use. */
    private static void wholeFamilies(Kinoroute kinoroute) {
        List<String> left =
                kinoroute.store().list("").stream().map(StoredObject::key).toList();
        for (String key : left) {
            if (key.startsWith("voices/")) {
                String stem = key.substring(0, "voices/".length() + 64);
                assertThat(left).contains(stem + ".json");
                assertThat(left).anyMatch(sound -> sound.startsWith(stem) && sound.endsWith(".wav"));
            }
            if (key.endsWith("layout.json")) {
                assertThat(left).anyMatch(sheet -> sheet.endsWith("/0.png"));
            }
        }
    }

    private static UUID givenUp(Kinoroute kinoroute) {
        // Begun long after the other one, as far as the caches go.
        UUID id = unfinished(kinoroute, "now() + interval '2 hours'");
        kinoroute
                .sql()
                .sql("insert into assembly (id, exchange, version) values (:id, '', 1)")
                .param("id", id.toString())
                .update();
        kinoroute.store().put("videos/" + id + "/plan.json", "{}".getBytes(StandardCharsets.UTF_8), "application/json");
        for (String queue : List.of("scenes", "voices." + id)) {
            kinoroute
                    .queues()
                    .declareQueue(
                            QueueBuilder.durable("kinoroute.make-old." + queue).build());
        }
        return id;
    }

    private static UUID unfinished(Kinoroute kinoroute, String since) {
        UUID id = UUID.randomUUID();
        kinoroute
                .sql()
                .sql("insert into videos (id, title, status, lane, created_at, updated_at) values"
                        + " (:id, 'Given up', 'processing', 'kinoroute.make-old', " + since
                        + ", now() - interval '40 days')")
                .param("id", id)
                .update();
        return id;
    }

    private static List<UUID> ids(Kinoroute kinoroute) {
        return kinoroute.sql().sql("select id from videos").query(UUID.class).list();
    }
}
