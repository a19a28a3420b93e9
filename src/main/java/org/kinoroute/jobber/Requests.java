package org.kinoroute.jobber;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.UUID;
import org.kinoroute.video.Problem;
import org.kinoroute.video.Videos;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** What others ask for by the queue {@code jobber-requests}, in both shapes that they know. */
@Component("requests")
public class Requests {

    private static final int LONGEST_NAME = 255;
    private static final String FLAT = "voice_cloning";

    private final ObjectMapper json = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .build();
    private final TemporaryQueues queues;
    private final WorkerApps apps;
    private final Videos videos;
    private final int maxMessages;
    private final int maxCharacters;

    Requests(
            TemporaryQueues queues,
            WorkerApps apps,
            Videos videos,
            @Value("${kinoroute.script.max-messages:2000}") int maxMessages,
            @Value("${kinoroute.script.max-characters:4000}") int maxCharacters) {
        this.queues = queues;
        this.apps = apps;
        this.videos = videos;
        this.maxMessages = maxMessages;
        this.maxCharacters = maxCharacters;
    }

    /**
     * A request.
     *
     * @param app the worker that is to be launched
     * @param key hash of its lines
     * @param queue that its worker is to consume: the same for the same lines
     * @param data that it is sent, JSON
     */
    public record Request(String app, UUID video, String key, String queue, String data) {}

    /**
     * Its lines.
     *
     * @param key hash of all that is to be spoken, and how
     * @param json list of objects with {@code id} of the row, {@code character}, {@code text} and {@code voice}: a
     *     {@code voice_id} of the voice mappings, or null
     */
    public record Lines(UUID video, String key, String json) {}

    /** @throws Problem if it cannot be worked on: what, where, and how to mend it */
    public Request read(String body) {
        JsonNode request = parse(body);
        JsonNode data = request.get("data");
        String app;
        if (data != null) {
            app = text(request, "app", "", 60);
        } else if (FLAT.equals(request.path("type").asText())) {
            app = WorkerApps.VOICE;
            data = request;
        } else {
            throw new Problem("the request has neither \"app\" and \"data\" nor \"type\": \"" + FLAT + "\"");
        }
        apps.check(app);
        Lines lines = lines(data);
        if (videos.find(lines.video).isEmpty()) {
            throw new Problem(
                    "video_id: there is no video " + lines.video + "; insert its row before asking for voices");
        }
        return new Request(
                app, lines.video, lines.key, queues.name(lines.video, lines.key.substring(0, 16)), data.toString());
    }

    /**
     * Reads what a worker is sent.
     *
     * @throws Problem if it cannot be worked on
     */
    public Lines lines(String data) {
        return lines(parse(data));
    }

    private Lines lines(JsonNode data) {
        if (!data.isObject()) {
            throw new Problem("data: write an object with video_id and messages");
        }
        UUID video = video(text(data, "video_id", "", 36));
        JsonNode messages = data.path("messages");
        if (!messages.isArray() || messages.isEmpty()) {
            throw new Problem("messages: write a list of objects with \"from\" and \"text\"");
        }
        if (messages.size() > maxMessages) {
            throw new Problem("messages: there are " + messages.size() + ", and " + maxMessages
                    + " may be (kinoroute.script.max-messages)");
        }
        JsonNode mapping = data.path("voice_mapping");
        if (!mapping.isObject() && !mapping.isMissingNode() && !mapping.isNull()) {
            throw new Problem("voice_mapping: write an object of names and voices, such as {\"Ana\": \"aluno\"}");
        }
        ArrayNode lines = json.createArrayNode();
        for (int place = 0; place < messages.size(); place++) {
            lines.add(line(messages.get(place), "messages[" + place + "].", mapping));
        }
        String key = hash(video + " " + lines);
        for (int place = 0; place < lines.size(); place++) {
            ((ObjectNode) lines.get(place))
                    .put(
                            "id",
                            UUID.nameUUIDFromBytes((key + " " + place).getBytes(StandardCharsets.UTF_8))
                                    .toString());
        }
        return new Lines(video, key, lines.toString());
    }

    private ObjectNode line(JsonNode message, String where, JsonNode mapping) {
        if (!message.isObject()) {
            throw new Problem(where.substring(0, where.length() - 1) + ": write an object with \"from\" and \"text\"");
        }
        String who = text(message, message.has("from_user") ? "from_user" : "from", where, LONGEST_NAME);
        ObjectNode line =
                json.createObjectNode().put("character", who).put("text", text(message, "text", where, maxCharacters));
        if (mapping.hasNonNull(who)) {
            line.put("voice", text(mapping, who, "voice_mapping.", LONGEST_NAME));
        }
        return line;
    }

    private JsonNode parse(String text) {
        try {
            JsonNode node = json.readTree(text);
            if (node.isObject()) {
                return node;
            }
        } catch (JsonProcessingException e) {
            throw new Problem(
                    "the request is no JSON: "
                            + e.getOriginalMessage().lines().findFirst().orElse(""),
                    e);
        }
        throw new Problem("the request is no JSON object");
    }

    private static String text(JsonNode object, String field, String where, int longest) {
        JsonNode value = object.path(field);
        if (!value.isTextual()) {
            throw new Problem(where + field + ": "
                    + (value.isMissingNode()
                            ? "is missing; write a text"
                            : "is no text: " + shortened(value.toString())));
        }
        String text = value.asText();
        if (text.length() > longest) {
            throw new Problem(where + field + ": has " + text.length() + " characters, and " + longest + " may be");
        }
        if (text.indexOf(0) >= 0) {
            throw new Problem(where + field + ": holds a character that no text has (U+0000)");
        }
        return text;
    }

    private static UUID video(String id) {
        try {
            return UUID.fromString(id);
        } catch (IllegalArgumentException e) {
            throw new Problem("video_id: \"" + shortened(id) + "\" is no UUID", e);
        }
    }

    private static String shortened(String text) {
        return text.length() > 40 ? text.substring(0, 40) + "…" : text;
    }

    private static String hash(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
