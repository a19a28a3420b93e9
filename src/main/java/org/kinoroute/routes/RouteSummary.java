package org.kinoroute.routes;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** What a route, a route template or a route configuration says of itself. */
public record RouteSummary(String kind, String id, String description) {

    /** All that a file declares, in its order. */
    public static List<RouteSummary> of(RouteFile file) {
        List<RouteSummary> summaries = new ArrayList<>();
        List<Map<String, Object>> entries = new Yaml(new SafeConstructor(new LoaderOptions())).load(file.text());
        for (Map<String, Object> entry : entries) {
            entry.forEach((kind, value) -> {
                if (value instanceof Map<?, ?> map && map.get("id") != null) {
                    summaries.add(new RouteSummary(
                            kind, map.get("id").toString(), java.util.Objects.toString(map.get("description"), "")));
                }
            });
        }
        return summaries;
    }
}
