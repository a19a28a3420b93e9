package org.kinoroute.routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.support.PluginHelper;
import org.junit.jupiter.api.Test;
import org.kinoroute.video.Problem;

/** Which routes a process starts. */
class RolesTest {

    /** What takes work from a queue, and whose it is. */
    private static final Map<String, String> STAGES = Map.ofEntries(
            Map.entry("scripts-write", "script"),
            Map.entry("scenes", "jobber"),
            Map.entry("visuals", "visual"),
            Map.entry("launch-worker", "voice"),
            Map.entry("assembly", "assemble"),
            Map.entry("compose", "compose"),
            Map.entry("compose-parts", "compose"),
            Map.entry("admission-clock", "jobber"),
            Map.entry("recovery-clock", "jobber"),
            Map.entry("housekeeping-clock", "jobber"),
            Map.entry("tables-clock", "jobber"),
            Map.entry("requests", "jobber"),
            Map.entry("requests-clock", "jobber"),
            Map.entry("dead-letters-clock", "jobber"),
            Map.entry("launch-kubernetes-clock", "jobber"));

    @Test
    void eachRoleStartsItsRoutes() throws Exception {
        for (String role : Set.copyOf(STAGES.values())) {
            assertThat(started(role))
                    .containsExactlyInAnyOrderElementsOf(STAGES.entrySet().stream()
                            .filter(stage -> stage.getValue().equals(role))
                            .map(Map.Entry::getKey)
                            .toList());
        }
        assertThat(started("")).isEmpty();
        assertThat(started("api, script,visual , jobber,voice,assemble,compose"))
                .containsExactlyInAnyOrderElementsOf(STAGES.keySet());
    }

    @Test
    void theDoorsOfTheApiNeedAWebServerAndTheirRole() {
        RouteFile door = Pipeline.file("80-api.camel.yaml", "");
        assertThat(new Roles("api", true).load(door)).isTrue();
        assertThat(new Roles("api", false).load(door)).isFalse();
        assertThat(new Roles("script", true).load(door)).isFalse();
        assertThat(new Roles("", false).load(Pipeline.file("90-recovery.camel.yaml", "")))
                .isTrue();
    }

    @Test
    void aRoleThatIsNotThereIsRefused() {
        assertThatThrownBy(() -> new Roles("api,componse", true))
                .isInstanceOf(Problem.class)
                .hasMessageStartingWith("kinoroute.roles: there is no role \"componse\"; did you mean compose");
    }

    /** Those that begin elsewhere than at a {@code direct:}, which starts nothing by itself. */
    private static List<String> started(String role) throws Exception {
        try (DefaultCamelContext camel = new DefaultCamelContext()) {
            camel.setAutoStartup(false);
            camel.getPropertiesComponent().addInitialProperty("kinoroute.recovery.start", "false");
            camel.getPropertiesComponent().addInitialProperty("kinoroute.tables.period", "2s");
            camel.getPropertiesComponent()
                    .addInitialProperty("kinoroute.jobber.requests", "{{kinoroute.role.jobber:true}}");
            Roles roles = new Roles(role, false);
            roles.tell(camel);
            PluginHelper.getRoutesLoader(camel)
                    .loadRoutes(RouteFiles.find(Path.of("no-such-folder")).stream()
                            .filter(roles::load)
                            .map(RouteLoading::resource)
                            .toList());
            return camel.getRouteDefinitions().stream()
                    .filter(route -> !route.getInput().getEndpointUri().startsWith("direct:"))
                    .filter(route -> isStarted(camel, route))
                    .map(RouteDefinition::getRouteId)
                    .collect(Collectors.toList());
        }
    }

    private static boolean isStarted(DefaultCamelContext camel, RouteDefinition route) {
        return route.getAutoStartup() == null
                || Boolean.parseBoolean(camel.resolvePropertyPlaceholders(route.getAutoStartup()));
    }
}
