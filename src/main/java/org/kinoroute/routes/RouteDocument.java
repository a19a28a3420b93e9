package org.kinoroute.routes;

import static org.kinoroute.routes.Nodes.items;
import static org.kinoroute.routes.Nodes.line;
import static org.kinoroute.routes.Nodes.text;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.kinoroute.video.Problem;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.constructor.StandardConstructor;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/**
 * A route file, read by the parser that Camel reads it with.
 *
 * @param root its list
 * @param entries what stands in the list, in its order
 */
record RouteDocument(RouteFile file, Node root, List<Entry> entries) {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final LoadSettings SETTINGS = LoadSettings.builder().build();

    /**
     * An entry of the list.
     *
     * @param kind {@code route}, {@code routeTemplate}, …
     */
    record Entry(String kind, Node key, Node body) {

        Optional<String> id() {
            return Nodes.string(body, "id");
        }
    }

    /** @throws Problem where it is no list of entries in YAML */
    static RouteDocument parse(RouteFile file) {
        Node root = compose(file);
        if (!(root instanceof SequenceNode)) {
            throw problem(file, root, "the top of a route file is a list; begin with \"- route:\"");
        }
        if (items(root).isEmpty()) {
            throw problem(file, root, "the list is empty; begin with \"- route:\", or remove the file");
        }
        List<Entry> entries = new ArrayList<>();
        for (Node item : items(root)) {
            if (!(item instanceof MappingNode map)) {
                throw problem(file, item, "this is no entry of a route file; write one such as \"- route:\"");
            }
            for (NodeTuple entry : map.getValue()) {
                entries.add(new Entry(text(entry.getKeyNode()), entry.getKeyNode(), entry.getValueNode()));
            }
        }
        RouteDocument document = new RouteDocument(file, root, entries);
        document.refuseOddKeys(root, new HashSet<>());
        return document;
    }

    private static Node compose(RouteFile file) {
        try {
            return new Compose(SETTINGS)
                    .composeString(file.text())
                    .orElseThrow(() -> new Problem(
                            file.location() + ":1: the file is empty; begin with \"- route:\", or remove it"));
        } catch (MarkedYamlEngineException e) {
            throw new Problem(
                    "%s:%d: not YAML: %s; mend this line or the one before it (spaces, quotes, brackets)"
                            .formatted(file.location(), line(e.getProblemMark()), oneLine(e.getProblem())),
                    e);
        } catch (YamlEngineException e) {
            throw new Problem(
                    "%s:1: not YAML: %s; save it as UTF-8 text".formatted(file.location(), oneLine(e.getMessage())), e);
        }
    }

    /** A key that is there twice loses one of its values; an alias of what it stands in has no end. */
    private void refuseOddKeys(Node node, Set<Node> around) {
        if (!around.add(node)) {
            throw problem(node, "an alias names what it stands in; write the steps out");
        }
        Set<String> keys = new HashSet<>();
        for (NodeTuple entry : Nodes.entries(node)) {
            if (!keys.add(text(entry.getKeyNode()))) {
                throw problem(
                        entry.getKeyNode(),
                        "\"" + text(entry.getKeyNode()) + "\" is there twice in one place; keep one of them");
            }
            refuseOddKeys(entry.getValueNode(), around);
        }
        items(node).forEach(item -> refuseOddKeys(item, around));
        around.remove(node);
    }

    @Override
    public String toString() {
        return file.name();
    }

    JsonNode json() {
        return JSON.valueToTree(new StandardConstructor(SETTINGS).constructSingleDocument(Optional.of(root)));
    }

    Problem problem(Node node, String what) {
        return problem(file, node, what);
    }

    private static Problem problem(RouteFile file, Node node, String what) {
        return new Problem(file.location() + ":" + line(node) + ": " + oneLine(what));
    }

    private static String oneLine(String text) {
        return text.strip().replaceAll("\\s*\\R\\s*", " ");
    }
}
