package org.kinoroute.routes;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.camel.CamelContext;
import org.apache.camel.spi.Resource;
import org.apache.camel.spring.boot.CamelContextConfiguration;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.kinoroute.video.Problem;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * Gives Camel the route files, one by one: its own patterns find nothing below the top of a jar, and could not let a
 * user's file take the place of a built-in one.
 */
@Component
class RouteLoading implements CamelContextConfiguration {

    private final List<RouteFile> files;

    RouteLoading(@Value("${kinoroute.routes.folder}") Path userFolder) {
        this.files = RouteFiles.find(userFolder);
    }

    @Override
    public void beforeApplicationStart(CamelContext camel) {
        new RouteCheck(files).checkUserFiles();
        List<Resource> resources = new ArrayList<>();
        for (RouteFile file : files) {
            resources.add(ResourceHelper.fromString(file.location(), file.text()));
        }
        try {
            PluginHelper.getRoutesLoader(camel).loadRoutes(resources);
        } catch (Exception e) {
            throw new Problem("a route file could not be loaded: " + e.getMessage(), e);
        }
    }

    @Override
    public void afterApplicationStart(CamelContext camel) {}
}
