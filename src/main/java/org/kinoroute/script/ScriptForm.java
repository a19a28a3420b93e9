package org.kinoroute.script;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.kinoroute.video.Asset;
import org.kinoroute.video.Brief;
import org.kinoroute.video.Format;

/** Puts what was written for a brief into the form of a script. */
final class ScriptForm {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private ScriptForm() {}

    /** @param answer of a language model, which keeps to the schema of the format */
    static ObjectNode of(JsonNode answer, Brief brief) {
        String title = answer.path("title").asText("");
        List<JsonNode> scenes = list(answer.path("scenes"));
        return switch (brief.form()) {
            case CHAT -> chat(answer, brief);
            case EXPLAINER -> explainer(title, scenes);
            case PRODUCT -> product(title, texts(scenes), brief);
            case STORY ->
                story(
                        title,
                        PlainScripts.isTold(brief) ? PlainScripts.parts(brief) : texts(scenes),
                        scenes.stream().map(s -> s.path("image").asText("")).toList(),
                        brief);
        };
    }

    private static ObjectNode chat(JsonNode answer, Brief brief) {
        ObjectNode script = script(Format.CHAT, answer.path("title").asText(""));
        Map<String, String> genders = list(answer.path("participants")).stream()
                .filter(p -> p.hasNonNull("gender"))
                .collect(Collectors.toMap(
                        p -> Text.name(p.path("name").asText()).toLowerCase(Locale.ROOT),
                        p -> p.path("gender").asText(),
                        (first, second) -> first));
        List<String> names = brief.participants().isEmpty()
                ? list(answer.path("participants")).stream()
                        .map(p -> p.path("name").asText())
                        .toList()
                : brief.participants();
        ArrayNode participants = script.putArray("participants");
        for (String name : names) {
            ObjectNode participant = participants.addObject().put("name", name);
            String gender = genders.get(Text.name(name).toLowerCase(Locale.ROOT));
            if (gender != null) {
                participant.put("gender", gender);
            }
        }
        script.set("scenes", answer.path("messages"));
        return script;
    }

    private static ObjectNode explainer(String title, List<JsonNode> scenes) {
        ObjectNode script = script(Format.EXPLAINER, title);
        script.putArray("scenes").addAll(scenes);
        return script;
    }

    /** Photos and clips one after the other, each as long as its share of the scenes; at the end the card. */
    static ObjectNode product(String title, List<String> texts, Brief brief) {
        String name = ScriptWriters.says(brief.title()) ? brief.title() : title;
        ObjectNode script = script(Format.PRODUCT, name);
        ArrayNode scenes = script.putArray("scenes");
        List<Asset> files = brief.files();
        int last = texts.size() - 1;
        for (int i = 0; i <= last; i++) {
            ObjectNode scene = scenes.addObject().put("text", texts.get(i));
            if (i == last) {
                card(scene.putObject("slide"), name, brief).put("layout", "card");
            } else if (!files.isEmpty()) {
                show(scene, files.get((int) ((long) i * files.size() / last)));
            } else if (i == 0) {
                card(scene.putObject("slide"), name, brief)
                        .put("layout", "title")
                        .remove("price");
            }
        }
        return script;
    }

    private static ObjectNode card(ObjectNode slide, String name, Brief brief) {
        slide.put("title", Text.clip(Text.name(name), 200));
        if (ScriptWriters.says(brief.category())) {
            slide.put("subtitle", Text.clip(Text.name(brief.category()), 300));
        }
        if (ScriptWriters.says(brief.price())) {
            slide.put("price", Text.clip(Text.name(brief.price()), 60));
        }
        return slide;
    }

    /** @param images what each scene shows; where pictures came with the brief, those are shown instead */
    static ObjectNode story(String title, List<String> texts, List<String> images, Brief brief) {
        ObjectNode script = script(Format.STORY, title);
        ArrayNode scenes = script.putArray("scenes");
        for (int i = 0; i < texts.size(); i++) {
            ObjectNode scene = scenes.addObject().put("text", texts.get(i));
            if (!brief.files().isEmpty()) {
                show(scene, brief.files().get((int) ((long) i * brief.files().size() / texts.size())));
            } else {
                scene.putObject("image").put("prompt", images.get(i));
            }
        }
        return script;
    }

    private static void show(ObjectNode scene, Asset file) {
        boolean clip = file.location().toLowerCase(Locale.ROOT).matches(".*\\.(mp4|m4v|mov|qt|webm)");
        scene.putObject(clip ? "clip" : "photo").put("file", file.location());
    }

    private static ObjectNode script(Format format, String title) {
        ObjectNode script = JSON.objectNode().put("format", Formats.name(format));
        return title.isBlank() ? script : script.put("title", Text.clip(title, 200));
    }

    private static List<String> texts(List<JsonNode> scenes) {
        return scenes.stream().map(s -> s.path("text").asText("")).toList();
    }

    private static List<JsonNode> list(JsonNode array) {
        return array.isArray()
                ? StreamSupport.stream(array.spliterator(), false).toList()
                : List.of();
    }
}
