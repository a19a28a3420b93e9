package org.kinoroute.routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.kinoroute.routes.Nodes.entries;
import static org.kinoroute.routes.Nodes.items;
import static org.kinoroute.routes.Nodes.string;
import static org.kinoroute.routes.Nodes.text;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.model.Model;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.kinoroute.routes.RouteDocument.Entry;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.PropertySource;
import org.springframework.core.io.ClassPathResource;

/** What holds for every built-in route file. */
class RouteCatalogueTest {

    private static final List<RouteFile> FILES = RouteFiles.find(Path.of("no-such-folder"));
    private static final Set<String> OUTSIDE = Set.of("spring-rabbitmq", "aws2-s3", "sql", "jdbc", "http", "https");
    private static final Set<String> CALLS = Set.of("to", "toD", "wireTap", "poll");
    private static final String DURATION_KEYS = "(?i).*(delay|timeout|interval|period|duration)$";

    static Stream<RouteDocument> documents() {
        return FILES.stream().map(RouteDocument::parse);
    }

    @Test
    void togetherTheyHoldWhatAUsersFileIsHeldTo() throws Exception {
        List<PropertySource<?>> defaults =
                new YamlPropertySourceLoader().load("defaults", new ClassPathResource("application.yaml"));

        assertThatCode(() -> new RouteCheck(
                                FILES, key -> defaults.stream().anyMatch(source -> source.containsProperty(key)))
                        .checkAll())
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @MethodSource("documents")
    void eachIsReadByCamelAlone(RouteDocument document) throws Exception {
        try (DefaultCamelContext camel = new DefaultCamelContext()) {
            camel.setAutoStartup(false);
            Model model = camel.getCamelContextExtension().getContextPlugin(Model.class);
            // A route that is made from a template needs that, and nothing else.
            document.entries().stream()
                    .filter(entry -> entry.kind().equals("templatedRoute"))
                    .flatMap(entry -> string(entry.body(), "routeTemplateRef").stream())
                    .map(RouteCatalogueTest::template)
                    .forEach(template -> read(camel, template));
            int before = size(model);
            read(camel, document);

            assertThat(size(model) - before).isEqualTo(document.entries().size());
        }
    }

    private static RouteDocument template(String id) {
        return documents()
                .filter(document -> document.entries().stream()
                        .anyMatch(entry -> entry.kind().equals("routeTemplate")
                                && entry.id().equals(Optional.of(id))))
                .findFirst()
                .orElseThrow();
    }

    private static void read(DefaultCamelContext camel, RouteDocument document) {
        try {
            PluginHelper.getRoutesLoader(camel)
                    .loadRoutes(ResourceHelper.fromString(
                            document.file().location(), document.file().text()));
        } catch (Exception e) {
            throw new AssertionError(document.file().name(), e);
        }
    }

    private static int size(Model model) {
        return model.getRouteDefinitions().size()
                + model.getRouteTemplateDefinitions().size()
                + model.getRouteConfigurationDefinitions().size();
    }

    @ParameterizedTest
    @MethodSource("documents")
    void eachIsNamedByItsPlaceInTheStory(RouteDocument document) {
        assertThat(document.file().name()).matches("\\d\\d-[a-z0-9]+(-[a-z0-9]+)*\\.camel\\.yaml");
    }

    @ParameterizedTest
    @MethodSource("documents")
    void idsBeginWithTheNameOfTheirFile(RouteDocument document) {
        String stem = document.file().stem().replaceFirst("^\\d+-", "");
        // visuals and visual, voices and voice: routes of one thing, and of many
        String start = stem.endsWith("s") ? stem.substring(0, stem.length() - 1) + "s?" : stem;

        assertThat(document.entries())
                .filteredOn(entry -> Set.of("route", "routeTemplate").contains(entry.kind()))
                .allSatisfy(entry -> assertThat(entry.id().orElse("")).matches(start + "(-[a-z0-9]+)*"));
    }

    @ParameterizedTest
    @MethodSource("documents")
    void descriptionsAreOneSentence(RouteDocument document) {
        // What is made from a template is described there.
        assertThat(document.entries())
                .filteredOn(entry -> !entry.kind().equals("templatedRoute"))
                .allSatisfy(
                        entry -> assertThat(string(entry.body(), "description").orElse(""))
                                .as("description of %s", entry.id().orElse(entry.kind()))
                                .matches("[A-Z].*\\.")
                                .doesNotContain(". ")
                                .hasSizeLessThan(120));
    }

    @ParameterizedTest
    @MethodSource("documents")
    void callsThatLeaveTheProcessHaveIds(RouteDocument document) {
        each(document.root(), entry -> {
            String key = text(entry.getKeyNode());
            Node value = entry.getValueNode();
            if (CALLS.contains(key)) {
                String uri = value instanceof MappingNode ? string(value, "uri").orElse("") : text(value);
                if (OUTSIDE.contains(uri.replaceFirst(":.*", ""))) {
                    assertThat(string(value, "id"))
                            .as("%s:%d: id of the call of %s", document.file().name(), Nodes.line(value), uri)
                            .isPresent();
                }
            }
        });
    }

    @ParameterizedTest
    @MethodSource("documents")
    void optionsStandInParameters(RouteDocument document) {
        assertThat(document.entries().stream()
                        .flatMap(entry -> RouteLinks.of(entry.body()).stream())
                        .filter(Endpoint::hasQuery)
                        // Only there do parameters with dashes keep their names.
                        .filter(endpoint -> !endpoint.uri().matches("[^?]*\\?arg\\..*")))
                .extracting(Endpoint::uri)
                .isEmpty();
    }

    @ParameterizedTest
    @MethodSource("documents")
    void durationsAreQuoted(RouteDocument document) {
        each(document.root(), entry -> {
            if (text(entry.getKeyNode()).matches(DURATION_KEYS) && entry.getValueNode() instanceof ScalarNode scalar) {
                assertThat(scalar.getScalarStyle())
                        .as("%s:%d: %s", document.file().name(), Nodes.line(scalar), text(entry.getKeyNode()))
                        .isEqualTo(ScalarStyle.DOUBLE_QUOTED);
            }
        });
    }

    /** An error that is handled where it is called from too would be tried again there: one layer of retries. */
    @ParameterizedTest
    @MethodSource("documents")
    void routesThatTakeFromAQueueNameTheErrorPolicyAndNoOthersDo(RouteDocument document) {
        for (Entry entry : document.entries()) {
            boolean template = entry.kind().equals("routeTemplate");
            if (!template && !entry.kind().equals("route")) {
                continue;
            }
            Node route = template ? Nodes.value(entry.body(), "route").orElse(entry.body()) : entry.body();
            boolean queue = RouteLinks.of(route).stream()
                    .anyMatch(
                            endpoint -> endpoint.consumer() && endpoint.scheme().equals("spring-rabbitmq"));

            assertThat(string(route, "routeConfigurationId").isPresent())
                    .as("%s names a routeConfiguration", entry.id().orElse(""))
                    .isEqualTo(queue);
        }
    }

    private static void each(Node node, Consumer<NodeTuple> visitor) {
        items(node).forEach(item -> each(item, visitor));
        entries(node).forEach(entry -> {
            visitor.accept(entry);
            each(entry.getValueNode(), visitor);
        });
    }
}
