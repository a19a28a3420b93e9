package org.kinoroute.api.systems;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.kinoroute.video.FieldProblem;
import org.kinoroute.video.Problem;

/** Reads what a client has sent, member by member, whatever it may be. */
final class Asked {

    private static final int DEEPEST = 20;

    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    static {
        JSON.getFactory()
                .setStreamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(DEEPEST)
                        // Pictures come as base64.
                        .maxStringLength(100_000_000)
                        .build());
    }

    private Asked() {}

    static ObjectNode object() {
        return JSON.createObjectNode();
    }

    /** @throws Problem if it is no JSON object */
    static ObjectNode object(String body) {
        try {
            if (body != null && JSON.readTree(body) instanceof ObjectNode object) {
                return object;
            }
        } catch (JsonProcessingException e) {
            throw new Problem("the body is no JSON (" + e.getOriginalMessage() + ")", e);
        }
        throw new Problem("the body is no JSON object; send one, with the header Content-Type: application/json");
    }

    /** What a table holds as JSON; null stays null. */
    static JsonNode json(String text) {
        try {
            return text == null ? null : JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * A text; null where there is none, or nothing but blanks.
     *
     * @throws FieldProblem if it is something else
     */
    static String text(JsonNode asked, String name) {
        JsonNode value = asked.path(name);
        if (value.isMissingNode() || value.isNull()) {
            return null;
        }
        if (!value.isTextual()) {
            throw new FieldProblem(name, name + " is no text");
        }
        return value.asText().isBlank() ? null : readable(name, value.asText());
    }

    /** No table holds it, and no page shows it. */
    static String readable(String name, String text) {
        if (text.indexOf('\0') >= 0) {
            throw new FieldProblem(name, name + " has a NUL character in it; take it out");
        }
        return text;
    }

    /** @throws FieldProblem if there is none */
    static String required(JsonNode asked, String name) {
        String text = text(asked, name);
        if (text == null) {
            throw new FieldProblem(name, name + " is required");
        }
        return text;
    }

    /**
     * Texts: a list, or one text with commas between; empty where there is nothing.
     *
     * @throws FieldProblem if it is something else
     */
    static List<String> texts(JsonNode asked, String name) {
        JsonNode value = asked.path(name);
        if (value.isMissingNode() || value.isNull()) {
            return List.of();
        }
        Stream<String> texts;
        if (value.isTextual()) {
            texts = Stream.of(value.asText().split(","));
        } else if (value instanceof ArrayNode array
                && StreamSupport.stream(array.spliterator(), false).allMatch(JsonNode::isTextual)) {
            texts = StreamSupport.stream(array.spliterator(), false).map(JsonNode::asText);
        } else {
            throw new FieldProblem(name, name + " is neither a list of texts nor a text with commas between them");
        }
        return texts.map(text -> readable(name, text))
                .map(String::strip)
                .filter(text -> !text.isEmpty())
                .toList();
    }
}
