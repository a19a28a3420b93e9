package org.kinoroute.api.systems;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.kinoroute.store.ContentKey;
import org.kinoroute.store.ObjectStore;
import org.kinoroute.video.ChatView;
import org.kinoroute.video.FieldProblem;
import org.kinoroute.video.Plan;
import org.kinoroute.video.Problem;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** The chat video generator: pictures of a chat, message by message. */
@Component("systemA")
public class SystemA {

    private static final int HEIGHT = 1920;
    private static final int WIDTH = 1080;

    /** A picture for each message of a long chat would keep its client waiting for minutes. */
    private static final int MOST_PICTURES = 300;

    private final ObjectStore store;
    private final PictureQueue queue;
    private final String bucket;
    private final String uploadMode;
    private final String uploadService;

    SystemA(
            ObjectStore store,
            PictureQueue queue,
            @Value("${kinoroute.store.pictures-bucket}") String bucket,
            @Value("${UPLOAD_MODE:true}") String uploadMode,
            @Value("${UPLOAD_SERVICE:local}") String uploadService) {
        this.store = store;
        this.queue = queue;
        this.bucket = bucket;
        this.uploadMode = uploadMode;
        this.uploadService = uploadService;
    }

    /**
     * What pictures are wanted of.
     *
     * @param messages as they were sent
     * @param participants two names, the second is "me"
     * @param progressive a picture for each message; else one of the whole chat
     * @param submission the same, as the intake takes it
     */
    public record Wanted(String messages, String participants, boolean progressive, String submission) {}

    /** @throws FieldProblem with the error's code as its field */
    public Wanted wanted(String body) {
        ObjectNode asked;
        try {
            asked = Asked.object(body);
        } catch (Problem e) {
            throw new FieldProblem("INVALID_MESSAGES", e.getMessage(), e);
        }
        if (!(asked.path("messages") instanceof ArrayNode messages) || messages.isEmpty()) {
            throw new FieldProblem("INVALID_MESSAGES", "messages must be a non-empty array");
        }
        List<String> names = participants(asked.path("participants"));
        boolean progressive = asked.path("progressive").asBoolean(true);
        if (progressive && messages.size() > MOST_PICTURES) {
            throw new FieldProblem(
                    "INVALID_MESSAGES",
                    "a picture for each message is taken of " + MOST_PICTURES
                            + " messages at most; send fewer, or \"progressive\": false");
        }
        ObjectNode submission = Asked.object()
                .put("format", "chat")
                .put("me", names.get(1))
                .put("background", "none")
                .put("layout", "scroll")
                .put("size", size(asked.path("img_size")));
        names.forEach(submission.putArray("participants")::add);
        ArrayNode script = submission.putArray("script");
        for (int i = 0; i < messages.size(); i++) {
            message(script.addObject(), messages.get(i), i);
        }
        return new Wanted(
                messages.toString(), asked.path("participants").toString(), progressive, submission.toString());
    }

    private static List<String> participants(JsonNode asked) {
        List<String> names = IntStream.range(0, asked.size())
                .mapToObj(asked::get)
                .filter(JsonNode::isTextual)
                .map(JsonNode::asText)
                .filter(name -> !name.isBlank())
                .distinct()
                .toList();
        if (!asked.isArray() || asked.size() != 2 || names.size() != 2) {
            throw new FieldProblem("INVALID_PARTICIPANTS", "participants must be an array of exactly two names");
        }
        return names;
    }

    private static void message(ObjectNode script, JsonNode asked, int index) {
        for (String name : List.of("from", "to", "text")) {
            JsonNode value = asked.path(name);
            if (value.isTextual()) {
                script.put(name, value.asText());
            } else if (!value.isMissingNode() && !value.isNull()) {
                throw new FieldProblem("INVALID_MESSAGES", "messages[%d].%s is no text".formatted(index, name));
            }
        }
        if (!script.has("from") || !script.has("text")) {
            throw new FieldProblem("INVALID_MESSAGES", "messages[%d] needs from and text".formatted(index));
        }
    }

    /** Height comes first there. */
    private static String size(JsonNode asked) {
        if (asked.isMissingNode() || asked.isNull()) {
            return WIDTH + "x" + HEIGHT;
        }
        if (!asked.isArray()
                || asked.size() != 2
                || !asked.get(0).canConvertToInt()
                || !asked.get(1).canConvertToInt()) {
            throw new FieldProblem("INVALID_IMG_SIZE", "img_size must be [height, width]");
        }
        return asked.get(1).asInt() + "x" + asked.get(0).asInt();
    }

    /** The messages after which a picture is taken. */
    public List<Integer> scenes(Plan plan, Wanted wanted) {
        int last = plan.script().scenes().size() - 1;
        return wanted.progressive() ? IntStream.rangeClosed(0, last).boxed().toList() : List.of(last);
    }

    /** Where a picture lies: equal ones are kept once. */
    public String key(byte[] png) {
        return "files/" + ContentKey.sha256(png) + ".png";
    }

    /**
     * The same picture has the same name for the same owner, so that nothing piles up where somebody asks again; another
     * owner's has another, for a name of a bucket belongs to one.
     */
    public String name(byte[] png, String owner) {
        List<byte[]> named = List.of(owner.getBytes(StandardCharsets.UTF_8), png);
        return "whatsapp_" + ContentKey.sha256(named).substring(0, 32) + ".png";
    }

    /** @param names of the pictures, in order */
    public Answer pictures(String base, List<String> names, ChatView view, Plan plan) {
        List<Map<String, Object>> bubbles = view.bubbles().stream()
                .map(bubble -> Answer.object(
                        "index",
                        bubble.scene(),
                        "y",
                        bubble.box().y(),
                        "height",
                        bubble.box().height(),
                        "width",
                        bubble.box().width(),
                        "from",
                        plan.script().scenes().get(bubble.scene()).from(),
                        "text",
                        plan.script().scenes().get(bubble.scene()).text(),
                        "isMine",
                        bubble.mine()))
                .toList();
        return Answer.of(
                200,
                Answer.object(
                        "success",
                        true,
                        "imageUrls",
                        names.stream()
                                .map(name -> base + "/download/" + name + "?bucket=" + bucket)
                                .toList(),
                        "storagePaths",
                        names.stream().map(name -> bucket + "/" + name).toList(),
                        "messageCoordinates",
                        bubbles,
                        "message",
                        "Generated and uploaded %d screenshot%s successfully"
                                .formatted(names.size(), names.size() == 1 ? "" : "s")));
    }

    public Answer failure(Throwable cause) {
        boolean input = Failures.status(cause) == 400;
        String field = Failures.field(cause);
        String code =
                switch (field == null ? "" : field) {
                    case "INVALID_PARTICIPANTS", "participants", "me" -> "INVALID_PARTICIPANTS";
                    case "INVALID_IMG_SIZE", "size" -> "INVALID_IMG_SIZE";
                    default -> "INVALID_MESSAGES";
                };
        return Answer.of(
                input ? 400 : 500,
                Answer.object(
                        "success", false, "error", Failures.words(cause), "code", input ? code : "GENERATION_ERROR"));
    }

    /** @param messages of the caller's last request, as JSON; null: there was none */
    public Answer messages(String messages, String participants) {
        return new Answer(
                200,
                "{\"messages\":%s,\"participants\":%s}"
                        .formatted(messages == null ? "[]" : messages, participants == null ? "[]" : participants));
    }

    public Answer queue() {
        return Answer.of(
                200,
                Answer.object("queue", queue.state(), "timestamp", Instant.now().toString()));
    }

    public Answer health(String base) {
        return Answer.of(
                200,
                Answer.object(
                        "status",
                        "ok",
                        "timestamp",
                        Instant.now().toString(),
                        "message",
                        "Kinoroute is running",
                        "config",
                        Answer.object(
                                "uploadMode",
                                Boolean.parseBoolean(uploadMode),
                                "uploadService",
                                uploadService,
                                "localStorageUrl",
                                base,
                                "whatsappStorageBucket",
                                bucket),
                        "services",
                        Answer.object("storage", isStoreThere() ? "healthy" : "unhealthy"),
                        "queue",
                        queue.state()));
    }

    private boolean isStoreThere() {
        try {
            store.exists("health");
            return true;
        } catch (RuntimeException e) {
            return false;
        }
    }
}
