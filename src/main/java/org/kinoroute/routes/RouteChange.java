package org.kinoroute.routes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.kinoroute.video.Problem;

/**
 * What differs between two states of the route files, as far as it concerns what runs: a route that stays as it is is
 * left alone, and one whose template or error policy changes is made anew, whichever file it stands in.
 *
 * @param before what is to go, in the order in which it would be loaded
 * @param after what is to come, in that order
 * @param templates all that there are to be, of which routes may be made
 */
record RouteChange(List<Part> before, List<Part> after, List<Part> templates) {

    private static final List<String> ORDER = List.of("routeConfiguration", "routeTemplate", "route", "templatedRoute");

    /**
     * An entry of a file.
     *
     * @param id of the route, template or configuration
     * @param json the entry as a whole
     */
    record Part(RouteFile file, String kind, String id, JsonNode json) {

        boolean isRoute() {
            return kind.equals("route") || kind.equals("templatedRoute");
        }

        boolean isTemplate() {
            return kind.equals("routeTemplate");
        }

        private JsonNode body() {
            return json.get(kind);
        }

        private String key() {
            return (kind.equals("templatedRoute") ? "route" : kind) + " " + (id.isEmpty() ? json : id);
        }

        /** What decides on how it is made: its template, its error policy. */
        private Stream<String> leansOn() {
            return kind.equals("templatedRoute")
                    ? Stream.of(
                            "routeTemplate " + body().path("routeTemplateRef").asText())
                    : Stream.of("routeConfiguration "
                            + body().path("routeConfigurationId").asText());
        }
    }

    /**
     * @param before all files that are loaded
     * @param after all files that are to be
     * @throws Problem where something changes that cannot be changed while the process runs
     */
    static RouteChange of(List<RouteFile> before, List<RouteFile> after) {
        Map<String, Part> old = parts(before);
        Map<String, Part> now = parts(after);
        Set<String> changed = new LinkedHashSet<>();
        Stream.concat(old.keySet().stream(), now.keySet().stream())
                .filter(key -> !old.containsKey(key)
                        || !now.containsKey(key)
                        || !old.get(key).json().equals(now.get(key).json()))
                .forEach(changed::add);
        for (String key : changed) {
            refuseWhatStays(now.getOrDefault(key, old.get(key)));
        }
        Set<String> reached = new LinkedHashSet<>(changed);
        now.forEach((key, part) -> {
            if (part.isRoute() && part.leansOn().anyMatch(changed::contains)) {
                reached.add(key);
            }
        });
        List<Part> templates = now.values().stream().filter(Part::isTemplate).toList();
        return new RouteChange(ordered(old, reached), ordered(now, reached), templates);
    }

    private static void refuseWhatStays(Part part) {
        if (!ORDER.contains(part.kind) || part.id.isEmpty()) {
            String what = part.kind.equals("routeConfiguration")
                    ? "the routeConfiguration without id, which holds for every route that names none,"
                    : "a " + part.kind;
            throw new Problem(part.file.location() + ":1: " + what
                    + " cannot be changed while Kinoroute runs; restart it, or take the change back");
        }
    }

    private static List<Part> ordered(Map<String, Part> parts, Set<String> keys) {
        return ORDER.stream()
                .flatMap(kind -> parts.entrySet().stream()
                        .filter(part -> keys.contains(part.getKey())
                                && part.getValue().kind().equals(kind))
                        .map(Map.Entry::getValue))
                .toList();
    }

    private static Map<String, Part> parts(List<RouteFile> files) {
        Map<String, Part> parts = new LinkedHashMap<>();
        for (RouteFile file : files) {
            for (JsonNode entry : RouteDocument.parse(file).json()) {
                entry.properties().forEach(one -> {
                    JsonNode json = JsonNodeFactory.instance.objectNode().set(one.getKey(), one.getValue());
                    String name = one.getKey().equals("templatedRoute") ? "routeId" : "id";
                    Part part = new Part(
                            file, one.getKey(), one.getValue().path(name).asText(""), json);
                    parts.put(part.key(), part);
                });
            }
        }
        return parts;
    }

    boolean isNothing() {
        return before.isEmpty() && after.isEmpty();
    }

    /** Parts as a route file of their own: JSON is YAML, too. */
    static String text(List<Part> parts) {
        ArrayNode list = JsonNodeFactory.instance.arrayNode();
        parts.forEach(part -> list.add(part.json()));
        return list.toString();
    }

    /** Ids of the routes, each once. */
    List<String> routes() {
        Set<String> ids = new LinkedHashSet<>();
        Stream.concat(before.stream(), after.stream()).filter(Part::isRoute).forEach(part -> ids.add(part.id()));
        return new ArrayList<>(ids);
    }
}
