package org.kinoroute.routes;

import java.util.List;

/** What a route, a route template or a route configuration says of itself. */
public record RouteSummary(String kind, String id, String description) {

    /** All that a file declares, in its order. */
    public static List<RouteSummary> of(RouteFile file) {
        return RouteDocument.parse(file).entries().stream()
                .filter(entry -> entry.id().isPresent())
                .map(entry -> new RouteSummary(
                        entry.kind(),
                        entry.id().get(),
                        Nodes.string(entry.body(), "description").orElse("")))
                .toList();
    }
}
