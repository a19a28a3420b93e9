package org.kinoroute.script;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.Iterator;
import java.util.Optional;

/** Finds the JSON in what a language model wrote: in a code fence, with text around it, or behind its thoughts. */
final class AnswerJson {

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final int BRACES_LOOKED_AT = 200;

    private AnswerJson() {}

    /** The largest object that stands in an answer; what is null in it is left out. */
    static Optional<JsonNode> find(String answer) {
        String text = answer.replaceAll("(?s)<think(ing)?>.*?</think(ing)?>", " ");
        JsonNode best = null;
        int length = 0;
        int from = text.indexOf('{');
        for (int i = 0; i < BRACES_LOOKED_AT && from >= 0; i++) {
            int to = from + 1;
            try (JsonParser parser = MAPPER.getFactory().createParser(text.substring(from))) {
                JsonNode found = MAPPER.readTree(parser);
                to = from + (int) parser.currentLocation().getCharOffset();
                if (found instanceof ObjectNode && to - from > length) {
                    best = found;
                    length = to - from;
                }
            } catch (JsonProcessingException notHere) {
                // A brace in the text around it; the next one may be the right one.
            } catch (IOException e) {
                throw new IllegalStateException("a text cannot be read", e);
            }
            from = text.indexOf('{', to);
        }
        return Optional.ofNullable(best).map(AnswerJson::withoutNulls);
    }

    /** Models write null for what they leave out. */
    private static JsonNode withoutNulls(JsonNode node) {
        if (node instanceof ObjectNode object) {
            for (Iterator<JsonNode> members = object.elements(); members.hasNext(); ) {
                JsonNode member = members.next();
                if (member.isNull()) {
                    members.remove();
                } else {
                    withoutNulls(member);
                }
            }
        } else if (node instanceof ArrayNode array) {
            array.forEach(AnswerJson::withoutNulls);
        }
        return node;
    }
}
