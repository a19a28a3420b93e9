package org.kinoroute.script;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.module.paramnames.ParameterNamesModule;
import java.nio.charset.StandardCharsets;
import org.kinoroute.video.Scene;
import org.kinoroute.video.Script;
import org.springframework.stereotype.Component;
import org.springframework.util.unit.DataSize;

/** Writes a script as {@code script.json}, in the published form, and reads it back. */
@Component
public class ScriptJson {

    private static final int DEPTH = 10;
    private static final DataSize SIZE = DataSize.ofGigabytes(1);

    private final ObjectMapper mapper = JsonMapper.builder()
            .addModule(new ParameterNamesModule())
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .serializationInclusion(JsonInclude.Include.NON_NULL)
            .enable(SerializationFeature.INDENT_OUTPUT)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    /** Of the records of {@code org.kinoroute.video}: snake_case, no nulls, unknown members passed over. */
    public ObjectMapper mapper() {
        return mapper;
    }

    /** A script that {@link ScriptReader} reads, in UTF-8; it leaves nothing to be guessed. */
    public byte[] write(Script script) {
        ObjectNode json = mapper.valueToTree(script);
        if (json.get("chat") instanceof ObjectNode chat) {
            moveUp(json, chat, "theme");
            moveUp(json, chat, "look");
        }
        ArrayNode scenes = mapper.createArrayNode();
        script.scenes().forEach(s -> scenes.add(scene(s)));
        json.remove("scenes");
        json.set("scenes", scenes);
        try {
            return mapper.writeValueAsBytes(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a script cannot be written as JSON", e);
        }
    }

    /** Reads what {@link #write} wrote; files that it names are taken as they are. */
    public Script read(byte[] json) {
        String text = TextDecoder.decode(json, "script.json", SIZE);
        Draft draft = new WrittenScript(Limits.NONE, Assets.AS_THEY_ARE)
                .read(JsonTree.parse(text, "script.json", DEPTH), "script.json", null);
        return Completion.complete(draft, ScriptRequest.none(), Limits.NONE, "en", Styles.ANY)
                .script();
    }

    /** The same as text. */
    public Script read(String json) {
        return read(json.getBytes(StandardCharsets.UTF_8));
    }

    /** A file by its kind; all else as it is to be made, down to the last word of a prompt. */
    private void visual(Scene.Visual visual, ObjectNode scene) {
        ObjectNode properties = mapper.createObjectNode();
        if (visual.file() == null) {
            properties.put("kind", visual.kind());
        } else {
            properties.put("file", visual.file().location());
        }
        properties.setAll(mapper.<ObjectNode>valueToTree(visual.properties()));
        scene.remove("visual");
        scene.set(visual.file() == null ? "visual" : visual.kind(), properties);
    }

    private static void moveUp(ObjectNode json, ObjectNode chat, String key) {
        if (chat.has(key)) {
            json.set(key, chat.remove(key));
        }
    }

    private ObjectNode scene(Scene scene) {
        if (scene.kind().isNotice()) {
            ObjectNode notice =
                    mapper.createObjectNode().put(scene.kind() == Scene.Kind.DAY ? "day" : "system", scene.text());
            return scene.language() == null ? notice : notice.put("language", scene.language());
        }
        ObjectNode json = mapper.valueToTree(scene);
        json.remove("kind");
        json.remove("media");
        json.remove("seconds");
        switch (scene.kind()) {
            case IMAGE -> json.put("image", scene.media().location());
            case STICKER -> json.put("sticker", scene.media().location());
            case VOICE_NOTE -> json.put("voice_note", scene.seconds());
            case DELETED -> json.put("deleted", true);
            case OMITTED -> json.put("omitted", true);
            case VISUAL -> visual(scene.visual(), json);
            default -> {}
        }
        if (scene.replyTo() != null) {
            json.put("reply_to", scene.replyTo() + 1);
        }
        if (scene.reactions().isEmpty()) {
            json.remove("reactions");
        }
        if (!scene.forwarded()) {
            json.remove("forwarded");
        }
        if (!scene.edited()) {
            json.remove("edited");
        }
        return json;
    }
}
