package org.kinoroute.ops;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.kinoroute.store.ObjectStore;
import org.kinoroute.store.StoredObject;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Decides what goes; the route removes it. */
@Component("housekeeping")
public class Housekeeping {

    private static final String VIDEOS = "videos/";

    /** Recorded voices: people have handed them in, they cannot be made again. */
    private static final String SAMPLES = "samples/";

    private final JdbcClient jdbc;
    private final ObjectStore store;
    private final HousekeepingProperties properties;

    public Housekeeping(JdbcClient jdbc, ObjectStore store, HousekeepingProperties properties) {
        this.jdbc = jdbc;
        this.store = store;
        this.properties = properties;
    }

    /**
     * Finished videos that are too old or too many.
     *
     * @param everything whether all finished ones go
     * @return their ids
     */
    public List<String> videos(Boolean everything) {
        Map<String, Long> sizes = new HashMap<>();
        for (StoredObject object : store.list(VIDEOS)) {
            int end = object.key().indexOf('/', VIDEOS.length());
            if (end > 0) {
                sizes.merge(object.key().substring(VIDEOS.length(), end), object.size(), Long::sum);
            }
        }
        Instant eldest = Instant.now().minus(Boolean.TRUE.equals(everything) ? Duration.ZERO : properties.videoAge());
        List<String> going = new ArrayList<>();
        long[] kept = {0};
        jdbc.sql("select id::text id, coalesce(completed_at, updated_at) < :eldest old from videos"
                        + " where status in ('completed', 'failed') order by coalesce(completed_at, updated_at) desc")
                .param("eldest", java.sql.Timestamp.from(eldest))
                .query((row, n) -> Map.entry(row.getString("id"), row.getBoolean("old")))
                .list()
                .forEach(video -> {
                    kept[0] += sizes.getOrDefault(video.getKey(), 0L);
                    if (video.getValue() || kept[0] > properties.videoSize().toBytes()) {
                        going.add(video.getKey());
                    }
                });
        return going;
    }

    /**
     * Cached objects that are too old or too many. While a video is under way there are none: it may be about to use
     * them.
     *
     * @param everything whether all of them go
     * @return their keys
     */
    public List<String> cached(Boolean everything) {
        boolean underWay = jdbc.sql("select exists (select 1 from videos where status in ('pending', 'processing'))")
                .query(Boolean.class)
                .single();
        if (underWay) {
            return List.of();
        }
        Instant eldest = Instant.now().minus(properties.cacheAge());
        List<String> going = new ArrayList<>();
        long kept = 0;
        List<StoredObject> objects = store.list("").stream()
                .filter(object ->
                        !object.key().startsWith(VIDEOS) && !object.key().startsWith(SAMPLES))
                .sorted(Comparator.comparing(StoredObject::modified).reversed())
                .toList();
        for (StoredObject object : objects) {
            kept += object.size();
            if (Boolean.TRUE.equals(everything)
                    || object.modified().isBefore(eldest)
                    || kept > properties.cacheSize().toBytes()) {
                going.add(object.key());
            }
        }
        return going;
    }

    /** All objects of a video. */
    public List<String> objects(String video) {
        return store.list(VIDEOS + video + "/").stream().map(StoredObject::key).toList();
    }

    /** What was encoded on the way to a finished video, and is in it now. */
    public List<String> segments(String video) {
        return store.list(VIDEOS + video + "/segments/").stream()
                .map(StoredObject::key)
                .toList();
    }
}
