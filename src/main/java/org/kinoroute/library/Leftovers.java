package org.kinoroute.library;

import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.kinoroute.store.ObjectStore;
import org.kinoroute.store.StoredObject;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Decides what of all that people have handed in goes by itself; the route removes it. */
@Component("leftovers")
public class Leftovers {

    private static final List<String> FOLDERS = List.of("files/", "library/", "samples/");

    /** What is stored is entered soon after; until then no row points to it. */
    private static final Duration IN_THE_MAKING = Duration.ofHours(1);

    private final JdbcClient jdbc;
    private final ObjectStore store;
    private final LibraryProperties properties;

    public Leftovers(JdbcClient jdbc, ObjectStore store, LibraryProperties properties) {
        this.jdbc = jdbc;
        this.store = store;
        this.properties = properties;
    }

    /** Takes files out of their buckets that are too old; their objects are orphans then. */
    public void expire() {
        jdbc.sql("delete from files where created_at < :eldest")
                .param("eldest", Timestamp.from(Instant.now().minus(properties.fileAge())))
                .update();
    }

    /** Objects that were handed in, and no row points to any more. */
    public List<String> orphans() {
        Instant latest = Instant.now().minus(IN_THE_MAKING);
        List<StoredObject> old = FOLDERS.stream()
                .flatMap(folder -> store.list(folder).stream())
                .filter(object -> object.modified().isBefore(latest))
                .toList();
        // Asked after the listing: what was entered meanwhile counts.
        Set<String> pointedTo = old.isEmpty() ? Set.of() : pointedTo();
        return old.stream()
                .map(StoredObject::key)
                .filter(key -> !pointedTo.contains(key))
                .toList();
    }

    private Set<String> pointedTo() {
        return new HashSet<>(Stream.of(
                        "select key from files",
                        "select key from library",
                        "select key from voice_samples",
                        "select voice_sample_key from voice_mappings where voice_sample_key is not null",
                        // What a client of the tables has named itself.
                        "select background_video_path from videos where background_video_path ~ '^(files|library|samples)/'",
                        "select output_audio_path from voices where output_audio_path ~ '^(files|library|samples)/'",
                        "select remote_storage_path from voices where remote_storage_path ~ '^(files|library|samples)/'")
                .flatMap(keys -> jdbc.sql(keys).query(String.class).list().stream())
                .toList());
    }
}
