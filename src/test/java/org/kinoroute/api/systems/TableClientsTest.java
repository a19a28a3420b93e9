package org.kinoroute.api.systems;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;
import javax.imageio.ImageIO;
import javax.sound.sampled.AudioFileFormat;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import javax.sql.DataSource;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kinoroute.api.Server;

/** A client that knows nothing but the tables, over plain JDBC, as such clients are written. */
class TableClientsTest {

    @TempDir
    static Path data;

    private static Server server;

    private Connection connection;

    @BeforeAll
    static void start() {
        server = Systems.start(
                data,
                "--kinoroute.tables.period=200",
                "--kinoroute.tables.settle=1s",
                "--kinoroute.tables.folder=" + data.resolve("open"));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @BeforeEach
    void connect() throws SQLException {
        connection = server.bean(DataSource.class).getConnection();
    }

    @AfterEach
    void disconnect() throws SQLException {
        connection.close();
    }

    private void update(String sql, Object... values) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            assertThat(statement.executeUpdate()).isEqualTo(1);
        }
    }

    private Map<String, Object> row(String sql, UUID id) {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setObject(1, id);
            try (ResultSet rows = statement.executeQuery()) {
                assertThat(rows.next()).isTrue();
                Map<String, Object> row = new HashMap<>();
                for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
                    row.put(rows.getMetaData().getColumnLabel(i), rows.getObject(i));
                }
                return row;
            }
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    private Map<String, Object> await(String sql, UUID id, Predicate<Map<String, Object>> until) {
        return Awaitility.await()
                .atMost(Duration.ofSeconds(120))
                .pollInterval(Duration.ofMillis(200))
                .until(() -> row(sql, id), until);
    }

    private UUID video(String title) throws SQLException {
        UUID id = UUID.randomUUID();
        update("INSERT INTO videos (id, title, status) VALUES (?, ?, 'pending')", id, title);
        return id;
    }

    private UUID voice(UUID video, String mapping, String character, String text) throws SQLException {
        UUID id = UUID.randomUUID();
        update(
                "INSERT INTO voices (id, video_id, voice_mapping_id, character_name, text_content, status) VALUES"
                        + " (?, ?, (SELECT id FROM voice_mappings WHERE voice_id = ?), ?, ?, 'pending')",
                id,
                video,
                mapping,
                character,
                text);
        return id;
    }

    @Test
    void whatAClientWritesIntoMetadataIsItsOwn() throws Exception {
        for (String metadata : List.of(
                "{\"duration\": \"00:01:20\"}", "{\"duration\": {}}", "{\"duration\": null}", "[\"duration\"]", "7")) {
            UUID id = UUID.randomUUID();
            update(
                    "INSERT INTO videos (id, title, status, lane, metadata) VALUES (?, 'Made', 'processing', 'own', ?::jsonb)",
                    id,
                    metadata);
            update("UPDATE videos SET status = 'completed' WHERE id = ?", id);

            assertThat(row(
                            "SELECT status::text AS status, video_seconds(metadata) AS seconds FROM videos WHERE id = ?",
                            id))
                    .containsEntry("status", "completed")
                    .containsEntry("seconds", null);
            assertThat(server.get("/api/videos/" + id).status()).as(metadata).isEqualTo(200);
        }
    }

    @Test
    void aDurationThatIsANumberIsTakenWhateverNumberItIs() throws Exception {
        Map<String, Double> durations = Map.of("80.5", 80.5, "1e400", 1e9, "1e-400", 0.0, "-1e400", 0.0);
        for (Map.Entry<String, Double> duration : durations.entrySet()) {
            UUID id = UUID.randomUUID();
            update(
                    "INSERT INTO videos (id, title, status, lane, metadata) VALUES (?, 'Made', 'processing', 'own', ?::jsonb)",
                    id,
                    "{\"duration\": " + duration.getKey() + "}");
            update("UPDATE videos SET status = 'completed' WHERE id = ?", id);

            assertThat(row("SELECT video_seconds(metadata) AS seconds FROM videos WHERE id = ?", id))
                    .containsEntry("seconds", duration.getValue());
        }
    }

    private static byte[] tone(double seconds) throws Exception {
        int rate = 22_050;
        byte[] pcm = new byte[(int) (seconds * rate) * 2];
        for (int i = 0; i < pcm.length / 2; i++) {
            short sample = (short) (8000 * Math.sin(2 * Math.PI * 440 * i / rate));
            pcm[2 * i] = (byte) sample;
            pcm[2 * i + 1] = (byte) (sample >> 8);
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        AudioSystem.write(
                new AudioInputStream(
                        new ByteArrayInputStream(pcm), new AudioFormat(rate, 16, 1, true, false), pcm.length / 2),
                AudioFileFormat.Type.WAVE,
                out);
        return out.toByteArray();
    }

    @Test
    void aVideoWithVoicesIsMade() throws Exception {
        UUID video = video("Uma conversa");
        UUID first = voice(video, "aluno", "Ana", "Oi, tudo bem?");
        UUID second = voice(video, "professora", "Bruno", "Tudo, e você?");

        Map<String, Object> made = await(
                "SELECT status::text, output_video_path, whatsapp_images_paths::text AS pictures, error_message,"
                        + " completed_at FROM videos WHERE id = ?",
                video,
                row -> List.of("completed", "failed").contains(row.get("status")));

        assertThat(made.get("error_message")).isNull();
        assertThat(made.get("output_video_path")).isEqualTo("videos/" + video + "/video.mp4");
        assertThat(made.get("completed_at")).isNotNull();
        assertThat(made.get("pictures").toString()).contains("whatsapp_" + video + "_0.png");
        for (UUID id : List.of(first, second)) {
            Map<String, Object> voice = row(
                    "SELECT status::text, output_audio_path, remote_storage_path, is_local_storage,"
                            + " processing_started_at, processing_completed_at FROM voices WHERE id = ?",
                    id);
            assertThat(voice.get("status")).isEqualTo("completed");
            assertThat(server.store().exists(voice.get("output_audio_path").toString()))
                    .isTrue();
            assertThat(voice.get("is_local_storage")).isEqualTo(false);
            assertThat(voice.get("processing_started_at")).isNotNull();
            assertThat(voice.get("processing_completed_at")).isNotNull();
        }
        Map<String, Object> counted = row(
                "SELECT video_status::text, total_voices, completed_voices FROM video_processing_status"
                        + " WHERE video_id = ?",
                video);
        assertThat(counted).isEqualTo(Map.of("video_status", "completed", "total_voices", 2L, "completed_voices", 2L));
        assertThat(server.store().exists("videos/" + video + "/video.mp4")).isTrue();
    }

    @Test
    void aVoiceThatWasCompletedFromOutsideIsTaken() throws Exception {
        server.store().put("from-outside/tone.wav", tone(2.5), "audio/wav");
        UUID video = video("From outside");
        UUID given = voice(video, "aluno", "Ana", "Hi!");
        update(
                "UPDATE voices SET status = 'completed', output_audio_path = 'from-outside/tone.wav' WHERE id = ?",
                given);
        UUID missing = voice(video, "professora", "Bruno", "Hi, Ana!");
        update("UPDATE voices SET status = 'completed', output_audio_path = 'nowhere.wav' WHERE id = ?", missing);

        Map<String, Object> made =
                await("SELECT status::text, degraded::text FROM videos WHERE id = ?", video, row -> List.of(
                                "completed", "failed")
                        .contains(row.get("status")));

        assertThat(made.get("status")).isEqualTo("completed");
        assertThat(made.get("degraded").toString()).contains("nowhere.wav").doesNotContain("tone.wav");
        Map<String, Object> taken = row(
                "SELECT (voice ->> 'samples')::float8 / (voice ->> 'sample_rate')::float8 AS seconds FROM voices"
                        + " WHERE id = ?",
                given);
        assertThat((double) taken.get("seconds")).isCloseTo(2.5, offset(0.1));
        assertThat((double) row(
                                "SELECT (voice ->> 'samples')::float8 / (voice ->> 'sample_rate')::float8 AS seconds"
                                        + " FROM voices WHERE id = ?",
                                missing)
                        .get("seconds"))
                .isLessThan(2);
    }

    @Test
    void backgroundsAndSoundsAreTakenFromTheStoreAndFromTheOneOpenFolder() throws Exception {
        Path open = Files.createDirectories(data.resolve("open/deep"));
        ByteArrayOutputStream picture = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(300, 500, BufferedImage.TYPE_INT_RGB), "png", picture);
        server.store().put("from-outside/back.png", picture.toByteArray(), "image/png");
        Files.write(open.resolve("back.png"), picture.toByteArray());
        Files.write(open.resolve("tone.wav"), tone(2.5));
        Path outside = Files.write(data.resolve("outside.png"), picture.toByteArray());
        Files.createSymbolicLink(open.resolve("link.png"), outside);
        Files.writeString(open.resolve("text.png"), "no picture");

        UUID byKey = told("from-outside/back.png", open.resolve("tone.wav").toString());
        UUID byFile = told(open.resolve("back.png").toString(), "/etc/passwd");
        UUID byName = told("deep/back.png", null);
        List<UUID> without = List.of(
                told(outside.toString(), null),
                told(open.resolve("link.png").toString(), null),
                told("../outside.png", null),
                told("/etc/passwd", null),
                told("deep/text.png", null));

        assertThat(degraded(byKey)).isEqualTo("{}");
        assertThat(degraded(byName)).isEqualTo("{}");
        assertThat(degraded(byFile)).contains("/etc/passwd is neither a key of the store nor a file in");
        for (UUID video : List.of(byKey, byFile, byName)) {
            assertThat(background(video)).startsWith("assets/");
        }
        for (UUID video : without) {
            assertThat(degraded(video)).contains("the background cannot be shown, and the chat fills the frame");
            assertThat(background(video)).isEmpty();
        }
        assertThat((double) row(
                                "SELECT (voice ->> 'samples')::float8 / (voice ->> 'sample_rate')::float8 AS seconds"
                                        + " FROM voices WHERE video_id = ? AND character_name = 'Bruno'",
                                byKey)
                        .get("seconds"))
                .isCloseTo(2.5, offset(0.1));
    }

    /** @param local where somebody else has laid what Bruno says; null: it is still to be spoken */
    private UUID told(String background, String local) throws SQLException {
        UUID video = video("On " + background);
        update("UPDATE videos SET background_video_path = ? WHERE id = ?", background, video);
        voice(video, null, "Ana", "Hi!");
        update(
                "INSERT INTO voices (video_id, character_name, text_content, status, is_local_storage, local_file_path)"
                        + " VALUES (?, 'Bruno', 'Hi, Ana!', CAST(? AS voice_status), ?, ?)",
                video,
                local == null ? "pending" : "completed",
                local != null,
                local);
        return video;
    }

    private String degraded(UUID video) {
        Map<String, Object> made = await(
                "SELECT status::text, degraded::text, error_message FROM videos WHERE id = ?",
                video,
                row -> List.of("completed", "failed").contains(row.get("status")));
        assertThat(made.get("status")).as(made.toString()).isEqualTo("completed");
        return made.get("degraded").toString();
    }

    private static String background(UUID video) throws IOException {
        return new ObjectMapper()
                .readTree(server.store().fetch("videos/" + video + "/plan.json").toFile())
                .at("/settings/background")
                .asText("");
    }

    @Test
    void aSingleVoiceIsSpokenWhereTheVideoIsSomebodyElses() throws Exception {
        UUID video = UUID.randomUUID();
        update("INSERT INTO videos (id, title, status) VALUES (?, 'Theirs', 'processing')", video);
        UUID voice = voice(video, null, "Cai", "Where are you?");

        Map<String, Object> spoken = await(
                "SELECT status::text, output_audio_path, error_message FROM voices WHERE id = ?",
                voice,
                row -> List.of("completed", "failed").contains(row.get("status")));

        assertThat(spoken.get("error_message")).isNull();
        assertThat(server.store().exists(spoken.get("output_audio_path").toString()))
                .isTrue();
        assertThat(row("SELECT status::text FROM videos WHERE id = ?", video).get("status"))
                .isEqualTo("processing");
    }

    @Test
    void whatSomebodyElseWorksOnIsLeftAlone() throws Exception {
        UUID video = UUID.randomUUID();
        update("INSERT INTO videos (id, title, status) VALUES (?, 'Theirs', 'processing')", video);
        UUID theirs = UUID.randomUUID();
        update(
                "INSERT INTO voices (id, video_id, text_content, status) VALUES (?, ?, 'Mine.', 'processing')",
                theirs,
                video);
        UUID later = voice(video, null, "Cai", "Take this one.");

        await("SELECT status::text FROM voices WHERE id = ?", later, row -> "completed".equals(row.get("status")));

        assertThat(row("SELECT status::text FROM voices WHERE id = ?", theirs).get("status"))
                .isEqualTo("processing");
    }

    /** Not only what is known to go wrong: here the row itself cannot be taken over. */
    @Test
    void aVideoThatBreaksStopsNoOther() throws Exception {
        server.sql()
                .sql("alter table videos add constraint no_such_title check (title <> 'Breaks' or lane is null)")
                .update();
        UUID broken = video("Breaks");
        voice(broken, null, "Ana", "Hi!");
        voice(broken, null, "Bruno", "Hi, Ana!");
        UUID whole = video("Whole");
        voice(whole, null, "Ana", "Hi!");
        voice(whole, null, "Bruno", "Hi, Ana!");

        Predicate<Map<String, Object>> over =
                row -> List.of("completed", "failed").contains(row.get("status"));
        String state = "SELECT status::text, error_message FROM videos WHERE id = ?";
        assertThat(await(state, whole, over).get("status")).isEqualTo("completed");
        Map<String, Object> failed = await(state, broken, over);
        assertThat(failed.get("status")).isEqualTo("failed");
        assertThat(failed.get("error_message").toString()).contains("no_such_title");
    }

    @Test
    void aVoiceThatIsBegunAgainAndAgainIsGivenUpUntilItsClientWantsItAnew() throws Exception {
        UUID video = UUID.randomUUID();
        update("INSERT INTO videos (id, title, status) VALUES (?, 'Theirs', 'processing')", video);
        UUID voice = UUID.randomUUID();
        update(
                "INSERT INTO voices (id, video_id, text_content, status, attempts, leased_until) VALUES"
                        + " (?, ?, 'Hi!', 'processing', 3, now() - interval '1 second')",
                voice,
                video);
        String state = "SELECT status::text, attempts, error_message FROM voices WHERE id = ?";

        Map<String, Object> givenUp = await(state, voice, row -> "failed".equals(row.get("status")));
        assertThat(givenUp.get("error_message").toString()).contains("three times");

        update("UPDATE voices SET status = 'pending' WHERE id = ?", voice);
        Map<String, Object> spoken = await(state, voice, row -> "completed".equals(row.get("status")));
        assertThat(spoken.get("attempts")).isEqualTo(1);
        assertThat(spoken.get("error_message")).isNull();
    }

    @Test
    void aVideoThatCannotBeToldSaysWhy() throws Exception {
        UUID video = video("Nothing");
        voice(video, null, "Ana", " ");

        Map<String, Object> failed =
                await("SELECT status::text, error_message FROM videos WHERE id = ?", video, row -> List.of(
                                "completed", "failed")
                        .contains(row.get("status")));

        assertThat(failed.get("status")).isEqualTo("failed");
        assertThat(failed.get("error_message").toString()).isNotBlank();
    }
}
