package org.kinoroute.library;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.kinoroute.api.HttpProblem;
import org.kinoroute.store.ObjectStore;
import org.kinoroute.video.FieldProblem;
import org.springframework.http.HttpStatus;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Backgrounds and music: those that come with Kinoroute, for all, and those that people have handed in, for themselves. */
@Component("libraries")
public class Libraries {

    private final JdbcClient jdbc;
    private final LibraryProperties properties;
    private final ObjectStore store;

    public Libraries(JdbcClient jdbc, LibraryProperties properties, ObjectStore store) {
        this.jdbc = jdbc;
        this.properties = properties;
        this.store = store;
    }

    /**
     * What somebody can choose from: their own, newest first, then what comes with Kinoroute.
     *
     * @param kind {@code background} or {@code music}
     * @param admin sees everybody's
     */
    public List<LibraryItem> list(String kind, String owner, boolean admin) {
        Kind wanted = Kind.of(kind);
        return Stream.concat(
                        rows(wanted, "(owner = :owner or :admin) order by created_at desc, id", owner, admin, "")
                                .stream(),
                        builtIn(wanted).stream())
                .toList();
    }

    /**
     * What a submission means by a name or an id: one's own goes before what comes with Kinoroute.
     *
     * @param kind {@code background} or {@code music}
     * @return with {@code key} where it lies in the store, else with {@code builtIn}, its file
     */
    public Optional<LibraryItem> find(String kind, String nameOrId, String owner) {
        Kind wanted = Kind.of(kind);
        return rows(
                        wanted,
                        "owner = :owner and (id::text = :value or lower(name) = lower(:value))",
                        owner,
                        false,
                        nameOrId)
                .stream()
                .findFirst()
                .or(() -> builtIn(wanted).stream()
                        .filter(item -> item.id().equalsIgnoreCase(nameOrId)
                                || item.builtIn().getFileName().toString().equals(nameOrId))
                        .findFirst());
    }

    /** The same, as a file of this machine. */
    public Optional<Path> file(String kind, String nameOrId, String owner) {
        return find(kind, nameOrId, owner).map(this::file);
    }

    /** One of all that somebody can choose from, by chance; the same for a seed, as long as nothing is added or taken out. */
    public Optional<Path> random(String kind, long seed, String owner) {
        Kind wanted = Kind.of(kind);
        return Bundled.random(
                        Stream.concat(
                                        builtIn(wanted).stream(),
                                        rows(wanted, "owner = :owner order by created_at, id", owner, false, "")
                                                .stream())
                                .toList(),
                        seed)
                .map(this::file);
    }

    private Path file(LibraryItem item) {
        return item.key() == null ? item.builtIn() : store.fetch(item.key());
    }

    /** One by its id, for whoever may see it. */
    public LibraryItem open(String kind, String id, String owner, boolean admin) {
        Kind wanted = Kind.of(kind);
        return own(wanted, id, owner, admin)
                .or(() -> builtIn(wanted).stream()
                        .filter(item -> item.id().equals(id))
                        .findFirst())
                .orElseThrow(() -> nothing(wanted));
    }

    private Optional<LibraryItem> own(Kind kind, String id, String owner, boolean admin) {
        return rows(kind, "(owner = :owner or :admin) and id::text = :value", owner, admin, id.toLowerCase(Locale.ROOT))
                .stream()
                .findFirst();
    }

    private static HttpProblem nothing(Kind kind) {
        return new HttpProblem(
                HttpStatus.NOT_FOUND, "There is no such " + kind.word() + "; GET /api/" + kind.folder() + " lists all");
    }

    /** Refuses what would be too many before anything is stored. */
    public void demandRoom(String kind, String owner) {
        int there = jdbc.sql("select count(*) from library where kind = :kind and owner = :owner")
                .param("kind", kind)
                .param("owner", owner)
                .query(Integer.class)
                .single();
        if (there >= properties.most()) {
            throw new FieldProblem(
                    "file",
                    "your library has " + there + " items, which are the most; remove one before you add another");
        }
    }

    /** The one file that somebody hands in. */
    public Map.Entry<String, Path> single(Map<String, Path> files) {
        if (files == null || files.size() != 1) {
            throw new FieldProblem("file", "is to be one file; send it as the part file");
        }
        return files.entrySet().iterator().next();
    }

    /** Enters a file that was checked and stored; it gets a name that its owner does not have yet. */
    public LibraryItem add(
            String kind,
            String owner,
            String fileName,
            String key,
            String contentType,
            double seconds,
            int width,
            int height) {
        Kind wanted = Kind.of(kind);
        String title = Names.title(fileName);
        for (int number = 1; ; number++) {
            String name = number == 1 ? title : title + " " + number;
            boolean taken =
                    builtIn(wanted).stream().anyMatch(item -> item.name().equalsIgnoreCase(name));
            Optional<UUID> id = taken
                    ? Optional.empty()
                    : jdbc.sql("insert into library (kind, name, key, owner, content_type, seconds, width, height)"
                                    + " values (:kind, :name, :key, :owner, :type, :seconds, :width, :height)"
                                    + " on conflict do nothing returning id")
                            .param("kind", wanted.word())
                            .param("name", name)
                            .param("key", key)
                            .param("owner", owner)
                            .param("type", contentType)
                            .param("seconds", seconds)
                            .param("width", width)
                            .param("height", height)
                            .query(UUID.class)
                            .optional();
            if (id.isPresent()) {
                return open(kind, id.get().toString(), owner, false);
            }
        }
    }

    /**
     * Takes one's own item out.
     *
     * @return key of the object that nobody needs any more, or null; videos that were made keep what they were made of
     */
    public String remove(String kind, String id, String owner, boolean admin) {
        Kind wanted = Kind.of(kind);
        LibraryItem item = own(wanted, id, owner, admin).orElseThrow(() -> {
            if (builtIn(wanted).stream().anyMatch(builtIn -> builtIn.id().equals(id))) {
                return new HttpProblem(
                        HttpStatus.FORBIDDEN,
                        "This comes with Kinoroute, for all; its file can be removed from config/" + wanted.folder());
            }
            return nothing(wanted);
        });
        jdbc.sql("delete from library where id::text = :id")
                .param("id", item.id())
                .update();
        boolean needed = jdbc.sql("select exists (select 1 from library where key = :key)"
                        + " or exists (select 1 from videos where status in ('pending', 'processing'))")
                .param("key", item.key())
                .query(Boolean.class)
                .single();
        return needed ? null : item.key();
    }

    private List<LibraryItem> rows(Kind kind, String condition, String owner, boolean admin, String value) {
        return jdbc.sql("select * from library where kind = :kind and " + condition)
                .param("kind", kind.word())
                .param("owner", owner)
                .param("admin", admin)
                .param("value", value)
                .query((row, n) -> {
                    String id = row.getString("id");
                    double seconds = row.getDouble("seconds");
                    int width = row.getInt("width");
                    return new LibraryItem(
                            id,
                            row.getString("name"),
                            described(kind, row.getString("content_type"), seconds, width, row.getInt("height")),
                            row.getString("owner"),
                            row.getString("content_type"),
                            seconds == 0 ? null : seconds,
                            width == 0 ? null : width,
                            width == 0 ? null : row.getInt("height"),
                            url(kind, id, "file"),
                            kind == Kind.BACKGROUND ? url(kind, id, "thumbnail.jpg") : null,
                            row.getTimestamp("created_at").toInstant().toString(),
                            row.getString("key"),
                            null);
                })
                .list();
    }

    private List<LibraryItem> builtIn(Kind kind) {
        return new Bundled(kind, properties.folder())
                .files().stream().map(file -> builtIn(kind, file)).toList();
    }

    private static LibraryItem builtIn(Kind kind, Path file) {
        String id = Bundled.name(file);
        return new LibraryItem(
                id,
                id,
                "Comes with Kinoroute",
                null,
                kind.type(file.getFileName().toString()),
                null,
                null,
                null,
                url(kind, id, "file"),
                kind == Kind.BACKGROUND ? url(kind, id, "thumbnail.jpg") : null,
                Instant.ofEpochMilli(file.toFile().lastModified()).toString(),
                null,
                file);
    }

    private static String url(Kind kind, String id, String what) {
        return "/api/" + kind.folder() + "/"
                + org.springframework.web.util.UriUtils.encodePathSegment(id, java.nio.charset.StandardCharsets.UTF_8)
                + "/" + what;
    }

    private static String described(Kind kind, String type, double seconds, int width, int height) {
        String length =
                seconds == 0 ? "" : String.format(Locale.ROOT, ", %d:%02d", (int) seconds / 60, (int) seconds % 60);
        return kind == Kind.MUSIC
                ? "Music" + length
                : (type.startsWith("image/") ? "Picture" : "Video") + ", " + width + "x" + height + length;
    }
}
