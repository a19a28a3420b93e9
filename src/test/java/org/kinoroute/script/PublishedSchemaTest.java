package org.kinoroute.script;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What makers are told of scripts: the schema, and the document with its examples. */
class PublishedSchemaTest {

    private static final Path DOCUMENT = Path.of("docs/scripts.md");

    private final JsonNode schema;

    PublishedSchemaTest() throws Exception {
        schema = new ObjectMapper()
                .readTree(Path.of("config/schema/script.schema.json").toFile());
    }

    @Test
    void theApplicationChecksWithTheSchemaThatIsPublished() throws Exception {
        assertThat(getClass().getResourceAsStream(SchemaCheck.RESOURCE))
                .hasBinaryContent(Files.readAllBytes(Path.of("config/schema/script.schema.json")));
    }

    @Test
    void everyFieldIsDescribedAndNoOtherIsAllowed() {
        List<String> wrong = new ArrayList<>();
        check(schema, "#", wrong);
        assertThat(wrong).isEmpty();
    }

    private static void check(JsonNode node, String path, List<String> wrong) {
        if (node.has("properties") && node.get("properties").isObject()) {
            boolean closed = node.path("additionalProperties").isBoolean()
                    && !node.path("additionalProperties").asBoolean();
            // What a visual of the user's own kind needs, the user's route knows alone.
            if (!closed && !path.endsWith(".visual")) {
                wrong.add(path + " is open");
            }
            node.get("properties").fields().forEachRemaining(p -> {
                if (p.getValue().path("description").asText().isBlank()) {
                    wrong.add(path + "." + p.getKey() + " is not described");
                }
            });
        }
        // What holds of chats alone describes no fields of its own.
        node.fields().forEachRemaining(f -> {
            if (!f.getKey().equals("if") && !f.getKey().equals("else")) {
                check(f.getValue(), path + "." + f.getKey(), wrong);
            }
        });
    }

    @Test
    void theDocumentNamesEveryField() throws Exception {
        String document = Files.readString(DOCUMENT);
        for (JsonNode object : List.of(
                schema,
                schema.at("/$defs/scene"),
                schema.at("/$defs/participant"),
                schema.at("/properties/chat"),
                schema.at("/properties/narrator"),
                schema.at("/$defs/slide"),
                schema.at("/$defs/diagram"),
                schema.at("/$defs/chart"),
                schema.at("/$defs/code"),
                schema.at("/$defs/formula"),
                schema.at("/$defs/image"),
                schema.at("/$defs/photo"),
                schema.at("/$defs/clip"))) {
            object.get("properties").fieldNames().forEachRemaining(f -> assertThat(document)
                    .containsPattern("`([a-z]+(\\[\\])?\\.)?" + Pattern.quote(f) + "`"));
        }
    }

    @Test
    void theExamplesOfTheDocumentCanBeRead(@TempDir Path folder) throws Exception {
        Pictures.ofTheSamples(folder);
        ScriptReader reader = new ScriptReader(ScriptProperties.defaults());
        Matcher example = Pattern.compile("```(json|yaml|)\n([\\[f3].*?)```", Pattern.DOTALL)
                .matcher(Files.readString(DOCUMENT)
                        .replace("# yaml-language-server: $schema=../schema/script.schema.json\n", ""));
        int read = 0;
        while (example.find()) {
            byte[] bytes = example.group(2).getBytes(StandardCharsets.UTF_8);
            assertThat(reader.read(bytes, "example", folder, ScriptRequest.none())
                            .script()
                            .scenes())
                    .hasSizeGreaterThan(1);
            read++;
        }
        assertThat(read).isEqualTo(4);
    }
}
