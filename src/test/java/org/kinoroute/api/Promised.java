package org.kinoroute.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.springframework.http.MediaType;

/** Holds real answers to what the contract promises: status, headers, media type, every field of the body. */
public final class Promised {

    private static final Contract CONTRACT = new Contract();

    private Promised() {}

    /** An answer, found to be one that the contract promises for an operation. */
    public static Server.Answer by(String operation, Server.Answer answer) {
        Operation promised = CONTRACT.operations().stream()
                .filter(known -> known.id().equals(operation))
                .findFirst()
                .orElseThrow();
        String responses = "/paths/" + Contract.escape(promised.path()) + "/"
                + promised.method().toLowerCase(Locale.ROOT) + "/responses/";
        String status = CONTRACT.at(responses + answer.status()).node().isMissingNode()
                ? "default"
                : String.valueOf(answer.status());
        assertThat(status.equals("default") && answer.status() < 400)
                .as("%s promises no answer like %s", operation, answer)
                .isFalse();
        Contract.At response = CONTRACT.at(responses + status);
        headers(response, answer);
        content(response, answer);
        return answer;
    }

    /** A problem document of a status, by any operation. */
    static JsonNode problem(Server.Answer answer, int status) {
        assertThat(answer.status()).as("%s", answer).isEqualTo(status);
        content(CONTRACT.at("/components/responses/Problem"), answer);
        assertThat(answer.json().get("status").asInt()).isEqualTo(status);
        assertThat(answer.text()).doesNotContain("Exception").doesNotContain("\tat ");
        return answer.json();
    }

    private static void headers(Contract.At response, Server.Answer answer) {
        response.node().path("headers").fieldNames().forEachRemaining(name -> {
            Contract.At header = CONTRACT.at(response.pointer() + "/headers/" + Contract.escape(name));
            String value = answer.header(name);
            if (value == null) {
                assertThat(header.node().path("required").asBoolean())
                        .as("header %s of %s", name, answer)
                        .isFalse();
                return;
            }
            Contract.At schema = CONTRACT.at(header.pointer() + "/schema");
            boolean number = schema.node().path("type").asText().equals("integer");
            assertThat(CONTRACT.schema(schema.pointer())
                            .validate(number ? LongNode.valueOf(Long.parseLong(value)) : TextNode.valueOf(value)))
                    .as("header %s of %s", name, answer)
                    .isEmpty();
        });
    }

    private static void content(Contract.At response, Server.Answer answer) {
        JsonNode content = response.node().path("content");
        if (content.isMissingNode()) {
            assertThat(answer.bytes()).as("%s", answer).isEmpty();
            return;
        }
        MediaType type = MediaType.parseMediaType(answer.header("Content-Type"));
        List<String> promised = new ArrayList<>();
        content.fieldNames().forEachRemaining(promised::add);
        String found = promised.stream()
                .filter(name -> MediaType.parseMediaType(name).isCompatibleWith(type))
                .findFirst()
                .orElse(null);
        assertThat(found).as("media type of %s", answer).isNotNull();
        String pointer = response.pointer() + "/content/" + Contract.escape(found) + "/schema";
        if (!CONTRACT.at(pointer).node().isMissingNode()) {
            assertThat(CONTRACT.schema(CONTRACT.at(pointer).pointer()).validate(answer.json()))
                    .as("%s", answer)
                    .isEmpty();
        }
    }
}
