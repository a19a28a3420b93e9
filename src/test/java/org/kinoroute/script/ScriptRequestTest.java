package org.kinoroute.script;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.kinoroute.video.Chat;
import org.kinoroute.video.Problem;
import org.kinoroute.video.Scene;
import org.kinoroute.video.Script;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/** What the maker says beside the script, and who is "me". */
class ScriptRequestTest {

    private static final String TWO =
            """
            [{"from":"Ana","to":"Bruno","text":"Oi, você vem?"},{"from":"Bruno","to":"Ana","text":"Já vou!"}]""";

    private final ScriptReader reader = new ScriptReader(ScriptProperties.defaults());

    private Reading read(String text, ScriptRequest request) {
        return reader.read(text.getBytes(StandardCharsets.UTF_8), "x", Path.of("."), request);
    }

    private static ScriptRequest cast(String me, String... participants) {
        return new ScriptRequest(null, null, null, me, List.of(participants), null, null, null);
    }

    @Test
    void theMakerWinsOverTheScript() {
        String yaml = "title: A\nlanguage: en\nme: Bruno\ntheme: light\nlook: android\nparticipants:\n"
                + "  - {name: Ana, voice: x}\n  - Bruno\nscenes:\n- {from: Ana, text: Oi, status: sent}\n";
        Reading reading = read(
                yaml, new ScriptRequest("chat", "B", "pt_BR", "ana", null, "dark", "ios", Map.of("Ana", "pt-br+f3")));
        Script script = reading.script();
        assertThat(script.title()).isEqualTo("B");
        assertThat(script.language()).isEqualTo("pt-br");
        assertThat(script.me()).isEqualTo("Ana");
        assertThat(script.chat().name()).isEqualTo("Bruno");
        assertThat(script.chat().theme()).isEqualTo(Chat.Theme.DARK);
        assertThat(script.chat().look()).isEqualTo(Chat.Look.IOS);
        assertThat(script.participants().get(0).voice()).isEqualTo("pt-br+f3");
        assertThat(script.scenes().get(0).status()).isEqualTo(Scene.Status.SENT);
        assertThat(reading.notes()).isEmpty();
    }

    @Test
    void meIsTheOneOfTheRequestThenOfTheScriptThenTheLastParticipantThenTheFirstTo() {
        String scripted = "{\"me\":\"Bruno\",\"scenes\":" + TWO + "}";
        assertThat(read(scripted, cast("Ana", "Ana", "Bruno")).script().me()).isEqualTo("Ana");
        assertThat(read(scripted, cast(null, "Bruno", "Ana")).script().me()).isEqualTo("Bruno");
        assertThat(read(TWO, cast(null, "Bruno", "Ana")).script().me()).isEqualTo("Ana");
        assertThat(read(TWO, ScriptRequest.none()).script().me()).isEqualTo("Bruno");
        Reading bare = read("- {from: Ana, text: a}\n- {from: Bruno, text: b}\n", ScriptRequest.none());
        assertThat(bare.script().me()).isEqualTo("Bruno");
        assertThat(bare.notes()).hasSize(1);
    }

    @Test
    void whoIsNotThereCannotBeAskedFor() {
        assertThatThrownBy(() -> read(TWO, cast("Zoe")))
                .isExactlyInstanceOf(Problem.class)
                .hasMessage("me: \"Zoe\" is not in x; write one of Ana, Bruno");
        assertThatThrownBy(() -> read(TWO, cast(null, "Ana", "Bruna")))
                .hasMessage("x:1: [0].to: \"Bruno\" is not among the participants; did you mean \"Bruna\"?");
        assertThatThrownBy(() ->
                        read(TWO, new ScriptRequest(null, null, null, null, null, null, null, Map.of("Zoe", "x"))))
                .hasMessage("voice: \"Zoe\" is not in x; write one of Ana, Bruno");
    }

    @Test
    void whatIsNotKnownIsSaid() {
        assertThatThrownBy(() -> read(TWO, new ScriptRequest("explainer", null, null, null, null, null, null, null)))
                .hasMessage("x:1: a list of messages is a chat; for the format explainer write an object with scenes:");
        assertThatThrownBy(() -> read(TWO, new ScriptRequest("film", null, null, null, null, null, null, null)))
                .hasMessage("format \"film\" is not known; write one of chat, explainer, product, story");
        assertThatThrownBy(() -> read(TWO, new ScriptRequest(null, null, null, null, null, "blue", null, null)))
                .hasMessage("theme: \"blue\" is not known; write one of light, dark");
    }

    @Test
    void titlesFromOutsideAreMadeFitToBeWritten() {
        Script script = read(TWO, new ScriptRequest(null, "\ud800 A\n\u0007B ", null, null, null, null, null, null))
                .script();
        assertThat(script.title()).isEqualTo("A B");
        Script blank = read(TWO, new ScriptRequest(null, "\ud800", null, null, null, null, null, null))
                .script();
        assertThat(blank.title()).isEqualTo("Ana & Bruno");
    }

    @Test
    void aGroupAddressedByItsNameIsNobody() {
        Reading reading = read(
                """
                [{"from":"Ana","to":"Praia","text":"a"},{"from":"Bruno","to":"Praia","text":"b"},
                 {"from":"Caio","to":"Praia","text":"c"}]""",
                ScriptRequest.none());
        assertThat(reading.script().participants()).extracting("name").containsExactly("Ana", "Bruno", "Caio");
        assertThat(reading.script().chat().name()).isEqualTo("Praia");
        assertThat(reading.script().chat().group()).isTrue();
        assertThat(reading.script().me()).isEqualTo("Caio");
    }

    @Test
    void controlsAreTakenOutAndLinesKept() {
        Script script = read(
                        "[{\"from\":\"Ana\\u0007\\n\",\"to\":\"Bruno\",\"text\":\" a\\r\\nb\\u0000\\tc\\u2028d \"}]",
                        ScriptRequest.none())
                .script();
        assertThat(script.scenes().get(0)).isEqualTo(Scene.message("Ana", "a\nb c\nd"));
    }

    @Test
    void theApplicationFindsItsSettings() {
        new ApplicationContextRunner()
                .withUserConfiguration(ScriptReader.class, ScriptJson.class)
                .withPropertyValues("kinoroute.script.max-messages=1")
                .run(context -> {
                    assertThat(context).hasNotFailed();
                    assertThat(context.getBean(ScriptProperties.class).maxCharacters())
                            .isEqualTo(4000);
                    ScriptReader bean = context.getBean(ScriptReader.class);
                    assertThatThrownBy(() -> bean.read(TWO.getBytes(), "x", null, ScriptRequest.none()))
                            .hasMessage("x:1: more than 1 messages; make several videos of it, or raise"
                                    + " kinoroute.script.max-messages");
                });
    }
}
