package org.kinoroute.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.camel.ProducerTemplate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kinoroute.providers.ProviderServer;
import org.kinoroute.providers.ProviderServer.Answer;
import org.kinoroute.providers.ProviderServer.Request;
import org.kinoroute.script.Briefs;
import org.kinoroute.script.ScriptJson;
import org.kinoroute.video.Brief;
import org.kinoroute.video.Format;
import org.kinoroute.video.Ledger;
import org.kinoroute.video.Problem;
import org.kinoroute.video.Scene;
import org.kinoroute.video.Script;
import org.kinoroute.video.VideoRequest;
import org.kinoroute.video.VideoRequest.LocalFile;
import org.kinoroute.video.VideoState;
import org.kinoroute.video.Videos;

/** A brief on its way to a script: in by the door, written by a language model, or without one. */
class ScriptWritingTest {

    private static final String CHATS = "POST /v1/chat/completions";
    private static final String CHAT =
            """
            {"title": "Keys", "participants": [{"name": "Ana", "gender": "female"}, {"name": "Bruno", "gender": "male"}],
             "messages": [{"from": "Ana", "text": "Where are my keys?"}, {"from": "Bruno", "text": "In the fridge."}]}""";

    @TempDir
    static Path folder;

    static ProviderServer provider;
    static Kinoroute kinoroute;

    private final ObjectMapper json = new ObjectMapper();

    @BeforeAll
    static void start() {
        provider = new ProviderServer();
        kinoroute = new Kinoroute(
                folder.resolve("data"),
                "--kinoroute.model.name=tester",
                "--camel.component.openai.base-url=" + provider.url() + "/v1",
                "--camel.component.openai.api-key=sk-secret",
                "--kinoroute.prices.table[0].provider=127.0.0.1",
                "--kinoroute.prices.table[0].model=tester",
                "--kinoroute.prices.table[0].input-tokens=1",
                "--kinoroute.prices.table[0].output-tokens=2");
    }

    @AfterAll
    static void stop() throws Exception {
        kinoroute.close();
        provider.close();
    }

    private int asked;

    @BeforeEach
    void countFromHere() {
        asked = provider.requests().size();
    }

    private List<Request> requests() {
        return provider.requests().subList(asked, provider.requests().size());
    }

    private Answer says(String content) {
        return Answer.json(json.createObjectNode()
                .set(
                        "choices",
                        json.createArrayNode()
                                .add(json.createObjectNode()
                                        .put("finish_reason", "stop")
                                        .set(
                                                "message",
                                                json.createObjectNode()
                                                        .put("role", "assistant")
                                                        .put("content", content))))
                .toString()
                .replaceFirst(
                        "}$", ",\"usage\":{\"prompt_tokens\":100,\"completion_tokens\":50,\"total_tokens\":150}}"));
    }

    private UUID accept(Brief brief, double budget, LocalFile... files) {
        VideoRequest request = new VideoRequest(
                UUID.randomUUID(),
                "kinoroute",
                UUID.randomUUID().toString(),
                VideoRequest.Origin.LOCAL,
                null,
                brief,
                Kinoroute.SMALL,
                budget,
                List.of(files));
        kinoroute.bean(ProducerTemplate.class).requestBody("direct:script", request);
        return request.id();
    }

    /** Waits until the script is written, and does not wait for the video. */
    private Script written(UUID id) {
        Kinoroute.await(
                () -> kinoroute
                        .sql()
                        .sql("select scene_count is not null or status = 'failed' from videos where id = :id")
                        .param("id", id)
                        .query(Boolean.class)
                        .single(),
                done -> done);
        VideoState state = kinoroute.bean(Videos.class).find(id).orElseThrow();
        assertThat(state.errorMessage()).isNull();
        kinoroute.bean(Videos.class).cancel(id);
        try {
            return new ScriptJson().read(Files.readAllBytes(kinoroute.result(id, "script.json")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private VideoState failed(UUID id) {
        VideoState state = kinoroute.await(id);
        assertThat(state.status()).isEqualTo("failed");
        return state;
    }

    @Test
    void aPromptBecomesAChatAndTheChatAVideo() throws Exception {
        provider.on(CHATS, says("Here you are:\n```json\n" + CHAT + "\n```"));

        UUID id = accept(Briefs.chat("Lost \"keys\"", "Ana", "Bruno"), 0);
        assertThat(kinoroute.await(id).status()).isEqualTo("completed");

        Script script = new ScriptJson().read(Files.readAllBytes(kinoroute.result(id, "script.json")));
        assertThat(script.me()).isEqualTo("Bruno");
        assertThat(script.scenes()).extracting(Scene::text).containsExactly("Where are my keys?", "In the fridge.");
        Map<String, Object> row = kinoroute
                .sql()
                .sql(
                        "select title, format, scene_count, metadata ->> 'language' as language from videos where id = :id")
                .param("id", id)
                .query()
                .singleRow();
        assertThat(row)
                .containsEntry("title", "Keys")
                .containsEntry("format", "chat")
                .containsEntry("scene_count", 2)
                .containsEntry("language", "en");
        JsonNode request = json.readTree(requests().get(0).text());
        assertThat(request.path("model").asText()).isEqualTo("tester");
        assertThat(request.at("/response_format/type").asText()).isEqualTo("json_schema");
        assertThat(request.at("/messages/0/role").asText()).isEqualTo("system");
        assertThat(request.at("/messages/1/content").asText()).contains("Lost \"keys\"", "Ana, Bruno");
        assertThat(kinoroute.bean(Ledger.class).entries(id))
                .extracting(Ledger.Entry::item, Ledger.Entry::unit, Ledger.Entry::quantity)
                .containsExactly(tuple("script", "input_tokens", 100.0), tuple("script", "output_tokens", 50.0));
        assertThat(kinoroute.bean(Ledger.class).total(id)).isEqualByComparingTo("0.0002");
    }

    @Test
    void aServerThatRefusesASchemaIsAskedWithoutAndASecondDeliveryAsksNobody() {
        provider.on(
                CHATS,
                request -> request.text().contains("response_format")
                        ? Answer.error(400, "response_format is not supported")
                        : says(
                                """
                                {"title": "Tea", "scenes": [{"text": "What is tea?", "slide": {"title": "Tea", "bullets": null}},
                                 {"text": "Leaves in water.", "diagram": {"source": "flowchart LR\\n a-->b"}}]}"""));

        UUID id = accept(Briefs.explainer("Tea is made of leaves."), 0);

        assertThat(written(id).scenes()).extracting(s -> s.visual().kind()).containsExactly("slide", "diagram");
        assertThat(requests()).hasSize(2);
        assertThat(requests().get(1).text()).contains("keeps to this JSON Schema");

        kinoroute
                .sql()
                .sql("update videos set status = 'processing' where id = :id")
                .param("id", id)
                .update();
        kinoroute.rabbit().convertAndSend("", "kinoroute.script", "{}", message -> {
            message.getMessageProperties().setHeader("video_id", id.toString());
            return message;
        });
        Kinoroute.await(
                () -> kinoroute.bean(Videos.class).find(id).orElseThrow(),
                state -> state.isOver() || state.progress() > 0 || "scenes".equals(state.stage()));
        kinoroute.bean(Videos.class).cancel(id);
        assertThat(requests()).hasSize(2);
    }

    @Test
    void aServerMayAlsoCallASchemaUnprocessable() {
        provider.on(
                CHATS,
                request -> request.text().contains("response_format")
                        ? Answer.error(422, "response_format: extra fields not permitted")
                        : says(CHAT));

        assertThat(written(accept(Briefs.chat("Keys", "Ana", "Bruno"), 0)).scenes())
                .hasSize(2);
        assertThat(requests()).hasSize(2);
    }

    @Test
    void aBadAnswerGoesBackOnce() {
        provider.on(CHATS, says("I would rather not."), says(CHAT));
        assertThat(written(accept(Briefs.chat("Keys", "Ana", "Bruno"), 0)).scenes())
                .hasSize(2);
        assertThat(requests()).hasSize(2);
        assertThat(requests().get(1).text()).contains("I would rather not.", "there was no JSON object in the answer");
    }

    @Test
    void twoBadAnswersFailTheVideo() {
        provider.on(CHATS, says("{\"title\": \"x\", \"messages\": 7}"));

        VideoState state = failed(accept(Briefs.chat("Keys", "Ana", "Bruno"), 0));

        assertThat(state.errorMessage())
                .startsWith("script: the language model tester answered twice with something that is no script: ")
                .endsWith("; try again, ask for less, or take another model (OPENAI_MODEL)");
        assertThat(requests()).hasSize(2);
    }

    @Test
    void tooManyRequestsAreTriedAgain() {
        provider.on(
                CHATS, Answer.error(429, "slow down").header("Retry-After", "2"), Answer.error(500, "oh"), says(CHAT));
        assertThat(written(accept(Briefs.chat("Keys", "Ana", "Bruno"), 0)).scenes())
                .hasSize(2);
        assertThat(requests()).hasSize(3);
        assertThat(requests().get(1).at() - requests().get(0).at())
                .as("what Retry-After asks for is waited for")
                .isGreaterThan(1900);
    }

    @Test
    void aWrongKeyFailsAtOnceAndIsNotTold() {
        provider.on(CHATS, Answer.error(401, "Incorrect API key provided"));

        VideoState state = failed(accept(Briefs.chat("Keys", "Ana", "Bruno"), 0));

        assertThat(state.errorMessage())
                .startsWith("script: the language model tester cannot be asked: ")
                .contains("401", "OPENAI_API_KEY")
                .doesNotContain("sk-secret");
        assertThat(requests()).hasSize(1);
    }

    @Test
    void aBudgetThatDoesNotSufficeStopsTheVideoBeforeAnythingIsSpent() {
        provider.on(CHATS, says(CHAT));

        VideoState state = failed(accept(Briefs.chat("Keys", "Ana", "Bruno"), 0.0001));

        assertThat(state.errorMessage()).contains("the budget of 0.0001 USD does not suffice: script would cost");
        assertThat(requests()).isEmpty();
    }

    @Test
    void productsAndStoriesAreWrittenToo() {
        provider.on(
                CHATS,
                says("{\"title\": \"Mug\", \"scenes\": [{\"text\": \"a\"}, {\"text\": \"b\"}, {\"text\": \"c\"}]}"));
        Script product = written(accept(Briefs.product("Mug", "Warm.", "9 €"), 0));
        assertThat(product.format()).isEqualTo(Format.PRODUCT);
        assertThat(product.scenes().get(2).visual().properties()).containsEntry("price", "9 €");

        provider.on(
                CHATS,
                says(
                        """
                        {"title": "Fox", "scenes": [{"text": "A fox.", "image": "A red fox"}, {"text": "Snow.", "image": "Snow"}]}"""));
        Script story = written(accept(Briefs.prompted(Format.STORY, "A fox in the snow"), 0));
        assertThat(story.scenes()).extracting(s -> s.visual().kind()).containsExactly("image", "image");
    }

    @Test
    void whatIsGivenInFullIsWrittenWithoutAModel() {
        Path picture = Path.of("config/samples/pictures/beach.jpg").toAbsolutePath();

        UUID id = accept(
                Briefs.story("The sea was calm. Then it was not.", null, "assets/beach.jpg"),
                0,
                new LocalFile("assets/beach.jpg", picture, "image/jpeg"));

        assertThat(written(id).scenes())
                .extracting(s -> s.visual().kind(), s -> s.visual().file().location())
                .containsExactly(tuple("photo", "assets/beach.jpg"));
        assertThat(requests()).isEmpty();
    }

    @Test
    void whatCannotBeWrittenIsRefusedAtTheDoor() {
        for (Brief bad : List.of(Briefs.explainer(""), Briefs.story("x", "comik"), Briefs.chat("x", "Ana"))) {
            assertThatThrownBy(() -> accept(bad, 0)).hasRootCauseInstanceOf(Problem.class);
        }
        Brief voiced = new Brief(
                "explainer",
                "x",
                null,
                null,
                null,
                null,
                null,
                "en",
                null,
                null,
                Map.of("", "no-such-voice"),
                null,
                0,
                0,
                null,
                null,
                null,
                null,
                null,
                null);
        assertThatThrownBy(() -> accept(voiced, 0)).hasStackTraceContaining("voice of Narrator: ");
        assertThat(requests()).isEmpty();
    }

    @Test
    void aBriefWhoseMessageWasLostIsTakenUpAgain() throws Exception {
        provider.on(CHATS, says(CHAT));
        kinoroute.camel().getRouteController().stopRoute("scripts-write");
        UUID id = accept(Briefs.chat("Keys", "Ana", "Bruno"), 0);
        kinoroute.queues().purgeQueue("kinoroute.script");
        kinoroute.camel().getRouteController().startRoute("scripts-write");

        kinoroute.bean(ProducerTemplate.class).sendBodyAndHeader("direct:recovery", "", "video_id", id.toString());

        assertThat(written(id).scenes()).hasSize(2);
        assertThat(Stream.of(kinoroute.bean(Videos.class).find(id).orElseThrow().errorCode()))
                .containsExactly("cancelled");
    }
}
