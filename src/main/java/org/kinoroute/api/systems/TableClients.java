package org.kinoroute.api.systems;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.kinoroute.store.ObjectStore;
import org.kinoroute.video.ClientFiles;
import org.kinoroute.video.FieldProblem;
import org.kinoroute.video.Plan;
import org.kinoroute.video.Problem;
import org.kinoroute.video.SceneTask;
import org.kinoroute.video.VideoRequest;
import org.kinoroute.video.Videos;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/** Clients that know nothing but the tables: a video with its voices, each a row, is a chat that they want to be made. */
@Component("tableClients")
public class TableClients {

    private static final String BACKGROUND = "background";

    private final JdbcClient jdbc;
    private final TransactionOperations transactions;
    private final Videos videos;
    private final ObjectStore store;
    private final ClientFiles files;
    private final String lane;

    TableClients(
            JdbcClient jdbc,
            TransactionOperations transactions,
            Videos videos,
            ObjectStore store,
            ClientFiles files,
            @Value("${kinoroute.lane}") String lane) {
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.videos = videos;
        this.store = store;
        this.files = files;
        this.lane = lane;
    }

    /** Whether this process is one that stays: a single make goes when its video is there. */
    public boolean areServed() {
        return !lane.startsWith(VideoRequest.LANE_OF_ONE);
    }

    /**
     * A video as its rows say it.
     *
     * @param voices ids of the rows, in the order of the messages
     * @param submission the same, as the intake takes it
     * @param files that the submission names
     * @param missing what cannot be made as the rows say; or null
     */
    public record Found(UUID id, List<UUID> voices, ObjectNode submission, Map<String, Path> files, String missing) {}

    private record Message(UUID id, String character, String text, String mapping) {}

    /** Reads a video whose rows are all there. */
    public Found read(UUID id) {
        Map<String, Object> video = jdbc.sql("select title, background_video_path from videos where id = :id")
                .param("id", id)
                .query()
                .singleRow();
        List<Message> messages = jdbc.sql(
                        "select voices.id, coalesce(voices.character_name, mapping.voice_name, '') as"
                                + " character, text_content, mapping.voice_id from voices left join voice_mappings mapping on"
                                + " mapping.id = voice_mapping_id where video_id = :id order by voices.created_at, voices.arrival")
                .param("id", id)
                .query((row, n) ->
                        new Message(row.getObject(1, UUID.class), row.getString(2), row.getString(3), row.getString(4)))
                .list();
        String background = (String) video.get("background_video_path");
        Optional<Path> file = background == null || background.isBlank() ? Optional.empty() : background(background);
        ObjectNode submission =
                Asked.object().put("format", "chat").put("background", file.isPresent() ? BACKGROUND : "none");
        String title = (String) video.get("title");
        if (title != null && !title.isBlank()) {
            submission.put("title", title.substring(0, Math.min(200, title.length())));
        }
        ArrayNode script = submission.putArray("script");
        Set<String> characters = new LinkedHashSet<>();
        Map<String, String> voices = new LinkedHashMap<>();
        for (Message message : messages) {
            String name = message.character.isBlank() ? "Narrator" : message.character;
            script.addObject().put("from", name).put("text", message.text);
            characters.add(name);
            if (message.mapping != null) {
                voices.put(name, message.mapping);
            }
        }
        if (characters.size() > 1) {
            characters.forEach(submission.putArray("participants")::add);
        }
        if (!voices.isEmpty()) {
            ObjectNode chosen = submission.putObject("voices");
            voices.forEach(chosen::put);
        }
        return new Found(
                id,
                messages.stream().map(Message::id).toList(),
                submission,
                file.map(path -> Map.of(BACKGROUND, path)).orElse(Map.of()),
                background == null || background.isBlank() || file.isPresent()
                        ? null
                        : without(background + " is " + files.open()));
    }

    private static String without(String why) {
        return "the background cannot be shown, and the chat fills the frame: " + why;
    }

    /** A file that was put into a bucket, by its path there; a key of the store; or a file in the folder for clients. */
    private Optional<Path> background(String path) {
        return jdbc.sql("select key from files where bucket || '/' || name = :path")
                .param("path", path)
                .query(String.class)
                .optional()
                .or(() -> Optional.of(path))
                .filter(key -> ClientFiles.isKey(key) && store.exists(key))
                .map(store::fetch)
                .or(() -> files.find(path));
    }

    /** The same video without its background, which was refused; what else was refused is no matter of a background's. */
    public Found without(Found found, FieldProblem refusal) {
        if (found.files.isEmpty() || !BACKGROUND.equals(refusal.field())) {
            throw refusal;
        }
        ObjectNode submission = found.submission.deepCopy().put("background", "none");
        return new Found(found.id, found.voices, submission, Map.of(), without(refusal.getMessage()));
    }

    /**
     * Takes a video over, now that its plan lies in the store; whoever comes second is told that it is not theirs.
     *
     * @return whether it is ours
     */
    public boolean adopt(Found found, Plan plan) {
        if (plan.script().scenes().size() != found.voices.size()) {
            throw new Problem("the rows of its voices cannot be told as a chat; each needs a text_content");
        }
        boolean ours = Boolean.TRUE.equals(transactions.execute(transaction -> {
            int taken = jdbc.sql("update videos set lane = :lane, format = 'chat', scene_count = :count,"
                            + " title = coalesce(nullif(title, ''), :title)"
                            + " where id = :id and lane is null and status = 'pending'")
                    .param("lane", lane)
                    .param("count", found.voices.size())
                    .param("title", plan.script().title())
                    .param("id", found.id)
                    .update();
            for (int scene = 0; taken > 0 && scene < found.voices.size(); scene++) {
                jdbc.sql("update voices set scene_index = :scene where id = :id")
                        .param("scene", scene)
                        .param("id", found.voices.get(scene))
                        .update();
            }
            return taken > 0;
        }));
        if (ours && found.missing != null) {
            videos.degrade(found.id, found.missing);
        }
        return ours;
    }

    /** A single row that somebody wants to be spoken. */
    public SceneTask task(Map<String, Object> row) {
        return new SceneTask(
                0,
                (String) row.get("character_name"),
                (String) row.get("text_content"),
                null,
                (String) row.get("language"),
                (String) row.get("gender"),
                (String) row.get("mapping"),
                true,
                List.of(),
                null);
    }
}
