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
    private final StoreProperties properties;

    public BucketFiles(JdbcClient jdbc, StoreProperties properties) {
        this.jdbc = jdbc;
        this.properties = properties;
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
     * Enters a file that was stored. One's own of the same name is replaced; somebody else's stays, and this one gets
     * another name.
     *
     * @param fileName as it came
     * @param ending of what it really is
     * @return what the older system has answered, and more
     */
    public Map<String, Object> add(
            String bucket, String fileName, String ending, String key, String contentType, long size, String owner) {
        String wanted = Names.file(fileName, ending);
        for (int number = 1; ; number++) {
            String name = number == 1
                    ? wanted
                    : wanted.substring(0, wanted.length() - ending.length()) + "-" + number + ending;
            boolean entered = !PICTURE.matcher(name).matches()
                    && jdbc.sql("insert into files (bucket, name, key, owner, content_type, size)"
                                            + " values (:bucket, :name, :key, :owner, :type, :size)"
                                            + " on conflict (bucket, name) do update set key = excluded.key,"
                                            + " content_type = excluded.content_type, size = excluded.size,"
                                            + " created_at = now() where files.owner = excluded.owner")
                                    .param("bucket", bucket)
                                    .param("name", name)
                                    .param("key", key)
                                    .param("owner", owner)
                                    .param("type", contentType)
                                    .param("size", size)
                                    .update()
                            > 0;
            if (entered) {
                Map<String, Object> answer = new LinkedHashMap<>();
                answer.put("success", true);
                answer.put("bucket", bucket);
                answer.put("name", name);
                answer.put("path", bucket + "/" + name);
                answer.put("url", properties.publicUrl() + "/download/" + name + "?bucket=" + bucket);
                answer.put("content_type", contentType);
                answer.put("size", size);
                return answer;
            }
        }
    }
}
