package org.kinoroute.api.systems;

import static org.assertj.core.api.Assertions.assertThat;
import static org.kinoroute.api.systems.Systems.json;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.kinoroute.api.Server;
import org.kinoroute.api.Server.Answer;
import org.kinoroute.video.VideoState;
import org.kinoroute.video.Videos;

/** What a client of the story dashboard sends, right and wrong, and what it gets; without any model. */
class SystemDTest {

    private static final String CREATE = "/api/videos/create";
    private static final String FOX =
            "A fox lived at the edge of a wood. Every evening it went to the river. One night the river was frozen."
                    + " The fox waited for the moon. It heard a sound below the ice. In the morning there was a hole."
                    + " The fox drank, and went home.";

    @TempDir
    static Path data;

    private static Server server;

    @BeforeAll
    static void start() {
        server = Systems.start(data);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static Answer post(String json) {
        return server.postJson(CREATE, json.replace('\'', '"'));
    }

    private static ObjectNode record(Answer answer) {
        assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
        ObjectNode record = (ObjectNode) answer.json();
        assertThat(record.remove("created_at").asText()).endsWith("Z");
        assertThat(record.remove("updated_at").asText()).endsWith("Z");
        return record;
    }

    private static void cancel(String id) {
        server.bean(Videos.class).cancel(UUID.fromString(id));
    }

    @Test
    void aStoryBecomesAVideoThatSaysWhatItLacks() {
        ObjectNode record = record(post("{'title':'The fox','script':'" + FOX + "','style':'watercolor','voice':'nova',"
                + "'keywords':['fox','ice'],'negative_keywords':'text, people','size':'480x270','duration':8}"));
        String id = record.path("id").asText();

        assertThat(record)
                .isEqualTo(json("{'id':'" + UUID.fromString(id) + "','title':'The fox','script':'" + FOX
                        + "','style':'watercolor','voice':'nova','keywords':['fox','ice'],"
                        + "'negative_keywords':['text','people'],'prompts':[],'image_paths':[],'audio_path':null,"
                        + "'video_path':null,'duration':null,'status':'pending','error_message':null}"));

        VideoState state = Awaitility.await()
                .atMost(java.time.Duration.ofSeconds(120))
                .until(() -> server.bean(Videos.class).find(UUID.fromString(id)).orElseThrow(), VideoState::isOver);
        assertThat(state.status()).as(String.valueOf(state.errorMessage())).isEqualTo("completed");
        assertThat(state.degraded())
                .anySatisfy(reason -> assertThat(reason).contains("nova").contains("openai"))
                .anySatisfy(reason -> assertThat(reason).contains("image could not be made"));
        assertThat(server.get("/api/videos/" + id).json().path("script").asText())
                .as("as it came, not as its scenes are cut")
                .isEqualTo(FOX);
        // Six or seven prompts of the story's own sentences, with style and keywords.
        List<Map<String, Object>> prompts = server.rows("select task -> 'properties' ->> 'prompt' as prompt,"
                + " task -> 'properties' ->> 'negative' as negative, placeholder_key from visuals where video_id = '"
                + id
                + "' and task ->> 'kind' = 'image' order by number");
        assertThat(prompts).hasSizeBetween(6, 7).allSatisfy(row -> {
            assertThat(row.get("prompt").toString())
                    .contains("fox")
                    .contains("ice")
                    .containsIgnoringCase("watercolo");
            assertThat(row.get("negative").toString()).contains("text").contains("people");
            assertThat(row.get("placeholder_key")).isNotNull();
        });
    }

    @Test
    void itIsMadeOnceMoreOfTheSame() {
        String first = record(post("{'title':'The fox','script':'" + FOX + "','style':'anime','voice':'echo',"
                        + "'keywords':'fox, moon'}"))
                .path("id")
                .asText();
        cancel(first);

        ObjectNode again = record(server.post("/api/videos/" + first + "/regenerate"));
        String second = again.path("id").asText();
        cancel(second);

        assertThat(second).isNotEqualTo(first);
        assertThat(again)
                .isEqualTo(json("{'id':'" + second + "','title':'The fox (Regenerated)','script':'" + FOX
                        + "','style':'anime','voice':'echo','keywords':['fox','moon'],'negative_keywords':[],"
                        + "'prompts':[],'image_paths':[],'audio_path':null,'video_path':null,'duration':null,"
                        + "'status':'pending','error_message':null}"));
    }

    @Test
    void whatIsNotThereCannotBeMadeOnceMore() {
        Answer answer = server.post("/api/videos/" + UUID.randomUUID() + "/regenerate");

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.json()).isEqualTo(json("{'detail':'Video not found'}"));
    }

    @Test
    void anUnknownStyleOrVoiceIsNamed() {
        Answer style = post("{'title':'x','script':'" + FOX + "','style':'sepia'}");
        assertThat(style.status()).isEqualTo(400);
        assertThat(style.json()).isEqualTo(json("{'detail':'Invalid style: sepia','field':'style'}"));

        Answer voice = post("{'title':'x','script':'" + FOX + "','voice':'nobody'}");
        assertThat(voice.status()).as(voice.toString()).isEqualTo(400);
        assertThat(voice.json().path("detail").asText()).isEqualTo("Invalid voice: nobody");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'script':'x'} | title",
                "{'title':'x'} | script",
                "{'title':'x','script':5} | script",
                "{'title':'x','script':'x','keywords':{'a':1}} | keywords",
                "{'title':'x','script':'A fox.','size':'10x10'} | size",
                "{'title':'x','script':'A fox.','size':'wide'} | size",
                "{'title':'x','script':'A fox.','duration':'long'} | duration"
            },
            quoteCharacter = '`')
    void whatIsWrongIsNamed(String request, String field) {
        Answer answer = post(request);

        assertThat(answer.status()).as(answer.toString()).isEqualTo(400);
        assertThat(answer.json().path("detail").asText()).isNotBlank();
        assertThat(answer.json().path("field").asText()).isEqualTo(field);
    }
}
