package org.kinoroute.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.bytedeco.javacv.FFmpegFrameGrabber;
import org.bytedeco.javacv.Frame;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kinoroute.video.VideoState;

/** A chat on its way through every route, queue and table; and what tries to stop it. */
class ChatPipelineTest {

    private static final String CHAT =
            """
            [{"from": "Ana", "to": "Bruno", "text": "Oi, tudo bem?"},
             {"from": "Bruno", "to": "Ana", "text": "😀"},
             {"from": "Ana", "to": "Bruno", "text": "Que bom!"}]
            """;

    @TempDir
    static Path folder;

    static Kinoroute kinoroute;

    @BeforeAll
    static void start() throws IOException {
        Path routes = Files.createDirectories(folder.resolve("routes"));
        ToneAndCard.writeTone(folder.resolve("files/tone.wav"));
        ToneAndCard.writeCard(folder.resolve("files/card.png"));
        Files.writeString(
                routes.resolve("48-voice-tone.yaml"),
                """
                - route:
                    id: voice-tone
                    from:
                      uri: direct:voice-tone
                      steps:
                        - pollEnrich:
                            constant: "file:%s?fileName=tone.wav&noop=true&idempotent=false"
                """
                        .formatted(folder.resolve("files")));
        Files.writeString(
                routes.resolve("38-visual-card.yaml"),
                """
                - route:
                    id: visual-card
                    from:
                      uri: direct:visual-card
                      steps:
                        - pollEnrich:
                            constant: "file:%s?fileName=card.png&noop=true&idempotent=false"
                """
                        .formatted(folder.resolve("files")));
        Files.writeString(
                routes.resolve("49-broken.yaml"),
                """
                - route:
                    id: voice-broken
                    from:
                      uri: direct:voice-broken
                      steps:
                        - throwException:
                            exceptionType: java.io.IOException
                            message: the engine is down
                - route:
                    id: visual-broken
                    from:
                      uri: direct:visual-broken
                      steps:
                        - throwException:
                            exceptionType: java.io.IOException
                            message: the painter is away
                """);
        kinoroute = new Kinoroute(folder.resolve("data"), "--kinoroute.routes.folder=" + routes);
    }

    @AfterAll
    static void stop() throws IOException {
        kinoroute.close();
    }

    @Test
    void aChatBecomesAVideoAndTheTablesSayHow() throws Exception {
        UUID id = kinoroute.accept(Kinoroute.script(CHAT), Kinoroute.SMALL);
        VideoState state = kinoroute.await(id);

        assertThat(state.status()).as(state.errorMessage()).isEqualTo("completed");
        assertThat(state.degraded()).isEmpty();
        assertThat(state.progress()).isEqualTo(100);
        Map<String, Object> video = kinoroute
                .sql()
                .sql("select title, output_video_path, array_length(whatsapp_images_paths, 1) pictures,"
                        + " whatsapp_images_paths[1] first, completed_at from videos where id = :id")
                .param("id", id)
                .query()
                .singleRow();
        assertThat(video)
                .containsEntry("title", "Ana & Bruno")
                .containsEntry("output_video_path", "videos/" + id + "/video.mp4")
                .containsEntry("pictures", 3)
                .containsEntry(
                        "first",
                        "http://127.0.0.1:8080/download/whatsapp_" + id + "_0.png?bucket=whatsapp-screenshots");
        assertThat(video.get("completed_at")).isNotNull();
        List<Map<String, Object>> voices = kinoroute
                .sql()
                .sql("select character_name, text_content, status::text status, remote_storage_path, voice_mapping_id,"
                        + " processing_started_at from voices where video_id = :id order by scene_index")
                .param("id", id)
                .query()
                .listOfRows();
        assertThat(voices).hasSize(3).allSatisfy(voice -> {
            assertThat(voice).containsEntry("status", "completed");
            assertThat(voice.get("processing_started_at")).isNotNull();
            assertThat(voice.get("voice_mapping_id")).isNotNull();
        });
        assertThat(voices.get(0)).containsEntry("character_name", "Ana").containsEntry("text_content", "Oi, tudo bem?");
        assertThat(voices.get(0).get("voice_mapping_id"))
                .isEqualTo(voices.get(2).get("voice_mapping_id"))
                .isNotEqualTo(voices.get(1).get("voice_mapping_id"));
        // Nothing is said with an emoji alone.
        assertThat(voices.get(1).get("remote_storage_path")).isNull();
        assertThat(kinoroute
                        .sql()
                        .sql("select total_voices, completed_voices from video_processing_status where video_id = :id")
                        .param("id", id)
                        .query()
                        .singleRow())
                .containsEntry("total_voices", 3L)
                .containsEntry("completed_voices", 3L);
        assertThat(kinoroute
                        .sql()
                        .sql("select stage from video_stages where video_id = :id and finished_at is not null")
                        .param("id", id)
                        .query(String.class)
                        .list())
                .containsExactlyInAnyOrder("scenes", "visuals", "voices", "assembly", "compose");
        workerAndQueueAreGone(id);
        try (FFmpegFrameGrabber grabber =
                new FFmpegFrameGrabber(kinoroute.result(id, "video.mp4").toFile())) {
            grabber.start();
            assertThat(grabber.getImageWidth()).isEqualTo(270);
            assertThat(grabber.getImageHeight()).isEqualTo(480);
            assertThat(grabber.getAudioChannels()).isPositive();
            assertThat(grabber.getLengthInTime() / 1e6).isBetween(1.5, 6.0);
        }
        assertThat(kinoroute.result(id, "captions.srt")).content().contains("Oi, tudo bem?", "Que bom!");
        assertThat(kinoroute.result(id, "captions.vtt")).content().startsWith("WEBVTT");
        assertThat(kinoroute.result(id, "script.json")).content().contains("\"Que bom!\"");
        assertThat(kinoroute.result(id, "thumbnail.jpg")).isNotEmptyFile();
    }

    @Test
    void theSameChatAgainIsTheSameVideoBitForBit() throws Exception {
        // Several: what differs by what memory held before differs now and then only.
        List<UUID> same = Stream.generate(() -> kinoroute.accept(Kinoroute.script(CHAT), Kinoroute.SMALL))
                .limit(12)
                .toList();
        for (UUID id : same) {
            assertThat(kinoroute.await(id).status()).isEqualTo("completed");
            for (String name : List.of("video.mp4", "thumbnail.jpg", "captions.srt", "captions.vtt", "script.json")) {
                assertThat(kinoroute.result(id, name))
                        .as(name)
                        .hasSameBinaryContentAs(kinoroute.result(same.get(0), name));
            }
        }
    }

    @Test
    void messagesThatComeTwiceChangeNothing() {
        UUID id = kinoroute.accept(Kinoroute.script(CHAT), Kinoroute.SMALL);
        // All over again, twice, while it is being made: as after a delivery whose acknowledgement was lost.
        for (int i = 0; i < 2; i++) {
            send("scenes", "{}", Map.of("video_id", id.toString()));
        }
        assertThat(kinoroute.await(id).status()).isEqualTo("completed");
        send("scenes", "{}", Map.of("video_id", id.toString()));
        send("compose", "{}", Map.of("video_id", id.toString()));
        send(
                "assembly",
                "{\"scene_count\": 3, \"visual_count\": 1, \"voices\": [0, 1, 2], \"visuals\": [0]}",
                Map.of("video_id", id.toString()));
        assertThat(kinoroute.make(CHAT).status()).isEqualTo("completed");
        Kinoroute.await(() -> depth("scenes") + depth("assembly") + depth("compose"), depth -> depth == 0);
        assertThat(count("select count(*) from voices where video_id = :id", id))
                .isEqualTo(3);
        assertThat(count("select count(*) from visuals where video_id = :id", id))
                .isEqualTo(1);
        assertThat(count("select count(*) from assembly where id = cast(:id as text)", id))
                .isZero();
        workerAndQueueAreGone(id);
    }

    @Test
    void aPoisonedMessageIsSetAsideAndBlocksNobody() {
        long before = depth("dead-letters");
        for (String queue : List.of("scenes", "visuals", "assembly", "compose", "segments")) {
            send(queue, "\u0000 no JSON", Map.of());
            send(queue, "[]", Map.of("video_id", "no id"));
        }
        assertThat(kinoroute.make(CHAT).status()).isEqualTo("completed");
        Kinoroute.await(() -> depth("dead-letters") - before, more -> more == 10);
        org.springframework.amqp.core.Message letter = kinoroute.rabbit().receive("kinoroute.dead-letters");
        assertThat(letter.getMessageProperties().getHeaders().get("cause").toString())
                .isNotBlank();
        assertThat(letter.getMessageProperties().getHeaders().get("stage").toString())
                .isNotBlank();
    }

    @Test
    void aVoiceEngineAndAVisualKindAreAddedAsOneFileEach() throws Exception {
        VideoState state = kinoroute.make(
                """
                format: chat
                participants: [{name: Ana, voice: "tone:any"}, Bruno]
                scenes:
                  - {from: Ana, text: Oi você}
                  - {from: Ana, text: Olha, visual: {kind: card, colour: red}}
                  - {from: Bruno, text: Legal}
                """);
        assertThat(state.status()).as(state.errorMessage()).isEqualTo("completed");
        assertThat(state.degraded()).isEmpty();
        assertThat(kinoroute
                        .sql()
                        .sql("select engine || ' ' || (voice ->> 'source') from voices where video_id = :id"
                                + " order by scene_index")
                        .param("id", state.id())
                        .query(String.class)
                        .list())
                .containsExactly("tone estimate", "tone estimate", "espeak engine");
        // The tone lasts a second, so the second scene is seen at 0.2 + 1 + 0.1 + 0.5 s.
        assertThat(pixel(state.id(), 1.8)).as("the card").satisfies(ToneAndCard::isRed);
        assertThat(pixel(state.id(), 0.8)).as("the chat").satisfies(ToneAndCard::isNotRed);
    }

    @Test
    void whatCannotBeMadeIsNamedAndTheVideoGoesOn() throws Exception {
        VideoState state = kinoroute.make(
                """
                format: chat
                participants: [{name: Ana, voice: "broken:any"}, Bruno]
                scenes:
                  - {from: Ana, text: Oi}
                  - {from: Bruno, text: Legal}
                  - {from: Bruno, text: Olha, visual: {kind: broken}}
                """);
        assertThat(state.status()).as(state.errorMessage()).isEqualTo("completed");
        assertThat(state.degraded())
                .hasSize(2)
                .anySatisfy(reason -> assertThat(reason)
                        .contains("scene 1", "espeak speaks in place of its own voice", "the engine is down"))
                .anySatisfy(reason -> assertThat(reason).contains("scene 3", "the painter is away"));
        assertThat(kinoroute
                        .sql()
                        .sql(
                                "select status::text || ' ' || engine from voices where video_id = :id and scene_index = 0")
                        .param("id", state.id())
                        .query(String.class)
                        .single())
                .isEqualTo("completed espeak");
        workerAndQueueAreGone(state.id());
    }

    @Test
    void aCancelledVideoStopsAndStaysCancelled() {
        UUID id = kinoroute.accept(Kinoroute.script(CHAT), Kinoroute.SMALL);
        kinoroute.bean(org.kinoroute.video.Videos.class).cancel(id);
        VideoState state = kinoroute.await(id);
        assertThat(state.status()).isEqualTo("failed");
        assertThat(state.errorCode()).isEqualTo("cancelled");
        assertThat(kinoroute.make(CHAT).status()).isEqualTo("completed");
        workerAndQueueAreGone(id);
        assertThat(kinoroute.await(id).status()).isEqualTo("failed");
    }

    private static void workerAndQueueAreGone(UUID id) {
        String queue = "kinoroute.voices." + id;
        Kinoroute.await(() -> kinoroute.queues().getQueueInfo(queue) == null, gone -> gone);
        assertThat(kinoroute.camel().getRoute(queue)).isNull();
    }

    private static long count(String sql, UUID id) {
        return kinoroute.sql().sql(sql).param("id", id).query(Long.class).single();
    }

    private static long depth(String queue) {
        return kinoroute.queues().getQueueInfo("kinoroute." + queue).getMessageCount();
    }

    private static void send(String queue, String body, Map<String, String> headers) {
        kinoroute.rabbit().convertAndSend("", "kinoroute." + queue, body.getBytes(StandardCharsets.UTF_8), message -> {
            headers.forEach(message.getMessageProperties()::setHeader);
            return message;
        });
    }

    /** Colour in the middle of the frame at a time. */
    private static int pixel(UUID id, double seconds) throws IOException {
        try (FFmpegFrameGrabber grabber =
                new FFmpegFrameGrabber(kinoroute.result(id, "video.mp4").toFile())) {
            grabber.start();
            int colour = 0;
            for (Frame frame = grabber.grabImage();
                    frame != null && frame.timestamp <= seconds * 1e6;
                    frame = grabber.grabImage()) {
                colour = ToneAndCard.colour(frame, 135, 240);
            }
            return colour;
        }
    }
}
