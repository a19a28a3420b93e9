package org.kinoroute.api;

import com.networknt.schema.JsonNodePath;
import com.networknt.schema.ValidationMessage;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.kinoroute.video.FieldProblem;

/** What a validator says of a request, in words for people. */
final class Violations {

    /** What says most comes first. */
    private static final List<String> TELLING =
            List.of("additionalProperties", "required", "type", "enum", "const", "pattern");

    private Violations() {}

    /** @param name of the parameter that was looked at; null: it was the body */
    static FieldProblem problem(Set<ValidationMessage> messages, String name) {
        ValidationMessage message = messages.stream()
                .min(Comparator.comparingInt(Violations::rank)
                        .thenComparing(found -> found.getInstanceLocation().toString()))
                .orElseThrow();
        String field = name != null ? name : field(message);
        return new FieldProblem(field.isEmpty() ? "body" : field, words(message));
    }

    private static int rank(ValidationMessage message) {
        int rank = TELLING.indexOf(message.getType());
        return rank < 0 ? TELLING.size() : rank;
    }

    private static String field(ValidationMessage message) {
        StringBuilder field = new StringBuilder();
        JsonNodePath path = message.getInstanceLocation();
        for (int i = 0; i < path.getNameCount(); i++) {
            Object element = path.getElement(i);
            if (element instanceof Integer index) {
                field.append('[').append(index).append(']');
            } else {
                field.append(field.isEmpty() ? "" : ".").append(element);
            }
        }
        if (message.getProperty() != null
                && Set.of("additionalProperties", "required").contains(message.getType())) {
            field.append(field.isEmpty() ? "" : ".").append(message.getProperty());
        }
        // Somebody else's words are shown, but not at any length.
        return field.length() > 200 ? field.substring(0, 200) + "…" : field.toString();
    }

    private static String words(ValidationMessage message) {
        Object[] arguments = message.getArguments();
        String argument = arguments == null || arguments.length == 0 ? "" : String.valueOf(arguments[0]);
        return switch (message.getType()) {
            case "additionalProperties" -> "is not known here; look at its spelling, or leave it out";
            case "required" -> "is missing; add it";
            case "type" -> "has the wrong type; write " + type(arguments);
            case "enum" -> "is not known; write one of " + argument.replaceAll("[\\[\\]\"]", "");
            case "minimum" -> "is too small; write " + argument + " or more";
            case "maximum" -> "is too large; write " + argument + " or less";
            case "minLength" -> "is empty; write something, or leave it out";
            case "maxLength" -> "is too long; write " + argument + " characters or fewer";
            case "minItems", "minProperties" -> "is empty; write something, or leave it out";
            case "maxItems", "maxProperties" -> "has too many; write " + argument + " or fewer";
            case "pattern" -> "is not written like that; it has to match " + argument;
            case "format" -> "is not written like that; write a " + argument;
            default -> message.getMessage().replaceFirst("^\\$[^:]*: ", "");
        };
    }

    private static String type(Object[] arguments) {
        String wanted = arguments != null && arguments.length > 1 ? String.valueOf(arguments[1]) : "another one";
        return wanted.replace("string", "a text")
                .replace("integer", "a whole number")
                .replace("number", "a number")
                .replace("boolean", "true or false")
                .replace("array", "a list")
                .replace("object", "an object")
                .replace("a whole a number", "a whole number")
                .replaceAll("[\\[\\]\"]", "");
    }
}
