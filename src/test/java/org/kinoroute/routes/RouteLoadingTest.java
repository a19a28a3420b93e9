package org.kinoroute.routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.model.Model;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kinoroute.video.Problem;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.io.ClassPathResource;

/** What Camel is given at start: the built-in files and the user's, in one. */
class RouteLoadingTest {

    @TempDir
    Path temporary;

    private Path folder;

    @BeforeEach
    void folder() throws IOException {
        folder = Files.createDirectories(temporary.resolve("my.own config/routes"));
    }

    @Test
    void aUsersFilesAreLoadedBesideTheBuiltInOnes() throws Exception {
        write("43-voice-mine.yaml", route("voice-mine"));
        write("my.own.flow.camel.yaml", route("flow"));
        write("my.other.flow.yaml", route("other-flow"));

        try (DefaultCamelContext camel = load()) {
            Model model = camel.getCamelContextExtension().getContextPlugin(Model.class);

            assertThat(model.getRouteDefinitions())
                    .extracting(route -> route.getRouteId())
                    .contains("scenes", "voice-espeak", "voice-mine", "flow", "other-flow");
        }
    }

    @Test
    void aUsersFileIsLoadedInPlaceOfTheBuiltInOne() throws Exception {
        write("42-voice-espeak.yaml", route("voice-espeak"));

        try (DefaultCamelContext camel = load()) {
            Model model = camel.getCamelContextExtension().getContextPlugin(Model.class);

            assertThat(model.getRouteDefinition("voice-espeak").getDescriptionText())
                    .isEqualTo("Mine.");
        }
    }

    @Test
    void aBadFileStopsTheStart() throws IOException {
        Path file = write("43-voice-mine.yaml", route("voice-espeak"));

        assertThatThrownBy(this::load)
                .isInstanceOf(Problem.class)
                .hasMessageStartingWith(file + ":2: route \"voice-espeak\" is there already");
    }

    @Test
    void aLauncherThatIsNotThereStopsTheStart() throws Exception {
        write("93-launch-mine.yaml", route("launch-mine"));

        load("mine").close();
        assertThatThrownBy(() -> load("kubernets"))
                .isInstanceOf(Problem.class)
                .hasMessageStartingWith("kinoroute.jobber.launcher: there is no launcher \"kubernets\"; did you mean"
                        + " kubernetes, ");
    }

    private DefaultCamelContext load() throws IOException {
        return load("route");
    }

    private DefaultCamelContext load(String launcher) throws IOException {
        StandardEnvironment environment = new StandardEnvironment();
        new YamlPropertySourceLoader()
                .load("defaults", new ClassPathResource("application.yaml"))
                .forEach(environment.getPropertySources()::addLast);
        DefaultCamelContext camel = new DefaultCamelContext();
        camel.setAutoStartup(false);
        camel.getPropertiesComponent().addInitialProperty("kinoroute.jobber.launcher", launcher);
        new RouteLoading(new RouteStock(folder.toString(), environment), new Roles("script", false))
                .beforeApplicationStart(camel);
        return camel;
    }

    private Path write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    private static String route(String id) {
        return """
                - route:
                    id: %s
                    description: Mine.
                    from:
                      uri: direct:%s
                      steps:
                        - log: hello
                """
                .formatted(id, id);
    }
}
