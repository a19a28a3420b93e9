package org.kinoroute.helm;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The chart's values say the same in values.yaml, in their schema and in the README. */
class ChartDocsTest {

    private static final Path CHART = Path.of("helm/kinoroute");
    private static final String BEGIN = "<!-- values: written by the build, from values.yaml -->\n";
    private static final String END = "<!-- end of values -->";

    private final ValuesPage values;

    ChartDocsTest() throws IOException {
        values = new ValuesPage(CHART.resolve("values.yaml"));
    }

    @Test
    void everyValueSaysWhatItIsFor() {
        assertThat(values.values()).hasSizeGreaterThan(100);
        assertThat(values.unexplained()).isEmpty();
    }

    @Test
    void theReadmeHasThemAll() throws IOException {
        Path file = CHART.resolve("README.md");
        String readme = Files.readString(file);
        int begin = readme.indexOf(BEGIN) + BEGIN.length();
        int end = readme.indexOf(END);
        assertThat(begin).isLessThanOrEqualTo(end);
        String renewed = readme.substring(0, begin) + "\n" + values.table() + "\n" + readme.substring(end);
        if (Boolean.getBoolean("docs.update")) {
            Files.writeString(file, renewed);
        }
        assertThat(Files.readString(file))
                .as("%s is not up to date; renew it: mvn -Dtest=ChartDocsTest -Ddocs.update=true test", file)
                .isEqualTo(renewed);
    }

    @Test
    void theSchemaKnowsTheSameValuesAndNoOthers() throws IOException {
        JsonNode schema =
                new ObjectMapper().readTree(CHART.resolve("values.schema.json").toFile());
        TreeSet<String> known = new TreeSet<>();
        collect(schema, schema, "", known);
        // Helm's own, and what a role may say of its own.
        known.removeIf(path -> path.equals("global") || path.matches("roles\\.\\w+\\..*"));
        List<String> said = values.values().stream()
                .map(ValuesPage.Value::path)
                .filter(path -> !path.matches("roles\\.\\w+\\..*"))
                // What is passed on to Kubernetes as it is.
                .filter(path -> !path.matches(".*(ecurityContext|resources)\\..*"))
                .toList();
        assertThat(said)
                .containsExactlyInAnyOrderElementsOf(known.stream()
                        .filter(path -> !path.matches(".*(resources|probes\\.\\w+|egress\\.\\w+)\\..*"))
                        .toList());
    }

    private static void collect(JsonNode schema, JsonNode node, String path, TreeSet<String> known) {
        JsonNode here = node.has("$ref") ? schema.at(node.get("$ref").asText().substring(1)) : node;
        if (here.path("properties").isObject()) {
            assertThat(here.path("additionalProperties").asBoolean(true))
                    .as(path)
                    .isFalse();
        }
        here.path("properties").properties().forEach(property -> {
            String below = path.isEmpty() ? property.getKey() : path + "." + property.getKey();
            known.add(below);
            collect(schema, property.getValue(), below, known);
        });
    }

    @Test
    void noHostOfARegistryIsNamed() throws IOException {
        List<Path> files;
        try (Stream<Path> chart = Files.walk(CHART)) {
            files = Stream.concat(
                            chart.filter(Files::isRegularFile),
                            Stream.of(Path.of("Dockerfile"), Path.of("compose.yaml")))
                    .toList();
        }
        for (Path file : files) {
            assertThat(Files.readString(file))
                    .as(file.toString())
                    .doesNotContainPattern("(?i)\\b([\\w-]+\\.)*(docker\\.(io|com)|gcr\\.io|ghcr\\.io|quay\\.io"
                            + "|registry\\.\\w+\\.\\w+|amazonaws\\.com|azurecr\\.io|pkg\\.dev)\\b");
        }
    }
}
