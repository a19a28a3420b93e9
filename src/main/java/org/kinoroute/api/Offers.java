package org.kinoroute.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.Route;
import org.kinoroute.video.Estimates;
import org.kinoroute.video.VideoDefaults;
import org.springframework.core.env.Environment;
import org.springframework.core.env.PropertyResolver;
import org.springframework.stereotype.Component;

/** What a form can offer to choose from. */
@Component("offers")
public class Offers {

    private static final String WRITERS = "direct://script-";

    private final ObjectMapper json;
    private final CamelContext camel;
    private final VideoDefaults defaults;
    private final ApiProperties properties;
    private final PropertyResolver settings;

    public Offers(
            ObjectMapper json,
            CamelContext camel,
            VideoDefaults defaults,
            ApiProperties properties,
            Environment settings) {
        this.json = json;
        this.camel = camel;
        this.defaults = defaults;
        this.properties = properties;
        this.settings = settings;
    }

    /** What a video would be. */
    public JsonNode estimate(Estimates.Estimate estimate) {
        return json.valueToTree(Estimates.json(estimate));
    }

    /** Of things with more to them: id, name and description. */
    public JsonNode choices(Collection<?> things) {
        ArrayNode choices = json.createArrayNode();
        for (Object thing : things) {
            JsonNode tree = json.valueToTree(thing);
            choices.addObject()
                    .put("id", tree.path("id").asText())
                    .put("name", tree.path("name").asText())
                    .put("description", tree.path("description").asText());
        }
        return choices;
    }

    /**
     * @param themes of slides and cards
     * @param languages by tag, that can be spoken without any server
     */
    public JsonNode formats(List<String> themes, Map<String, String> languages) {
        ObjectNode offers = json.createObjectNode();
        ArrayNode formats = offers.putArray("formats");
        camel.getRoutes().stream()
                .map(Route::getEndpoint)
                .map(endpoint -> endpoint.getEndpointUri())
                .filter(uri -> uri.startsWith(WRITERS))
                .map(uri -> uri.substring(WRITERS.length()).replaceFirst("\\?.*", ""))
                .distinct()
                .sorted()
                .forEach(format -> formats.addObject().put("id", format).set("defaults", defaults(format)));
        offers.set("themes", json.valueToTree(themes));
        offers.set("looks", json.valueToTree(List.of("android", "ios")));
        offers.set("captions", json.valueToTree(captions()));
        offers.set("layouts", json.valueToTree(List.of("scroll", "groups")));
        ArrayNode spoken = offers.putArray("languages");
        languages.forEach((id, name) -> spoken.addObject().put("id", id).put("name", name));
        String model = settings.getProperty("kinoroute.model.name", "");
        offers.put("model", model.isBlank() ? null : model);
        return offers;
    }

    private ObjectNode defaults(String format) {
        VideoDefaults.OfFormat own = defaults.of(format);
        return json.createObjectNode()
                .put("size", own.size())
                .put("fps", defaults.fps())
                .put("layout", defaults.layout())
                .put("messages_per_group", defaults.messagesPerGroup())
                .put("start_buffer", own.startBuffer())
                .put("end_buffer", own.endBuffer())
                .put("pause", own.pause())
                .put("silence", defaults.silence())
                .put("transition", own.transition())
                .put("motion", defaults.motion())
                .put("captions", own.captions());
    }

    private List<String> captions() {
        Path folder = properties.captions();
        if (!Files.isDirectory(folder)) {
            return List.of("off");
        }
        try (var files = Files.list(folder)) {
            return Stream.concat(
                            Stream.of("off"),
                            files.map(file -> file.getFileName().toString())
                                    .filter(name -> name.endsWith(".css"))
                                    .map(name -> name.substring(0, name.length() - ".css".length()))
                                    .sorted())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
