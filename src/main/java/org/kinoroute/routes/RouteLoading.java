package org.kinoroute.routes;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.camel.CamelContext;
import org.apache.camel.spi.Resource;
import org.apache.camel.spring.boot.CamelContextConfiguration;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.kinoroute.video.Problem;
import org.springframework.stereotype.Component;

/**
 * Gives Camel the route files, one by one: its own patterns find nothing below the top of a jar, and could not let a
 * user's file take the place of a built-in one.
 */
@Component
class RouteLoading implements CamelContextConfiguration {

    private final RouteStock stock;

    private final Roles roles;

    RouteLoading(RouteStock stock, Roles roles) {
        this.stock = stock;
        this.roles = roles;
    }

    @Override
    public void beforeApplicationStart(CamelContext camel) {
        List<RouteFile> files = stock.files();
        if (files.stream().anyMatch(file -> !file.isBuiltIn())) {
            new RouteCheck(files, stock.settings()).checkUserFiles();
        }
        roles.tell(camel);
        List<Resource> resources = new ArrayList<>();
        for (RouteFile file : files) {
            if (roles.load(file)) {
                resources.add(resource(file));
            }
        }
        try {
            PluginHelper.getRoutesLoader(camel).loadRoutes(resources);
        } catch (Exception e) {
            String cause = Objects.toString(e.getMessage(), e.getClass().getSimpleName());
            throw new Problem(
                    "a route file could not be loaded: "
                            + cause.lines().findFirst().orElse(cause)
                            + "; `./kinoroute routes check FILE` checks one by itself",
                    e);
        }
        Launchers.check(camel);
    }

    static Resource resource(RouteFile file) {
        return ResourceHelper.fromString(location(file), file.text());
    }

    /** Camel takes all that follows a name's first dot for its ending, and would know no {@code .own.flow.yaml}. */
    private static String location(RouteFile file) {
        String folder = file.location()
                .substring(0, file.location().length() - file.name().length());
        return folder + file.stem().replace('.', '-') + ".camel.yaml";
    }

    @Override
    public void afterApplicationStart(CamelContext camel) {}
}
