package org.kinoroute.routes;

import static org.kinoroute.routes.Nodes.items;
import static org.kinoroute.routes.Nodes.line;
import static org.kinoroute.routes.Nodes.text;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonMetaSchema;
import com.networknt.schema.JsonNodePath;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.NonValidationKeyword;
import com.networknt.schema.PathType;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.kinoroute.video.Problem;
import org.snakeyaml.engine.v2.nodes.Node;

/** The schema of Camel's YAML: which keys there are, and what may stand under them. */
final class RouteSchema {

    private static final Pattern DASH = Pattern.compile("-(.)");
    private static final String HELP = "; the built-in files in routes/ are examples";
    /** What says most where several things are said of one line. */
    private static final List<String> TELLING = List.of("additionalProperties", "enum", "type", "required");

    private static final Pattern TYPES = Pattern.compile("(\\w+) found, (\\w+) expected");
    private static final Map<String, String> TYPE_NAMES = Map.of(
            "string", "a text",
            "array", "a list",
            "object", "a block of keys",
            "null", "empty",
            "boolean", "true or false",
            "integer", "a whole number",
            "number", "a number");

    private static JsonSchema schema;

    private RouteSchema() {}

    private record Finding(ValidationMessage message, Node node) {}

    /** @throws Problem the first line that the schema does not know */
    static void check(RouteDocument document) {
        Optional<Finding> first = schema().validate(document.json()).stream()
                .filter(message -> !"anyOf".equals(message.getType()) && !"oneOf".equals(message.getType()))
                .map(message -> new Finding(message, locate(document.root(), message)))
                .filter(finding -> !isTakenByCamel(finding))
                .min(Comparator.<Finding>comparingInt(finding -> rank(finding.message()))
                        .thenComparingInt(finding -> line(finding.node())));
        first.ifPresent(finding -> {
            throw document.problem(finding.node(), describe(finding.message()));
        });
    }

    /** Camel converts texts: where the schema asks for a number, a quoted one or a setting will do. */
    private static boolean isTakenByCamel(Finding finding) {
        Matcher types = TYPES.matcher(finding.message().getMessage());
        if (!finding.message().getType().equals("type")
                || !types.find()
                || !types.group(1).equals("string")) {
            return false;
        }
        String text = text(finding.node());
        return switch (types.group(2)) {
            case "boolean" -> text.matches("true|false|\\{\\{.+}}");
            case "integer", "number" -> text.matches("-?\\d+(\\.\\d+)?|\\{\\{.+}}");
            default -> false;
        };
    }

    private static int rank(ValidationMessage message) {
        int rank = TELLING.indexOf(message.getType());
        return rank < 0 ? TELLING.size() : rank;
    }

    private static String describe(ValidationMessage message) {
        String name = lastName(message.getInstanceLocation());
        return switch (message.getType()) {
            case "additionalProperties" -> unknownKey(message.getProperty(), name);
            case "required" -> "\"" + name + "\" needs \"" + message.getProperty() + "\"; add it" + HELP;
            case "maxProperties" ->
                "an entry of \"" + name + "\" has more than one key; begin the next entry with \"- \"";
            case "type" -> wrongType(message, name);
            default -> "\"" + name + "\": " + what(message) + HELP;
        };
    }

    private static String unknownKey(String key, String parent) {
        Matcher dash = DASH.matcher(key);
        if (dash.find()) {
            return "\"" + key + "\" is no key here; write it as \""
                    + dash.replaceAll(m -> m.group(1).toUpperCase(Locale.ROOT)) + "\"";
        }
        return "\"" + key + "\" is no key " + (parent.isEmpty() ? "of a route file" : "of \"" + parent + "\"")
                + "; look at its spelling and at how far it is indented" + HELP;
    }

    private static String what(ValidationMessage message) {
        return message.getMessage().replaceFirst("^\\$[^:]*: ", "");
    }

    private static String wrongType(ValidationMessage message, String name) {
        Matcher types = TYPES.matcher(message.getMessage());
        if (!types.find()) {
            return "\"" + name + "\": " + what(message) + HELP;
        }
        String remedy =
                switch (types.group(2)) {
                    case "string" -> "write it as one text, in quotes";
                    case "array" -> "begin each of its lines with \"- \"";
                    case "object" -> "write its keys below it, further to the right";
                    default -> "write " + TYPE_NAMES.getOrDefault(types.group(2), types.group(2));
                };
        return "\"%s\" is %s, where %s belongs; %s"
                .formatted(
                        name,
                        TYPE_NAMES.getOrDefault(types.group(1), types.group(1)),
                        TYPE_NAMES.getOrDefault(types.group(2), types.group(2)),
                        remedy);
    }

    private static String lastName(JsonNodePath path) {
        for (int i = path.getNameCount() - 1; i >= 0; i--) {
            if (path.getElement(i) instanceof String name) {
                return name;
            }
        }
        return "";
    }

    private static Node locate(Node root, ValidationMessage message) {
        Node node = root;
        JsonNodePath path = message.getInstanceLocation();
        for (int i = 0; i < path.getNameCount(); i++) {
            node = path.getElement(i) instanceof Integer index
                    ? items(node).get(index)
                    : Nodes.value(node, path.getElement(i).toString()).orElse(node);
        }
        return message.getProperty() == null
                ? node
                : Nodes.key(node, message.getProperty()).orElse(node);
    }

    private static synchronized JsonSchema schema() {
        if (schema == null) {
            try (var in = RouteSchema.class.getResourceAsStream("/schema/camelYamlDsl.json")) {
                JsonNode tree = new ObjectMapper().readTree(in);
                JsonMetaSchema keywords = JsonMetaSchema.builder(JsonMetaSchema.getV4())
                        .keyword(new NonValidationKeyword("deprecated"))
                        .build();
                schema = JsonSchemaFactory.builder(JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V4))
                        .metaSchema(keywords)
                        .build()
                        // Whole, with every step in every step, it is a quarter of a gigabyte; few of them are asked
                        // for.
                        .getSchema(
                                tree,
                                SchemaValidatorsConfig.builder()
                                        .preloadJsonSchema(false)
                                        .pathType(PathType.LEGACY)
                                        .build());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return schema;
    }
}
