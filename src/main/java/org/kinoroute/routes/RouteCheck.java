package org.kinoroute.routes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.kinoroute.video.Problem;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/**
 * Checks route files for what Camel would refuse late, or accept and do wrong: a file that is no list, unknown or
 * kebab-case keys, ids that are taken, an error policy that does not exist, a {@code direct:} that leads nowhere.
 */
public final class RouteCheck {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern DIRECT = Pattern.compile("direct:([\\w.-]+)$");

    private final List<RouteFile> files;
    private final Map<String, List<Declaration>> declarations = new HashMap<>();
    private JsonSchema schema;

    /** Something with an id: a route, a template, a configuration. */
    private record Declaration(RouteFile file, String kind, String id, int line) {}

    public RouteCheck(List<RouteFile> files) {
        this.files = files;
    }

    /**
     * Checks the user's files against themselves and all the others.
     *
     * @throws Problem the first that is wrong, with file, line and remedy
     */
    public void checkUserFiles() {
        if (files.stream().allMatch(RouteFile::isBuiltIn)) {
            return;
        }
        files.forEach(this::declare);
        files.stream().filter(file -> !file.isBuiltIn()).forEach(this::check);
    }

    /** Checks every file. */
    public void checkAll() {
        files.forEach(this::declare);
        files.forEach(this::check);
    }

    private void declare(RouteFile file) {
        Node root = parse(file);
        if (!(root instanceof SequenceNode list)) {
            throw problem(file, root, "the top of a route file is a list; begin with \"- route:\"");
        }
        for (Node item : list.getValue()) {
            if (!(item instanceof MappingNode map)) {
                throw problem(file, item, "expected an entry such as \"- route:\"");
            }
            for (NodeTuple entry : map.getValue()) {
                String kind = text(entry.getKeyNode());
                find(entry.getValueNode(), "id").ifPresent(id -> declarations
                        .computeIfAbsent(kind + " " + text(id), key -> new ArrayList<>())
                        .add(new Declaration(file, kind, text(id), line(id))));
                if (kind.equals("route")) {
                    find(entry.getValueNode(), "from")
                            .flatMap(from -> find(from, "uri"))
                            .ifPresent(uri -> declarations
                                    .computeIfAbsent("from " + text(uri), key -> new ArrayList<>())
                                    .add(new Declaration(file, "from", text(uri), line(uri))));
                }
            }
        }
    }

    private void check(RouteFile file) {
        Node root = parse(file);
        validate(file, root);
        declarations.values().stream().filter(same -> same.size() > 1).forEach(same -> same.stream()
                .filter(declaration -> declaration.file().equals(file))
                .forEach(declaration -> {
                    Declaration other = same.stream()
                            .filter(d -> d != declaration)
                            .findFirst()
                            .orElseThrow();
                    throw new Problem("%s:%d: %s \"%s\" is there already, in %s:%d; give it another name, or call"
                                    .formatted(
                                            file.location(),
                                            declaration.line(),
                                            declaration.kind(),
                                            declaration.id(),
                                            other.file().location(),
                                            other.line())
                            + " the file " + other.file().name() + " in order to replace it");
                }));
        walk(file, root);
    }

    private void walk(RouteFile file, Node node) {
        if (node instanceof SequenceNode list) {
            list.getValue().forEach(item -> walk(file, item));
        } else if (node instanceof MappingNode map) {
            for (NodeTuple entry : map.getValue()) {
                String key = text(entry.getKeyNode());
                String value = text(entry.getValueNode());
                if (key.equals("routeConfigurationId") && !declarations.containsKey("routeConfiguration " + value)) {
                    throw problem(
                            file,
                            entry.getValueNode(),
                            "there is no routeConfiguration \"" + value + "\"; the built-in one is \"stage\"");
                }
                if (Set.of("to", "uri", "constant").contains(key)) {
                    Matcher direct = DIRECT.matcher(value);
                    if (direct.matches() && !declarations.containsKey("from " + value)) {
                        throw problem(
                                file,
                                entry.getValueNode(),
                                "no route begins at " + value + "; add one with \"from: uri: " + value + "\"");
                    }
                }
                walk(file, entry.getValueNode());
            }
        }
    }

    private void validate(RouteFile file, Node root) {
        Object tree = new Yaml(new SafeConstructor(new LoaderOptions())).load(file.text());
        for (ValidationMessage message : schema().validate(JSON.<JsonNode>valueToTree(tree))) {
            Node at = locate(root, message);
            String what = message.getMessage().replaceFirst("^\\$[^:]*: ", "");
            throw problem(
                    file,
                    at,
                    message.getInstanceLocation().toString().replaceFirst("^\\$", "") + ": " + what
                            + "; `./kinoroute routes` shows the built-in files as examples");
        }
    }

    private static Node locate(Node root, ValidationMessage message) {
        Node node = root;
        var path = message.getInstanceLocation();
        for (int i = 0; i < path.getNameCount(); i++) {
            Object name = path.getElement(i);
            if (node instanceof SequenceNode list && name instanceof Integer index) {
                node = list.getValue().get(index);
            } else {
                node = find(node, name.toString()).orElse(node);
            }
        }
        // For a key that is not known the message names the key, which stands deeper than the path leads.
        return message.getProperty() == null ? node : keyNode(node, message.getProperty());
    }

    private static Node keyNode(Node node, String key) {
        if (node instanceof MappingNode map) {
            for (NodeTuple entry : map.getValue()) {
                if (text(entry.getKeyNode()).equals(key)) {
                    return entry.getKeyNode();
                }
            }
        }
        return node;
    }

    private JsonSchema schema() {
        if (schema == null) {
            try (var in = RouteCheck.class.getResourceAsStream("/schema/camelYamlDsl.json")) {
                schema = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V4)
                        .getSchema(in);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return schema;
    }

    private static Node parse(RouteFile file) {
        try {
            Node root =
                    new Yaml(new SafeConstructor(new LoaderOptions())).compose(new java.io.StringReader(file.text()));
            if (root == null) {
                throw new Problem(file.location() + ":1: the file is empty; begin with \"- route:\", or remove it");
            }
            return root;
        } catch (MarkedYAMLException e) {
            throw new Problem("%s:%d: not YAML: %s"
                    .formatted(
                            file.location(),
                            e.getProblemMark() == null ? 1 : e.getProblemMark().getLine() + 1,
                            e.getProblem()));
        }
    }

    private static Problem problem(RouteFile file, Node node, String what) {
        return new Problem(file.location() + ":" + line(node) + ": " + what);
    }

    private static java.util.Optional<Node> find(Node node, String key) {
        if (node instanceof MappingNode map) {
            return map.getValue().stream()
                    .filter(entry -> text(entry.getKeyNode()).equals(key))
                    .map(NodeTuple::getValueNode)
                    .findFirst();
        }
        return java.util.Optional.empty();
    }

    private static String text(Node node) {
        return node instanceof ScalarNode scalar ? scalar.getValue() : "";
    }

    private static int line(Node node) {
        return node.getStartMark().getLine() + 1;
    }
}
