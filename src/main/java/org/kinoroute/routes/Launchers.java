package org.kinoroute.routes;

import java.util.List;
import org.apache.camel.CamelContext;
import org.apache.camel.model.Model;
import org.kinoroute.video.Problem;
import org.kinoroute.video.Suggestions;

/** The launchers of workers: each is a route that begins at {@code direct:launch-<name>}. */
final class Launchers {

    private static final String SETTING = "kinoroute.jobber.launcher";
    private static final String BEGINNING = "direct:launch-";

    private Launchers() {}

    /** @throws Problem if the one that the settings name is not there: no video would ever get its voices */
    static void check(CamelContext camel) {
        String name = camel.resolvePropertyPlaceholders("{{" + SETTING + ":route}}");
        List<String> names =
                camel.getCamelContextExtension().getContextPlugin(Model.class).getRouteDefinitions().stream()
                        .map(route -> route.getInput().getEndpointUri())
                        .filter(uri -> uri.startsWith(BEGINNING))
                        .map(uri -> uri.substring(BEGINNING.length()))
                        .toList();
        if (!names.contains(name)) {
            throw new Problem(SETTING + ": there is no launcher \"" + name + "\"; did you mean "
                    + String.join(", ", Suggestions.near(name, names)) + "? A file in config/routes with a route from "
                    + BEGINNING + name + " adds it");
        }
    }
}
