package org.kinoroute.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kinoroute.KinorouteApplication;
import org.kinoroute.embedded.EmbeddedDatabase;
import org.kinoroute.embedded.EmbeddedStack;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** What a dry run says that a video would cost. */
class DryRunTest {

    private static final String TRANSCRIPTION = "kinoroute.voice.transcription.model";

    @TempDir
    Path folder;

    private final PrintStream out = System.out;
    private final String temporary = System.getProperty("java.io.tmpdir");

    @BeforeEach
    void script() throws IOException {
        Files.writeString(
                folder.resolve("talk.json"),
                """
                [{"from": "Ana", "to": "Bruno", "text": "Fifteen letters"}, {"from": "Bruno", "to": "Ana", "text": "Oi!"}]
                """);
    }

    @AfterEach
    void restore() {
        System.setOut(out);
        System.setProperty("java.io.tmpdir", temporary);
        System.clearProperty(TRANSCRIPTION);
    }

    private JsonNode dryRun() throws IOException {
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        System.setOut(new PrintStream(said, true, StandardCharsets.UTF_8));
        int status = KinorouteCommand.run(KinorouteApplication.class, new String[] {
            "make",
            "--dry-run",
            "--json",
            "--script",
            folder.resolve("talk.json").toString(),
            "--data",
            folder.resolve("data").toString()
        });
        assertThat(status).isZero();
        return new ObjectMapper().readTree(said.toByteArray());
    }

    @Test
    void nothingIsStartedWhereNothingWasMade() throws IOException {
        System.setProperty(TRANSCRIPTION, "whisper-1");

        assertThat(dryRun().path("items"))
                .as("espeak costs nothing, and tells its times")
                .isEmpty();
        assertThat(folder.resolve("data/postgres")).doesNotExist();
    }

    @Test
    void voicesOfTheTableAndListeningToThemAreCounted() throws IOException {
        Path programs = Path.of(System.getProperty("kinoroute.embedded.programs"));
        EmbeddedStack.start(folder.resolve("data"), programs).close();
        try (EmbeddedDatabase database = EmbeddedDatabase.open(folder.resolve("data"), programs)) {
            JdbcClient.create(new DriverManagerDataSource(database.jdbcUrl(), database.username(), database.password()))
                    .sql("create table voice_mappings (voice_id text, character_name text, gender text, metadata jsonb,"
                            + " voice_sample_key text); insert into voice_mappings values ('ana', 'Ana', null,"
                            + " '{\"engine\": \"openai\", \"voice\": \"nova\"}', null)")
                    .update();
        }

        JsonNode items = dryRun().path("items");
        assertThat(items).hasSize(1);
        assertThat(items.get(0).path("unit").asText()).isEqualTo("characters");
        assertThat(items.get(0).path("quantity").asInt()).isEqualTo(15);
        assertThat(items.get(0).path("model").asText()).isEqualTo("tts-1");

        System.setProperty(TRANSCRIPTION, "whisper-1");
        items = dryRun().path("items");
        assertThat(items).hasSize(2);
        assertThat(items.get(1).path("model").asText()).isEqualTo("whisper-1");
        assertThat(items.get(1).path("unit").asText()).isEqualTo("seconds");
        assertThat(items.get(1).path("quantity").asInt()).isEqualTo(1);
    }
}
