package org.kinoroute.routes;

import static org.kinoroute.routes.Nodes.entries;
import static org.kinoroute.routes.Nodes.items;
import static org.kinoroute.routes.Nodes.line;
import static org.kinoroute.routes.Nodes.text;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.kinoroute.routes.RouteDocument.Entry;
import org.snakeyaml.engine.v2.nodes.Node;

/** All that the route files declare under a name, whichever file it is in. */
final class RouteIndex {

    /** The name of what has none: a route configuration for every route that names no other. */
    static final String FOR_EVERY_ROUTE = "";

    private final Map<String, List<Declaration>> declarations = new LinkedHashMap<>();
    private final List<Endpoint> directs = new ArrayList<>();
    private final Map<String, Node> templates = new LinkedHashMap<>();

    /**
     * Something with a name.
     *
     * @param kind {@code route}, {@code step}, {@code routeTemplate}, {@code routeConfiguration} or {@code from}
     */
    record Declaration(RouteDocument document, String kind, String name, Node at) {

        String where() {
            return document.file().location() + ":" + line(at);
        }
    }

    RouteIndex(List<RouteDocument> documents) {
        documents.forEach(document -> document.entries().forEach(entry -> add(document, entry)));
    }

    private void add(RouteDocument document, Entry entry) {
        Node at = Nodes.value(entry.body(), "id").orElse(entry.key());
        switch (entry.kind()) {
            case "route" -> {
                entry.id().ifPresent(id -> declare(document, "route", id, at));
                steps(document, entry.body());
            }
            case "templatedRoute" ->
                Nodes.value(entry.body(), "routeId").ifPresent(id -> declare(document, "route", text(id), id));
            case "routeTemplate" ->
                entry.id().ifPresent(id -> {
                    declare(document, "routeTemplate", id, at);
                    templates.put(id, entry.body());
                });
            case "routeConfiguration" ->
                declare(document, "routeConfiguration", entry.id().orElse(FOR_EVERY_ROUTE), at);
            default -> {}
        }
        for (Endpoint endpoint : RouteLinks.of(entry.body())) {
            if (endpoint.consumer() && endpoint.isDirect()) {
                directs.add(endpoint);
                declare(document, "from", endpoint.address(), endpoint.at());
            }
        }
    }

    /** Camel wants the ids of steps to be as unique as those of routes. */
    private void steps(RouteDocument document, Node node) {
        items(node).forEach(item -> steps(document, item));
        entries(node).forEach(entry -> {
            if (text(entry.getKeyNode()).equals("steps")) {
                items(entry.getValueNode())
                        .forEach(step -> entries(step).forEach(body -> Nodes.value(body.getValueNode(), "id")
                                .ifPresent(id -> declare(document, "step", text(id), id))));
            }
            steps(document, entry.getValueNode());
        });
    }

    private void declare(RouteDocument document, String kind, String name, Node at) {
        declarations
                .computeIfAbsent(space(kind) + " " + name, key -> new ArrayList<>())
                .add(new Declaration(document, kind, name, at));
    }

    /** Routes and steps share their names. */
    private static String space(String kind) {
        return kind.equals("step") ? "route" : kind;
    }

    boolean hasConfiguration(String id) {
        return declarations.containsKey("routeConfiguration " + id);
    }

    Set<String> configurations() {
        return declarations.values().stream()
                .map(same -> same.get(0))
                .filter(one ->
                        one.kind().equals("routeConfiguration") && !one.name().equals(FOR_EVERY_ROUTE))
                .map(Declaration::name)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    Optional<Node> template(String id) {
        return Optional.ofNullable(templates.get(id));
    }

    Set<String> templates() {
        return new TreeSet<>(templates.keySet());
    }

    /** Whether a route begins where that call leads, as far as that can be known before it runs. */
    boolean leadsSomewhere(Endpoint call) {
        return directs.stream().anyMatch(call::mayReach);
    }

    /** Names of a document that are there more than once. */
    List<List<Declaration>> taken(RouteDocument document) {
        return declarations.values().stream()
                .filter(same -> same.size() > 1)
                .filter(same -> same.stream().anyMatch(one -> one.document() == document))
                .toList();
    }
}
