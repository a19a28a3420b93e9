package org.kinoroute.assembly;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.kinoroute.store.ObjectStore;
import org.kinoroute.video.CaptionCards;
import org.kinoroute.video.ChatLayout;
import org.kinoroute.video.Composition;
import org.kinoroute.video.Drawing;
import org.kinoroute.video.Estimates;
import org.kinoroute.video.Plan;
import org.kinoroute.video.Shot;
import org.kinoroute.video.VisualTask;
import org.kinoroute.video.Voice;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Puts together what a video's scenes have got, once all have it, into all that composition needs to know. */
@Component("assembler")
public class Assembler {

    private final JdbcClient jdbc;
    private final ObjectStore store;
    private final ObjectMapper json;

    public Assembler(JdbcClient jdbc, ObjectStore store, ObjectMapper json) {
        this.jdbc = jdbc;
        this.store = store;
        this.json = json;
    }

    /** Reads voices and visuals of a video from tables and store. */
    public Composition composition(UUID video, Plan plan) {
        return first(plan.script().scenes().size(), video, plan);
    }

    /** The same while nothing is known but the first scenes, and all visuals. */
    public Composition first(int scenes, UUID video, Plan plan) {
        ChatLayout chat = null;
        CaptionCards captions = null;
        Map<Integer, Shot> shots = new TreeMap<>();
        for (MadeVisual visual : visuals(video)) {
            boolean isCaptions = visual.task().kind().equals("captions");
            if (visual.placeholderKey() != null) {
                // A video without captions is still whole.
                if (isCaptions) {
                    continue;
                }
                visual.task().scenes().forEach(scene -> shots.put(scene, Shot.still(visual.placeholderKey())));
            } else if (visual.task().kind().equals("chat")) {
                chat = claim(visual.task().key(), ChatLayout.class);
            } else if (isCaptions) {
                captions = claim(visual.task().key(), CaptionCards.class);
            } else {
                Shot shot = shot(visual.task());
                visual.task().scenes().forEach(scene -> shots.put(scene, shot));
            }
        }
        return new Composition(
                plan.script().title(),
                plan.script().language(),
                plan.settings(),
                Timelines.of(plan.script(), plan.settings(), voices(video, scenes), scenes),
                chat,
                shots,
                captions,
                Estimates.seconds(plan.script(), plan.settings()));
    }

    /** How a visual is shown follows from its kind; a kind that was added is a picture of the frame's size. */
    private Shot shot(VisualTask task) {
        if (task.key().endsWith(".json")) {
            return new Shot(Shot.Type.DRAWING, null, claim(task.key(), Drawing.class), null);
        }
        String motion = (String) task.properties().get("motion");
        return switch (task.kind()) {
            case "photo", "image" -> new Shot(Shot.Type.PHOTO, task.key(), null, motion);
            case "clip" -> new Shot(Shot.Type.CLIP, task.key(), null, null);
            default -> Shot.still(task.key());
        };
    }

    private record MadeVisual(VisualTask task, String placeholderKey) {}

    private List<MadeVisual> visuals(UUID video) {
        return jdbc.sql("select task::text task, placeholder_key from visuals where video_id = :video order by number")
                .param("video", video)
                .query((row, n) ->
                        new MadeVisual(read(row.getString("task"), VisualTask.class), row.getString("placeholder_key")))
                .list();
    }

    private Map<Integer, Voice> voices(UUID video, int scenes) {
        Map<Integer, Voice> voices = new HashMap<>();
        jdbc.sql("select scene_index, voice::text voice from voices"
                        + " where video_id = :video and scene_index < :scenes and voice is not null")
                .param("video", video)
                .param("scenes", scenes)
                .query((RowCallbackHandler)
                        row -> voices.put(row.getInt("scene_index"), read(row.getString("voice"), Voice.class)));
        return voices;
    }

    private <T> T read(String text, Class<T> type) {
        try {
            return json.readValue(text, type);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private <T> T claim(String key, Class<T> type) {
        try {
            return json.readValue(store.fetch(key).toFile(), type);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
