package org.kinoroute.script;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.kinoroute.video.Asset;
import org.kinoroute.video.Chat;
import org.kinoroute.video.Format;
import org.kinoroute.video.Participant;
import org.kinoroute.video.Scene;
import org.kinoroute.video.Script;

class ScriptJsonTest {

    private final ScriptReader reader = new ScriptReader(ScriptProperties.defaults());
    private final ScriptJson json = new ScriptJson();

    @TempDir
    Path folder;

    @BeforeEach
    void picturesOfTheSamples() throws Exception {
        Pictures.ofTheSamples(folder);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "conversa.json",
                "grupo.yaml",
                "chat-everything.yaml",
                "export-android.txt",
                "export-ios.txt",
                "explainer.yaml",
                "product.yaml",
                "story.yaml"
            })
    void whatIsWrittenIsAScriptThatMeansTheSame(String sample) throws Exception {
        byte[] bytes = Files.readAllBytes(Path.of("config/samples", sample));
        Script script = reader.read(bytes, sample, folder, ScriptRequest.none()).script();
        byte[] written = json.write(script);
        Reading again = reader.read(written, "x.json", Path.of("/"), ScriptRequest.none());
        assertThat(again.script()).isEqualTo(script);
        assertThat(again.notes()).isEmpty();
        assertThat(json.read(written)).isEqualTo(script);
        assertThat(json.mapper().readValue(json.mapper().writeValueAsBytes(script), Script.class))
                .isEqualTo(script);
    }

    @Test
    void keysOfTheStoreComeBackAsTheyWere() {
        Script script = new Script(
                Format.CHAT,
                "T",
                "pt-br",
                "Ana",
                List.of(
                        new Participant("Bruno", new Asset("assets/ab.png"), "male", "pt-br+m2"),
                        new Participant("Ana")),
                new Chat("Bruno", false, null, null, Chat.Look.IOS, Chat.Theme.DARK, "9:41", 80),
                List.of(new Scene(
                        Scene.Kind.IMAGE,
                        "Bruno",
                        null,
                        "",
                        "en",
                        "14:02",
                        null,
                        null,
                        List.of(new Scene.Reaction("❤️", 2)),
                        new Asset("assets/cd.jpg"),
                        0,
                        true,
                        false)));
        assertThat(json.read(json.write(script))).isEqualTo(script);
        assertThat(new String(json.write(script), StandardCharsets.UTF_8).replaceAll("\\s+", " "))
                .isEqualTo("{ \"format\" : \"chat\", \"title\" : \"T\", \"language\" : \"pt-br\", \"me\" : \"Ana\","
                        + " \"participants\" : [ { \"name\" : \"Bruno\", \"avatar\" : \"assets/ab.png\","
                        + " \"gender\" : \"male\", \"voice\" : \"pt-br+m2\" }, { \"name\" : \"Ana\" } ],"
                        + " \"chat\" : { \"name\" : \"Bruno\", \"group\" : false, \"clock\" : \"9:41\","
                        + " \"battery\" : 80 }, \"theme\" : \"dark\", \"look\" : \"ios\","
                        + " \"scenes\" : [ { \"from\" : \"Bruno\", \"say\" : \"\", \"language\" : \"en\","
                        + " \"time\" : \"14:02\", \"reactions\" : [ { \"emoji\" : \"❤️\", \"count\" : 2 } ],"
                        + " \"forwarded\" : true, \"image\" : \"assets/cd.jpg\" } ] }");
    }
}
