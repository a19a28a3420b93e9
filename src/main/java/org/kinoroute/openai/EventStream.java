package org.kinoroute.openai;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.openai.core.ObjectMappers;
import java.util.List;

/** Some servers stream a chat although they were asked for it whole: its pieces put together. */
final class EventStream {

    private static final String DONE = "[DONE]";

    private EventStream() {}

    /** The chat as it would have been sent whole. */
    static JsonNode joined(Answer answer) {
        List<String> events = answer.text()
                .lines()
                .filter(line -> line.startsWith("data:"))
                .map(line -> line.substring("data:".length()).strip())
                .filter(event -> !event.isEmpty())
                .toList();
        ObjectNode whole = ObjectMappers.jsonMapper().createObjectNode();
        ObjectNode choice = ObjectMappers.jsonMapper().createObjectNode();
        StringBuilder content = new StringBuilder();
        for (String event : events) {
            if (event.equals(DONE)) {
                break;
            }
            JsonNode chunk = answer.withoutError(parse(answer, event));
            for (String field : List.of("id", "model", "usage")) {
                if (chunk.hasNonNull(field)) {
                    whole.set(field, chunk.get(field));
                }
            }
            JsonNode piece = chunk.path("choices").path(0);
            content.append(piece.at("/delta/content").asText(""));
            if (piece.hasNonNull("finish_reason")) {
                choice.set("finish_reason", piece.get("finish_reason"));
            }
        }
        if (!choice.has("finish_reason") && !events.contains(DONE)) {
            throw answer.failures().useless("with a stream that broke off", true);
        }
        choice.putObject("message").put("role", "assistant").put("content", content.toString());
        whole.putArray("choices").add(choice);
        return whole;
    }

    private static JsonNode parse(Answer answer, String event) {
        try {
            return ObjectMappers.jsonMapper().readTree(event);
        } catch (JsonProcessingException e) {
            throw answer.failures().useless("with a stream that cannot be read: " + event, true);
        }
    }
}
