package org.kinoroute.openai;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.openai.core.ObjectMappers;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * What a server sent with success, read whole. Not every server sends what it was asked for.
 *
 * @param type of the content; empty: not said
 */
record Answer(String type, byte[] body, Failures failures) {

    String text() {
        return new String(body, StandardCharsets.UTF_8).strip();
    }

    boolean isEventStream() {
        return type.startsWith("text/event-stream") || text().startsWith("data:");
    }

    /** Neither a web page nor an error: some servers send these, too, with status 200. */
    Answer checked() {
        if (body.length == 0) {
            throw failures.useless("with nothing", true);
        }
        String start = new String(body, 0, Math.min(body.length, 100), StandardCharsets.UTF_8)
                .strip()
                .toLowerCase(Locale.ROOT);
        if (type.startsWith("text/html") || start.startsWith("<!doctype html") || start.startsWith("<html")) {
            throw failures.useless(
                    "with a web page; is the path of the base URL, "
                            + failures.settings().path() + ", right?",
                    false);
        }
        return this;
    }

    JsonNode json() {
        checked();
        try {
            return withoutError(ObjectMappers.jsonMapper().readTree(body));
        } catch (JsonProcessingException e) {
            throw failures.useless("with something that is no JSON: " + text(), true);
        } catch (IOException e) {
            throw failures.of(e);
        }
    }

    JsonNode withoutError(JsonNode answer) {
        JsonNode error = answer.path("error");
        if (error.isMissingNode() || error.isNull()) {
            return answer;
        }
        int code = error.path("code").asInt();
        if (code >= 400) {
            throw failures.refused(code, Failures.words(answer), null);
        }
        throw failures.useless("with an error: " + Failures.words(answer), false);
    }
}
