package org.kinoroute.script;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonNodePath;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.kinoroute.video.Problem;

/** Checks a script against the published schema, and tells what is wrong with it in a maker's words. */
final class SchemaCheck {

    static final String RESOURCE = "/schema/script.schema.json";

    private final JsonNode source;
    private final JsonSchema schema;

    /** Loaded when the first script comes: a start that reads none need not wait for it. */
    private static final class Loaded {
        static final SchemaCheck SCHEMA = new SchemaCheck();
    }

    static SchemaCheck loaded() {
        return Loaded.SCHEMA;
    }

    private SchemaCheck() {
        try (InputStream in = SchemaCheck.class.getResourceAsStream(RESOURCE)) {
            if (in == null) {
                throw new IllegalStateException("the schema is missing from the application: " + RESOURCE);
            }
            source = new ObjectMapper().readTree(in);
            schema = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                    .getSchema(source, SchemaValidatorsConfig.builder().build());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Throws the first problem in the order of the file, with the number of the others. */
    void check(Node script, String name) {
        Set<ValidationMessage> messages = schema.validate(script.json());
        if (messages.isEmpty()) {
            return;
        }
        // A misspelt key is also a missing one, and each branch of an anyOf complains: to the maker that is one thing.
        Set<String> misspelt = messages.stream()
                .filter(m -> m.getType().equals("additionalProperties"))
                .map(m -> m.getInstanceLocation().toString())
                .collect(Collectors.toSet());
        Map<String, Finding> findings = new LinkedHashMap<>();
        for (ValidationMessage message : messages) {
            if (!message.getType().equals("required")
                    || !misspelt.contains(message.getInstanceLocation().toString())) {
                Finding finding = finding(script, name, message);
                findings.putIfAbsent(finding.where() + " " + finding.what(), finding);
            }
        }
        Finding first = findings.values().stream()
                .min(Comparator.comparingInt(f -> f.where().line()))
                .orElseThrow();
        throw first.problem(findings.size() - 1);
    }

    private record Finding(Where where, String what) {
        Problem problem(int more) {
            return where.problem(what + (more > 0 ? " (and " + more + " more)" : ""));
        }
    }

    private Finding finding(Node script, String name, ValidationMessage message) {
        Node node = script;
        int line = node.line();
        Map<String, Integer> lines = Map.of();
        StringBuilder path = new StringBuilder();
        JsonNodePath location = message.getInstanceLocation();
        for (int i = 0; i < location.getNameCount(); i++) {
            Object element = location.getElement(i);
            if (node instanceof Node.Items items) {
                node = items.items().get((Integer) element);
                path.append('[').append(element).append(']');
                line = node.line();
            } else if (node instanceof Node.Members object) {
                path.append(path.isEmpty() ? "" : ".").append(Text.clip(Text.oneLine(element.toString()), 60));
                line = object.lines().get(element.toString());
                node = object.get(element.toString());
            }
        }
        if (node instanceof Node.Members object) {
            lines = object.lines();
            if ("additionalProperties".equals(message.getType())) {
                line = lines.getOrDefault(message.getProperty(), line);
            }
        }
        return new Finding(new Where(name, line, path.toString(), lines), what(message, node));
    }

    private String what(ValidationMessage message, Node node) {
        JsonNode schema = message.getSchemaNode();
        if (message.getEvaluationPath().toString().contains("anyOf")) {
            return "a message needs from, a line between messages day or system; add one of them";
        }
        String value = value(node);
        return switch (message.getType()) {
            case "additionalProperties" -> unknownKey(message);
            case "required" -> message.getProperty() + " is missing; add it";
            case "enum" -> unknownWord(value, schema);
            case "type" -> value + " is not " + types(schema) + "; " + mend(node, schema);
            case "minLength" -> "empty; write something or leave the line out";
            case "maxLength" -> "longer than " + schema.asText() + " characters; shorten it";
            case "minimum" -> value + " is too small; the smallest is " + schema.asText();
            case "maximum" -> value + " is too large; the largest is " + schema.asText();
            case "minItems" -> "an empty list; write something into it, or leave the line out";
            case "maxItems" -> "more than " + schema.asText() + " entries; leave some out";
            case "pattern" -> pattern(message, value);
            default -> Text.clip(message.getMessage(), 160) + "; see docs/scripts.md";
        };
    }

    private static String pattern(ValidationMessage message, String value) {
        String location = message.getSchemaLocation().toString();
        if (location.contains("time")) {
            return value + " is no time of day; write it like 14:02";
        } else if (location.contains("preset")) {
            return value + " is no name of a preset; write small letters, digits and dashes";
        } else if (location.contains("kind")) {
            return value + " is no kind of visual that can be written here; write small letters, digits and dashes"
                    + " (photo and clip have fields of their own)";
        }
        return value + " is no language tag; write it like pt-br";
    }

    private static String value(Node node) {
        if (node instanceof Node.Items) {
            return "a list";
        } else if (node instanceof Node.Members) {
            return "an object";
        } else if (node instanceof Node.Leaf leaf && leaf.value() instanceof String s) {
            return Text.quote(s);
        }
        Object value = node instanceof Node.Leaf leaf ? leaf.value() : null;
        return value == null
                ? "nothing"
                : value instanceof Double d && Math.abs(d) > 1e9 ? "the number" : value.toString();
    }

    private static String mend(Node node, JsonNode type) {
        if (type.toString().contains("string")) {
            return node instanceof Node.Leaf ? "put it in quotes" : "write one text";
        } else if (type.toString().contains("integer")) {
            return "write it like 42";
        } else if (type.toString().contains("number")) {
            return "write it like 4.2";
        }
        return "write " + types(type);
    }

    private static String types(JsonNode type) {
        List<String> types = type.isArray()
                ? StreamSupport.stream(type.spliterator(), false)
                        .map(JsonNode::asText)
                        .toList()
                : List.of(type.asText());
        return types.stream()
                .map(t -> switch (t) {
                    case "string" -> "a text";
                    case "integer" -> "a whole number";
                    case "number" -> "a number";
                    case "boolean" -> "true or false";
                    case "array" -> "a list";
                    default -> "an object";
                })
                .collect(Collectors.joining(" or "));
    }

    private static String unknownWord(String value, JsonNode words) {
        return value + " is not known; write one of "
                + StreamSupport.stream(words.spliterator(), false)
                        .map(JsonNode::asText)
                        .collect(Collectors.joining(", "));
    }

    private String unknownKey(ValidationMessage message) {
        String object = message.getSchemaLocation().getFragment().getParent().toString();
        Set<String> known = new TreeSet<>();
        source.at(object).path("properties").fieldNames().forEachRemaining(known::add);
        String key = message.getProperty();
        return Text.quote(key) + " is not known here; "
                + Text.nearest(key, known)
                        .map(n -> "did you mean " + n + "?")
                        .orElse("delete it, or write one of " + String.join(", ", known));
    }
}
