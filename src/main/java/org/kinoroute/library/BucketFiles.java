package org.kinoroute.library;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.kinoroute.api.HttpProblem;
import org.kinoroute.store.StoreProperties;
import org.springframework.http.HttpStatus;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;
import org.springframework.util.unit.DataSize;

/**
 * Buckets as callers of the store over HTTP see them: files by the names that they gave them, each their own, and the
 * media of their videos by key. What a caller may not see is not there.
 */
@Component("bucketFiles")
public class BucketFiles {

    private static final Pattern OF_VIDEO = Pattern.compile(
            "videos/([0-9a-f-]{36})/(video\\.mp4|audio\\.m4a|thumbnail\\.jpg|captions\\.(?:srt|vtt)|script\\.json)");
    private static final Pattern SHARED =
            Pattern.compile("(?:voices|visuals|assets|samples)/[0-9a-f]{64}\\.[a-z0-9]{1,5}");
    private static final Pattern PICTURE = Pattern.compile("whatsapp_([0-9a-f-]{36})_([0-9]{1,6})\\.png");

    private final JdbcClient jdbc;
    private final TransactionOperations transactions;
    private final StoreProperties properties;
    private final DataSize quota;

    public BucketFiles(
            JdbcClient jdbc,
            TransactionOperations transactions,
            StoreProperties properties,
            LibraryProperties libraryProperties) {
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.properties = properties;
        this.quota = libraryProperties.fileQuota();
    }

    /** The list of buckets, as the older system has told it. */
    public Map<String, Object> buckets() {
        return Map.of(
                "buckets",
                properties.names().stream().map(name -> Map.of("name", name)).toList());
    }

    /** @throws HttpProblem if there is no such bucket */
    public String demand(String bucket) {
        if (bucket == null || !properties.names().contains(bucket)) {
            throw new HttpProblem(
                    HttpStatus.NOT_FOUND,
                    "There is no such bucket; there are " + String.join(", ", properties.names()),
                    "bucket",
                    Map.of());
        }
        return bucket;
    }

    /** A picture of a chat that a link of a video means. */
    public record ChatMessage(UUID video, int message) {}

    /**
     * The message whose picture a name means.
     *
     * @return empty: it means none
     */
    public Optional<ChatMessage> picture(String bucket, String name, String owner, boolean admin) {
        Matcher matcher = PICTURE.matcher(name);
        if (!bucket.equals(properties.picturesBucket()) || !matcher.matches()) {
            return Optional.empty();
        }
        return id(matcher.group(1))
                .filter(video -> jdbc.sql("select exists (select 1 from videos where id = :id and assembled"
                                + " and (owner = :owner or :admin))")
                        .param("id", video)
                        .param("owner", owner)
                        .param("admin", admin)
                        .query(Boolean.class)
                        .single())
                .map(video -> new ChatMessage(video, Integer.parseInt(matcher.group(2))));
    }

    /** Where a file or an object lies that a caller may see. */
    public record Found(String key, String name, String contentType) {}

    /** @throws HttpProblem if there is none, or not for this caller */
    public Found find(String bucket, String name, String owner, boolean admin) {
        return file(bucket, name, owner, admin)
                .or(() -> bucket.equals(properties.bucket()) ? media(name, owner, admin) : Optional.empty())
                .orElseThrow(BucketFiles::nothing);
    }

    static HttpProblem nothing() {
        return new HttpProblem(HttpStatus.NOT_FOUND, "There is no such file in this bucket");
    }

    private Optional<Found> file(String bucket, String name, String owner, boolean admin) {
        return jdbc.sql("select key, name, content_type from files where bucket = :bucket and name = :name"
                        + " and (owner = :owner or :admin)")
                .param("bucket", bucket)
                .param("name", name)
                .param("owner", owner)
                .param("admin", admin)
                .query((row, n) ->
                        new Found(row.getString("key"), row.getString("name"), row.getString("content_type")))
                .optional();
    }

    private Optional<Found> media(String key, String owner, boolean admin) {
        Matcher ofVideo = OF_VIDEO.matcher(key);
        boolean allowed = ofVideo.matches()
                ? id(ofVideo.group(1))
                        .filter(video -> owns(video, owner, admin))
                        .isPresent()
                : SHARED.matcher(key).matches() && (admin || uses(key, owner));
        return allowed ? Optional.of(new Found(key, key.substring(key.lastIndexOf('/') + 1), null)) : Optional.empty();
    }

    private boolean owns(UUID video, String owner, boolean admin) {
        return jdbc.sql("select exists (select 1 from videos where id = :id and (owner = :owner or :admin))")
                .param("id", video)
                .param("owner", owner)
                .param("admin", admin)
                .query(Boolean.class)
                .single();
    }

    /** What is kept by its content belongs to all whose videos use it. */
    private boolean uses(String key, String owner) {
        return jdbc.sql("select exists (select 1 from voices join videos on videos.id = voices.video_id"
                        + " where videos.owner = :owner and voices.output_audio_path = :key)"
                        + " or exists (select 1 from visuals join videos on videos.id = visuals.video_id"
                        + " where videos.owner = :owner and visuals.task ->> 'key' = :key)"
                        + " or exists (select 1 from videos where owner = :owner and background_video_path = :key)")
                .param("owner", owner)
                .param("key", key)
                .query(Boolean.class)
                .single();
    }

    private static Optional<UUID> id(String text) {
        return Names.isId(text) ? Optional.of(UUID.fromString(text)) : Optional.empty();
    }

    /**
     * A key under which something that is handed in lies. Nothing else ever lies there: what one takes out is missed by
     * nobody.
     *
     * @param folder {@code files} or {@code library}
     */
    public String key(String folder, String ending) {
        return folder + "/" + UUID.randomUUID() + ending;
    }

    /**
     * Refuses what would be too much.
     *
     * @param free whether no quota holds
     */
    public void demandRoom(String owner, boolean free, long size) {
        if (free || quota.toBytes() <= 0) {
            return;
        }
        // Pictures that were made here lie under the hash of what they are, and can be made again.
        long taken = jdbc.sql("select coalesce(sum(size), 0) from files where owner = :owner"
                        + " and key !~ '^files/[0-9a-f]{64}'")
                .param("owner", owner)
                .query(Long.class)
                .single();
        if (size > quota.toBytes() - taken) {
            throw new HttpProblem(
                    HttpStatus.INSUFFICIENT_STORAGE,
                    "your files may take %s in all (kinoroute.library.file-quota); %s are taken, and this one has %s; delete"
                                    .formatted(shown(quota.toBytes()), shown(taken), shown(size))
                            + " some: DELETE /buckets/BUCKET/files/NAME",
                    "file",
                    Map.of());
        }
    }

    private static String shown(long bytes) {
        return bytes < 1_000_000 ? (bytes + 1023) / 1024 + " KB" : (bytes + 1_048_575) / 1_048_576 + " MB";
    }

    /**
     * What came of entering a file.
     *
     * @param told what the older system has answered, and more
     * @param replaced key of the object that nobody needs any more, or null
     */
    public record Added(Map<String, Object> told, String replaced) {}

    /**
     * Enters a file that was stored. One's own of the same name is replaced; somebody else's stays, and this one gets
     * another name.
     *
     * @param fileName as it came
     * @param ending of what it really is
     * @param free whether no quota holds
     */
    public Added add(
            String bucket,
            String fileName,
            String ending,
            String key,
            String contentType,
            long size,
            String owner,
            boolean free) {
        return transactions.execute(transaction -> {
            // Two at once would each see room for itself.
            jdbc.sql("select pg_advisory_xact_lock(hashtextextended('files of ' || :owner, 0))")
                    .param("owner", owner)
                    .query((row, n) -> true)
                    .single();
            String name = name(bucket, Names.file(fileName, ending), ending, owner);
            String replaced = delete(bucket, name, owner, false).orElse(null);
            demandRoom(owner, free, size);
            jdbc.sql("insert into files (bucket, name, key, owner, content_type, size)"
                            + " values (:bucket, :name, :key, :owner, :type, :size)")
                    .param("bucket", bucket)
                    .param("name", name)
                    .param("key", key)
                    .param("owner", owner)
                    .param("type", contentType)
                    .param("size", size)
                    .update();
            Map<String, Object> answer = new LinkedHashMap<>();
            answer.put("success", true);
            answer.put("bucket", bucket);
            answer.put("name", name);
            answer.put("path", bucket + "/" + name);
            answer.put("url", properties.publicUrl() + "/download/" + name + "?bucket=" + bucket);
            answer.put("content_type", contentType);
            answer.put("size", size);
            return new Added(answer, replaced == null || isNeeded(replaced) ? null : replaced);
        });
    }

    /** The wanted name, or one like it where that is somebody else's, or means a picture. */
    private String name(String bucket, String wanted, String ending, String owner) {
        // Somebody else may be about to take the same name.
        jdbc.sql("select pg_advisory_xact_lock(hashtextextended('files in ' || :bucket, 0))")
                .param("bucket", bucket)
                .query((row, n) -> true)
                .single();
        for (int number = 1; ; number++) {
            String name = number == 1
                    ? wanted
                    : wanted.substring(0, wanted.length() - ending.length()) + "-" + number + ending;
            boolean taken = PICTURE.matcher(name).matches()
                    || jdbc.sql("select exists (select 1 from files where bucket = :bucket and name = :name"
                                    + " and owner <> :owner)")
                            .param("bucket", bucket)
                            .param("name", name)
                            .param("owner", owner)
                            .query(Boolean.class)
                            .single();
            if (!taken) {
                return name;
            }
        }
    }

    /**
     * Takes one's own file out.
     *
     * @return key of the object that nobody needs any more, or null
     * @throws HttpProblem if there is no such file of the caller's
     */
    public String remove(String bucket, String name, String owner, boolean admin) {
        String key = delete(bucket, name, owner, admin).orElseThrow(BucketFiles::nothing);
        return isNeeded(key) ? null : key;
    }

    private Optional<String> delete(String bucket, String name, String owner, boolean admin) {
        return jdbc.sql("delete from files where bucket = :bucket and name = :name and (owner = :owner or :admin)"
                        + " returning key")
                .param("bucket", bucket)
                .param("name", name)
                .param("owner", owner)
                .param("admin", admin)
                .query(String.class)
                .optional();
    }

    /** Older ones lie under the hash of what they are: several rows may mean one. */
    private boolean isNeeded(String key) {
        return jdbc.sql("select exists (select 1 from files where key = :key)")
                .param("key", key)
                .query(Boolean.class)
                .single();
    }
}
