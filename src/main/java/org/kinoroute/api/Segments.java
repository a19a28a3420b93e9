package org.kinoroute.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.kinoroute.store.NoSuchObjectException;
import org.kinoroute.store.ObjectStore;
import org.kinoroute.video.Format;
import org.kinoroute.video.Plan;
import org.kinoroute.video.Scene;
import org.kinoroute.video.Script;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** How far each scene of a video is: what it shows by its plan, and what there is of it by the tables. */
@Component
public class Segments {

    private static final int REMEMBERED = 200;
    private static final String READY = "ready";
    private static final String PENDING = "pending";
    private static final String FAILED = "failed";

    private final JdbcClient jdbc;
    private final ObjectStore store;
    private final ObjectMapper json;
    /** A plan is never changed; those that are looked at again and again are not read each time. */
    private final Map<UUID, List<Planned>> plans = Collections.synchronizedMap(new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<UUID, List<Planned>> eldest) {
            return size() > REMEMBERED;
        }
    });

    Segments(JdbcClient jdbc, ObjectStore store, ObjectMapper json) {
        this.jdbc = jdbc;
        this.store = store;
        this.json = json;
    }

    /**
     * @param kind of its visual
     * @param voice index of the scene that carries its voice; -1: it has nothing to say
     */
    private record Planned(String kind, int voice) {}

    private record Standing(String status, boolean assembled) {

        /** What is said of that of which the tables tell nothing. */
        String otherwise() {
            return assembled ? READY : isFailed() ? FAILED : PENDING;
        }

        boolean isFailed() {
            return status.equals(FAILED);
        }
    }

    /** None before there is a script. */
    public ArrayNode of(UUID video) {
        ArrayNode segments = json.createArrayNode();
        List<Planned> plan = plan(video);
        if (plan.isEmpty()) {
            return segments;
        }
        Standing standing = jdbc.sql("select status::text, assembled from videos where id = :id")
                .param("id", video)
                .query((row, n) -> new Standing(row.getString(1), row.getBoolean(2)))
                .optional()
                .orElse(new Standing(FAILED, false));
        Map<Integer, String> voices = voices(video);
        Map<Integer, String> visuals = visuals(video);
        for (int i = 0; i < plan.size(); i++) {
            Planned scene = plan.get(i);
            String audio = scene.voice < 0 ? READY : voices.getOrDefault(scene.voice, standing.otherwise());
            if (audio.equals(PENDING) && standing.isFailed()) {
                audio = FAILED;
            }
            String visual = visuals.getOrDefault(i, standing.otherwise());
            // What could not be made holds nothing up, unless it is the whole video.
            boolean ready = List.of(audio, visual).stream()
                    .noneMatch(state -> state.equals(PENDING) || state.equals(FAILED) && standing.isFailed());
            segments.addObject()
                    .put("index", i)
                    .put("visual_type", scene.kind)
                    .put("audio", audio)
                    .put("visual", visual)
                    .put("status", standing.status.equals("completed") ? "rendered" : ready ? READY : PENDING);
        }
        return segments;
    }

    private List<Planned> plan(UUID video) {
        List<Planned> known = plans.get(video);
        if (known == null) {
            try {
                known = scenes(json.readValue(
                                store.fetch("videos/" + video + "/plan.json").toFile(), Plan.class)
                        .script());
            } catch (NoSuchObjectException e) {
                // Its script is not written yet, or it is the row of an older system's client, which has none.
                return List.of();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            plans.put(video, known);
        }
        return known;
    }

    private static List<Planned> scenes(Script script) {
        int narrator = script.narrator();
        return IntStream.range(0, script.scenes().size())
                .mapToObj(i -> {
                    Scene scene = script.scenes().get(i);
                    String kind = scene.visual() != null
                            ? scene.visual().kind()
                            : script.format() == Format.CHAT ? "chat" : "placeholder";
                    int voice = script.format().isNarrated() ? narrator : scene.isSpoken() ? i : -1;
                    return new Planned(kind, voice);
                })
                .toList();
    }

    private Map<Integer, String> voices(UUID video) {
        Map<Integer, String> voices = new HashMap<>();
        jdbc.sql("select scene_index, status::text from voices where video_id = :id and scene_index is not null")
                .param("id", video)
                .query(row -> {
                    voices.put(
                            row.getInt(1),
                            switch (row.getString(2)) {
                                case "completed" -> READY;
                                case "failed" -> FAILED;
                                default -> PENDING;
                            });
                });
        return voices;
    }

    private Map<Integer, String> visuals(UUID video) {
        Map<Integer, String> visuals = new HashMap<>();
        jdbc.sql("select task ->> 'kind' as kind, task -> 'scenes' as scenes, placeholder_key from visuals"
                        + " where video_id = :id and task ->> 'kind' <> 'captions' order by number desc")
                .param("id", video)
                .query(row -> {
                    String state = row.getString("placeholder_key") == null ? READY : "placeholder";
                    for (JsonNode scene : scenes(row.getString("scenes"))) {
                        visuals.put(scene.asInt(), state);
                    }
                });
        return visuals;
    }

    private JsonNode scenes(String text) {
        try {
            return text == null ? json.createArrayNode() : json.readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
