package org.kinoroute.ops;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.kinoroute.store.NoSuchObjectException;
import org.kinoroute.store.ObjectStore;
import org.kinoroute.store.StoredObject;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Decides what goes; the route removes it. */
@Component("housekeeping")
public class Housekeeping {

    private static final String VIDEOS = "videos/";
    private static final Pattern HASH = Pattern.compile("[0-9a-f]{32,}");

    /** Recorded voices, libraries and files: people have handed them in, they cannot be made again. */
    private static final List<String> HANDED_IN = List.of("samples/", "library/", "files/");

    /** What a video brings along is stored before its row is written. */
    private static final Duration HANDED_IN_BEFORE = Duration.ofHours(1);

    private final JdbcClient jdbc;
    private final ObjectStore store;
    private final HousekeepingProperties properties;

    public Housekeeping(JdbcClient jdbc, ObjectStore store, HousekeepingProperties properties) {
        this.jdbc = jdbc;
        this.store = store;
        this.properties = properties;
    }

    /**
     * Videos that are too old or too many. One that is under way goes only when it is too old: it was given up.
     *
     * @param everything whether all go
     * @return their ids
     */
    public List<String> videos(Boolean everything) {
        Map<String, List<StoredObject>> stored = store.list(VIDEOS).stream()
                .filter(object -> object.key().indexOf('/', VIDEOS.length()) > 0)
                .collect(Collectors.groupingBy(object ->
                        object.key().substring(VIDEOS.length(), object.key().indexOf('/', VIDEOS.length()))));
        Instant eldest = Instant.now().minus(Boolean.TRUE.equals(everything) ? Duration.ZERO : properties.videoAge());
        List<String> going = new ArrayList<>();
        long[] kept = {0};
        jdbc.sql("select id::text id, status in ('completed', 'failed') finished,"
                        + " coalesce(completed_at, updated_at) < :eldest old from videos"
                        + " order by coalesce(completed_at, updated_at) desc")
                .param("eldest", Timestamp.from(eldest))
                .query((row, n) -> new Known(row.getString("id"), row.getBoolean("finished"), row.getBoolean("old")))
                .list()
                .forEach(video -> {
                    List<StoredObject> objects = stored.remove(video.id);
                    kept[0] += objects == null ? 0 : size(objects);
                    if (video.old
                            || video.finished
                                    && kept[0] > properties.videoSize().toBytes()) {
                        going.add(video.id);
                    }
                });
        // What is left was stored for a video that was never accepted: its process died in between.
        Instant longAgo = Instant.now().minus(Duration.ofDays(1));
        stored.forEach((id, objects) -> {
            if (modified(objects).isBefore(longAgo)) {
                going.add(id);
            }
        });
        return going;
    }

    private static long size(List<StoredObject> objects) {
        return objects.stream().mapToLong(StoredObject::size).sum();
    }

    private record Known(String id, boolean finished, boolean old) {}

    /**
     * Cached objects that are too old or too many; but none that a video that is not finished may be about to use. What
     * belongs together, such as a sound and the times of its words, goes together; and first what the others are found
     * by, so that a stop in between leaves nothing that looks whole.
     *
     * @param everything whether all of them go
     * @return their keys
     */
    public List<String> cached(Boolean everything) {
        Instant spared =
                oldestUnfinished().map(oldest -> oldest.minus(HANDED_IN_BEFORE)).orElse(Instant.MAX);
        Set<String> inUse = inUse();
        Map<String, List<StoredObject>> families = store.list("").stream()
                .filter(object ->
                        !object.key().startsWith(VIDEOS) && HANDED_IN.stream().noneMatch(object.key()::startsWith))
                .collect(Collectors.groupingBy(object -> family(object.key())));
        Instant eldest = Instant.now().minus(properties.cacheAge());
        List<String> going = new ArrayList<>();
        long[] kept = {0};
        families.values().stream()
                .sorted(Comparator.comparing(Housekeeping::modified).reversed())
                .forEach(family -> {
                    kept[0] += size(family);
                    boolean mayGo = modified(family).isBefore(spared)
                            && hashes(family.get(0).key()).noneMatch(inUse::contains);
                    if (mayGo
                            && (Boolean.TRUE.equals(everything)
                                    || modified(family).isBefore(eldest)
                                    || kept[0] > properties.cacheSize().toBytes())) {
                        family.stream()
                                .map(StoredObject::key)
                                .sorted(Comparator.comparing((String key) -> !key.endsWith(".json")))
                                .forEach(going::add);
                    }
                });
        return going;
    }

    private Optional<Instant> oldestUnfinished() {
        return jdbc.sql("select created_at from videos where status in ('pending', 'processing')"
                        + " order by created_at limit 1")
                .query(Timestamp.class)
                .optional()
                .map(Timestamp::toInstant);
    }

    /** Hashes of what unfinished videos have found or made so far, and of what their scripts bring along. */
    private Set<String> inUse() {
        List<String> unfinished = jdbc.sql("select id::text from videos where status in ('pending', 'processing')")
                .query(String.class)
                .list();
        Stream<String> noted = jdbc
                .sql("select voice::text from voices join videos on videos.id = video_id"
                        + " where videos.status in ('pending', 'processing') and voice is not null"
                        + " union all select task::text from visuals join videos on videos.id = video_id"
                        + " where videos.status in ('pending', 'processing')"
                        + " union all select key from composition_parts join videos on videos.id = video_id"
                        + " where videos.status in ('pending', 'processing')")
                .query(String.class)
                .list()
                .stream();
        Stream<String> asked = unfinished.stream()
                .flatMap(id -> store.list(VIDEOS + id + "/").stream())
                .map(StoredObject::key)
                .filter(key -> key.endsWith(".json"))
                .map(this::text);
        return Stream.concat(noted, asked).flatMap(Housekeeping::hashes).collect(Collectors.toSet());
    }

    private String text(String key) {
        try {
            return Files.readString(store.fetch(key));
        } catch (NoSuchObjectException goneMeanwhile) {
            return "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<String> hashes(String text) {
        return HASH.matcher(text).results().map(MatchResult::group);
    }

    /** The part of a key up to its hash: {@code voices/<hash>.wav} and {@code .json}, {@code sheets/<hash>/0.png}. */
    private static String family(String key) {
        Matcher hash = HASH.matcher(key);
        return hash.find() ? key.substring(0, hash.end()) : key;
    }

    private static Instant modified(List<StoredObject> objects) {
        return objects.stream()
                .map(StoredObject::modified)
                .max(Comparator.naturalOrder())
                .orElseThrow();
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
