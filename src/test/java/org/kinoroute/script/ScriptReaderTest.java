package org.kinoroute.script;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.kinoroute.video.Chat;
import org.kinoroute.video.Scene;
import org.kinoroute.video.Script;

class ScriptReaderTest {

    private final ScriptReader reader = new ScriptReader(ScriptProperties.defaults());

    private Reading read(String text) {
        return reader.read(text.getBytes(StandardCharsets.UTF_8), "chat.yaml", Path.of("."), ScriptRequest.none());
    }

    @Test
    void theBundledSampleIsAConversationOfTwoInPortuguese() throws Exception {
        byte[] sample = Files.readAllBytes(Path.of("config/samples/conversa.json"));
        Reading reading = reader.read(sample, "conversa.json", Path.of("config/samples"), ScriptRequest.none());
        Script script = reading.script();
        assertThat(reading.notes()).isEmpty();
        assertThat(script.language()).isEqualTo("pt-br");
        assertThat(script.title()).isEqualTo("Ana & Bruno");
        assertThat(script.me()).isEqualTo("Bruno");
        assertThat(script.chat())
                .isEqualTo(new Chat("Ana", false, null, null, Chat.Look.ANDROID, Chat.Theme.LIGHT, "9:41", 80));
        assertThat(script.scenes()).hasSize(18);
        assertThat(script.scenes().get(1).status()).isEqualTo(Scene.Status.READ);
        assertThat(script.scenes().get(0).status()).isNull();
    }

    @Test
    void aScriptInYamlIsReadWhole() {
        Reading reading = read(
                """
                format: chat
                title: Beach day
                language: en_GB
                me: Ana
                theme: dark
                look: ios
                chat: {presence: online, clock: 14:02, battery: 55}
                participants:
                  - name: Ana
                    gender: female
                    voice: en+f2
                  - Bruno
                scenes:
                  - day: Today
                  - {from: Bruno, text: "Beach?", id: q, time: 14:02}
                  - {from: Ana, text: 42, reply_to: q, status: sent, reactions: ["👍", {emoji: "👍", count: 2}]}
                  - {from: Ana, voice_note: 12, text: I am on my way, edited: true}
                  - {from: Bruno, deleted: true}
                """);
        Script script = reading.script();
        assertThat(reading.notes()).isEmpty();
        assertThat(script.language()).isEqualTo("en-gb");
        assertThat(script.chat())
                .isEqualTo(new Chat("Bruno", false, null, "online", Chat.Look.IOS, Chat.Theme.DARK, "14:02", 55));
        assertThat(script.scenes())
                .extracting(Scene::kind)
                .containsExactly(
                        Scene.Kind.DAY,
                        Scene.Kind.MESSAGE,
                        Scene.Kind.MESSAGE,
                        Scene.Kind.VOICE_NOTE,
                        Scene.Kind.DELETED);
        Scene answer = script.scenes().get(2);
        assertThat(answer.text()).isEqualTo("42");
        assertThat(answer.replyTo()).isEqualTo(1);
        assertThat(answer.status()).isEqualTo(Scene.Status.SENT);
        assertThat(answer.reactions()).containsExactly(new Scene.Reaction("👍", 3));
        assertThat(script.scenes().get(3).seconds()).isEqualTo(12);
    }
}
