package org.kinoroute.intake;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.fasterxml.jackson.module.paramnames.ParameterNamesModule;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.kinoroute.video.FieldProblem;
import org.kinoroute.video.Problem;
import org.kinoroute.video.Suggestions;
import org.springframework.util.unit.DataSize;

/** Submissions as JSON, read strictly: a field that is not known or of another type is told, never passed over. */
final class SubmissionJson {

    /** Longer than any text that is meant to be one: what stands in a data URI. */
    private static final int LONG = 200;

    private final ObjectMapper mapper;

    /** @param longest text that there may be */
    SubmissionJson(DataSize longest) {
        JsonFactory factory = JsonFactory.builder()
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxStringLength((int) Math.min(Integer.MAX_VALUE - 8, longest.toBytes()))
                        .maxNestingDepth(50)
                        .build())
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .build();
        mapper = JsonMapper.builder(factory)
                .addModule(new ParameterNamesModule())
                .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
                .serializationInclusion(JsonInclude.Include.NON_NULL)
                .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
                .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
                .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .build();
    }

    /** @throws Problem that names the field which is wrong */
    Submission read(byte[] json) {
        try {
            Submission submission = mapper.readValue(json, Submission.class);
            if (mapper.writeValueAsString(submission).contains("\\u0000")) {
                throw new Problem("the body has a NUL character in a text, which no text has; leave it out");
            }
            if (submission == null) {
                throw new Problem("the body is empty; send what the video is to be as a JSON object");
            }
            return checked(submission);
        } catch (UnrecognizedPropertyException e) {
            throw new FieldProblem(
                    UploadedFiles.shown(e.getPropertyName()),
                    "is not known; " + near(e.getPropertyName(), known(e)),
                    e);
        } catch (MismatchedInputException e) {
            if (e.getPath().isEmpty()) {
                throw new Problem("the body is no JSON object; send one such as {\"prompt\": \"...\"}", e);
            }
            throw new FieldProblem(path(e.getPath()), wrongType(e), e);
        } catch (JsonProcessingException e) {
            int line = e.getLocation() == null ? 1 : e.getLocation().getLineNr();
            throw new Problem("the body is not JSON: line " + line + ": " + firstLine(e.getOriginalMessage()), e);
        } catch (IOException e) {
            throw new Problem("the body cannot be read; send it again", e);
        }
    }

    /** A list or map with nothing in its place would be found much later. */
    private static Submission checked(Submission of) {
        noNulls("participants", of.participants());
        noNulls("keywords", of.keywords());
        noNulls("negative_keywords", of.negativeKeywords());
        noNulls("images", of.images());
        noNulls("voices", of.voices() == null ? null : of.voices().values());
        return of;
    }

    private static void noNulls(String field, Collection<String> texts) {
        if (texts != null && texts.stream().anyMatch(text -> text == null)) {
            throw new FieldProblem(field, "there is a null in it; leave it out");
        }
    }

    /** As it is shown again: whole, but for what stands in data URIs. */
    String write(Submission submission) {
        try {
            return mapper.writeValueAsString(withoutContent(mapper.valueToTree(submission)));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static JsonNode withoutContent(JsonNode node) {
        if (node instanceof ObjectNode object) {
            object.properties().forEach(member -> member.setValue(withoutContent(member.getValue())));
        } else if (node instanceof ArrayNode array) {
            for (int i = 0; i < array.size(); i++) {
                array.set(i, withoutContent(array.get(i)));
            }
        } else if (node instanceof TextNode text && isData(text.textValue())) {
            return TextNode.valueOf(
                    text.textValue().substring(0, Math.max(5, text.textValue().indexOf(','))) + ",...");
        }
        return node;
    }

    private static boolean isData(String text) {
        return text.length() > LONG && text.regionMatches(true, 0, "data:", 0, 5);
    }

    /** The problem with its field: what was said beside the script, or the script itself. */
    Problem withField(Submission submission, Problem problem) {
        // In one line of JSON the number of the line says nothing.
        String told = problem.getMessage().replaceFirst("^script(:\\d+)?: ", "");
        int colon = told.indexOf(": ");
        String field = colon < 0 ? "" : told.substring(0, colon);
        if (mapper.valueToTree(submission).has(field)) {
            return new FieldProblem(field, told.substring(colon + 2), problem);
        }
        return submission.script() == null ? problem : new FieldProblem("script", told, problem);
    }

    /** A script as a text, in whatever form it came. */
    String text(JsonNode script) {
        return script.isTextual() ? script.textValue() : script.toString();
    }

    private static List<String> known(UnrecognizedPropertyException e) {
        return e.getKnownPropertyIds() == null
                ? List.of()
                : e.getKnownPropertyIds().stream().map(String::valueOf).sorted().toList();
    }

    private static String near(String wrong, List<String> names) {
        return "did you mean " + String.join(", ", Suggestions.near(wrong, names)) + "?";
    }

    private static String path(List<JsonMappingException.Reference> path) {
        return path.stream()
                .map(step -> step.getFieldName() == null ? "[" + step.getIndex() + "]" : "." + step.getFieldName())
                .collect(Collectors.joining())
                .substring(1);
    }

    private static String wrongType(MismatchedInputException e) {
        Class<?> type = e.getTargetType();
        String wanted;
        if (type == Integer.class || type == Long.class) {
            wanted = "a whole number";
        } else if (type == Double.class) {
            wanted = "a number";
        } else if (type == Boolean.class) {
            wanted = "true or false";
        } else if (type != null && Collection.class.isAssignableFrom(type)) {
            wanted = "a list of texts";
        } else if (type != null && Map.class.isAssignableFrom(type)) {
            wanted = "an object of texts";
        } else {
            wanted = "a text";
        }
        return "is of the wrong type; write " + wanted;
    }

    private static String firstLine(String text) {
        return text.lines().findFirst().orElse("");
    }
}
