package org.kinoroute.routes;

import java.util.List;

/** The engines, kinds and formats that there are: each is a route from an endpoint of a certain name. */
public final class ExtensionPoints {

    private ExtensionPoints() {}

    /**
     * The names of all that stands behind an extension point, sorted.
     *
     * @param point {@code script}, {@code visual} or {@code voice}: routes from {@code direct:<point>-<name>}
     */
    public static List<String> names(List<RouteFile> files, String point) {
        String beginning = "direct:" + point + "-";
        return files.stream()
                .flatMap(file -> RouteDocument.parse(file).entries().stream())
                .flatMap(entry -> RouteLinks.of(entry.body()).stream())
                .filter(endpoint -> endpoint.consumer() && endpoint.isDirect())
                .map(Endpoint::address)
                .filter(address -> address.startsWith(beginning))
                .map(address -> address.substring(beginning.length()))
                .sorted()
                .toList();
    }
}
