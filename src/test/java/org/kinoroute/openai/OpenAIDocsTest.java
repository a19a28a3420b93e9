package org.kinoroute.openai;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiPredicate;
import java.util.regex.Pattern;
import org.apache.camel.CatalogCamelContext;
import org.apache.camel.Route;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kinoroute.providers.ProviderServer.Answer;
import org.springframework.core.io.ClassPathResource;

/** The tables of {@code docs/openai.md} say what Camel's own description of the component says. */
class OpenAIDocsTest {

    private static final List<String> OF_ALL_COMPONENTS = List.of("autowiredEnabled", "lazyStartProducer", "operation");

    private final JsonNode description = new ObjectMapper()
            .readTree(new ClassPathResource("META-INF/org/kinoroute/openai/openai.json").getContentAsByteArray());
    private final List<String> page = Files.readAllLines(Path.of("docs/openai.md"));

    OpenAIDocsTest() throws IOException {}

    @Test
    void everyOptionIsDescribed() {
        List<String> rows = rows("properties", (name, option) -> !OF_ALL_COMPONENTS.contains(name));

        assertThat(rows).hasSizeGreaterThan(30);
        assertThat(table("## Options")).containsExactlyInAnyOrderElementsOf(rows);
    }

    @Test
    void everyOptionOfTheComponentIsDescribed() {
        assertThat(table("## Server and key"))
                .containsExactlyInAnyOrderElementsOf(
                        rows("componentProperties", (name, option) -> !OF_ALL_COMPONENTS.contains(name)));
    }

    @Test
    void everyHeaderThatComesOutIsDescribed() {
        assertThat(table("## What comes out"))
                .containsExactlyInAnyOrderElementsOf(rows("headers", OpenAIDocsTest::comesOut));
    }

    @Test
    void everyOptionHasItsHeader() {
        List<String> headers = new ArrayList<>();
        description.path("headers").properties().stream()
                .filter(header -> !comesOut(header.getKey(), header.getValue()))
                .map(Map.Entry::getKey)
                .forEach(headers::add);

        assertThat(headers)
                .containsExactlyInAnyOrderElementsOf(description.path("properties").properties().stream()
                        .map(Map.Entry::getKey)
                        .filter(name -> !OF_ALL_COMPONENTS.contains(name))
                        .map(name -> "CamelOpenAI" + name.substring(0, 1).toUpperCase() + name.substring(1))
                        .toList());
    }

    @Test
    void theExamplesAreRoutes(@TempDir Path config) throws Exception {
        List<String> examples = Pattern.compile("(?s)```yaml\n(.*?)```")
                .matcher(String.join("\n", page))
                .results()
                .map(example -> example.group(1))
                .toList();
        assertThat(examples).hasSize(2);

        try (OpenAI openai = new OpenAI()) {
            Files.writeString(config.resolve("title.schema.json"), "{\"type\": \"object\"}");
            openai.camel.getPropertiesComponent().addInitialProperty("kinoroute.config", config.toString());
            openai.camel.getPropertiesComponent().addInitialProperty("kinoroute.model.name", "small");
            for (String example : examples) {
                PluginHelper.getRoutesLoader(openai.camel)
                        .loadRoutes(ResourceHelper.fromString("example.camel.yaml", example));
            }
            openai.server.on(OpenAIComponentTest.CHAT, Answer.json(OpenAIComponentTest.HELLO));

            assertThat(openai.camel.getRoutes()).extracting(Route::getRouteId).containsExactly("title", "speak");
            assertThat(openai.send("direct:title", "Once upon a time")
                            .getMessage()
                            .getBody())
                    .isEqualTo("Hello!");
        }
    }

    @Test
    void camelKnowsTheComponentAsOneOfItsOwn() throws Exception {
        try (OpenAI openai = new OpenAI()) {
            assertThat(PluginHelper.getConfigurerResolver(openai.camel)
                            .resolvePropertyConfigurer("openai-endpoint", openai.camel))
                    .isNotNull();
            assertThat(PluginHelper.getConfigurerResolver(openai.camel)
                            .resolvePropertyConfigurer("openai-component", openai.camel))
                    .isNotNull();
            assertThat(openai.camel
                            .getCamelContextExtension()
                            .getEndpointUriFactory("openai")
                            .secretPropertyNames())
                    .containsExactlyInAnyOrder("apiKey", "additionalHeader");
            assertThat(((CatalogCamelContext) openai.camel).getComponentParameterJsonSchema("openai"))
                    .contains("audio-transcription");
        }
    }

    private static boolean comesOut(String name, JsonNode header) {
        return header.path("description").asText().startsWith("Out: ");
    }

    private List<String> rows(String part, BiPredicate<String, JsonNode> wanted) {
        return description.path(part).properties().stream()
                .filter(option -> wanted.test(option.getKey(), option.getValue()))
                .map(option -> row(option.getKey(), option.getValue()))
                .toList();
    }

    private static String row(String name, JsonNode option) {
        String meaning = option.path("description").asText().replaceFirst("^Out: ", "");
        if (option.path("kind").asText().equals("header")) {
            return "| `" + name + "` | " + meaning + " |";
        }
        // Camel adds this to every option of many values.
        meaning = meaning.replaceFirst(" This is a multi-value option.*", "");
        String value = option.path("defaultValue").asText("");
        String shown = option.path("multiValue").asBoolean() ? name + ".*" : name;
        return "| `" + shown + "` | " + (value.isEmpty() ? "" : "`" + value + "`") + " | " + meaning + " |";
    }

    /** The rows of the tables in a chapter. */
    private List<String> table(String chapter) {
        List<String> rows = new ArrayList<>();
        boolean inside = false;
        for (String line : page) {
            if (line.startsWith("## ")) {
                inside = line.equals(chapter);
            }
            if (inside && line.startsWith("| `")) {
                rows.add(line);
            }
        }
        return rows;
    }
}
