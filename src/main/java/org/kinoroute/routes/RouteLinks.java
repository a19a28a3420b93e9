package org.kinoroute.routes;

import static org.kinoroute.routes.Nodes.entries;
import static org.kinoroute.routes.Nodes.items;
import static org.kinoroute.routes.Nodes.string;
import static org.kinoroute.routes.Nodes.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/** Finds the endpoints that a route file names: where its routes begin, and what they call. */
final class RouteLinks {

    private static final Set<String> CALLS = Set.of("to", "toD", "wireTap", "poll");
    private static final Set<String> LISTS = Set.of("recipientList", "routingSlip", "dynamicRouter");
    private static final Set<String> ENRICHERS = Set.of("enrich", "pollEnrich");
    private static final Set<String> BARE = Set.of("deadLetterUri", "afterUri", "compensation", "completion");
    /** Patterns of endpoints stand here, no endpoints. */
    private static final Set<String> INTERCEPTORS = Set.of("interceptFrom", "interceptSendToEndpoint");
    /** What stands here belongs to an endpoint or a bean, and no endpoint is named in it. */
    private static final Set<String> OPAQUE = Set.of("parameters", "beans", "dataFormats", "description");

    private final List<Endpoint> endpoints = new ArrayList<>();

    private RouteLinks() {}

    /** In the order of the file. */
    static List<Endpoint> of(Node node) {
        RouteLinks links = new RouteLinks();
        links.walk(node);
        return List.copyOf(links.endpoints);
    }

    private void walk(Node node) {
        items(node).forEach(this::walk);
        for (NodeTuple entry : entries(node)) {
            visit(text(entry.getKeyNode()), entry.getValueNode());
        }
    }

    private void visit(String key, Node value) {
        if (key.equals("from")) {
            add(value, true);
            walk(value);
        } else if (CALLS.contains(key)) {
            add(value, false);
        } else if (LISTS.contains(key)) {
            expression(
                    value,
                    string(value, "delimiter")
                            .or(() -> string(value, "uriDelimiter"))
                            .orElse(","));
        } else if (ENRICHERS.contains(key)) {
            expression(value, null);
        } else if (BARE.contains(key)) {
            add(value, false);
        } else if (INTERCEPTORS.contains(key)) {
            Nodes.value(value, "steps").ifPresent(this::walk);
            Nodes.value(value, "afterUri").ifPresent(uri -> add(uri, false));
        } else if (!OPAQUE.contains(key)) {
            walk(value);
        }
    }

    /** An endpoint as a text, or as a {@code uri} with {@code parameters}. */
    private void add(Node value, boolean consumer) {
        if (value instanceof ScalarNode) {
            endpoints.add(new Endpoint(value, text(value), consumer, null));
        }
        Nodes.value(value, "uri").ifPresent(uri -> {
            Node parameters = Nodes.value(value, "parameters").orElse(null);
            Endpoint endpoint = new Endpoint(uri, text(uri), consumer, parameters);
            // "uri: direct" with "name: x" is direct:x
            endpoints.add(endpoint.parameter("name")
                    .filter(name -> endpoint.uri().equals("direct"))
                    .map(name -> new Endpoint(uri, "direct:" + name, consumer, parameters))
                    .orElse(endpoint));
        });
    }

    private void expression(Node value, String delimiter) {
        for (NodeTuple entry : entries(value)) {
            String key = text(entry.getKeyNode());
            if (key.equals("expression") && entry.getValueNode() instanceof MappingNode inner) {
                expression(inner, delimiter);
            } else if (key.equals("constant") || key.equals("simple")) {
                addresses(Nodes.value(entry.getValueNode(), "expression").orElse(entry.getValueNode()), delimiter);
            }
        }
    }

    private void addresses(Node value, String delimiter) {
        List<String> uris =
                delimiter == null ? List.of(text(value)) : List.of(text(value).split(Pattern.quote(delimiter)));
        uris.forEach(uri -> endpoints.add(new Endpoint(value, uri.strip(), false, null)));
    }
}
