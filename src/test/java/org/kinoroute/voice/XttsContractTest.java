package org.kinoroute.voice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.kinoroute.providers.ProviderServer.Answer;
import org.kinoroute.providers.ProviderServer.Request;
import org.kinoroute.video.Problem;

class XttsContractTest extends SpeechServerContract {

    @Override
    String engine() {
        return "xtts";
    }

    @Override
    String voice() {
        return "calm_female";
    }

    @Override
    boolean tellsTimes() {
        return false;
    }

    @Override
    String call() {
        return "POST /tts_to_audio/";
    }

    @Override
    String text(Request request) {
        return PiperContractTest.json(request).path("text").asText();
    }

    @Override
    Answer answer(String text, byte[] wav) {
        return Answer.bytes("audio/wav", wav);
    }

    @Test
    void speakerAndLanguageAreSaidInItsWords() throws Exception {
        workshop().speak("xtts", "calm_female", TEXT, Map.of("language", "pt-br"));

        assertThat(PiperContractTest.json(calls().get(0)))
                .hasToString(PiperContractTest.json(calls().get(0)).toString());
        assertThat(PiperContractTest.json(calls().get(0)).path("speaker_wav").asText())
                .isEqualTo("calm_female");
        assertThat(PiperContractTest.json(calls().get(0)).path("language").asText())
                .isEqualTo("pt");
    }

    @Test
    void aLanguageThatItCannotSpeakIsNotAskedForAndSaid() throws Exception {
        // The server would answer 500, as if it were broken.
        VoiceWorkshop.Spoken spoken = workshop().speak("xtts", "calm_female", TEXT, Map.of("language", "is"));

        assertThat(PiperContractTest.json(calls().get(0)).path("language").asText())
                .isEqualTo("en");
        assertThat(spoken.warnings())
                .containsExactly("the engine xtts does not know the language \"is\"; spoken in en");
    }

    @Test
    void whatItCannotChangeIsSaid() throws Exception {
        assertThat(workshop()
                        .speak("xtts", "calm_female", TEXT, Map.of("speed", 1.2, "pitch", 0.9))
                        .warnings())
                .hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/etc/passwd", "../secret.wav", "http://elsewhere/x.wav", "-"})
    void aScriptNamesNoFileOfTheServer(String voice) {
        assertThatThrownBy(() -> workshop().speak("xtts", voice, TEXT, Map.of()))
                .satisfies(error -> assertThat(cause(error)).isInstanceOf(Problem.class));
        assertThat(calls()).isEmpty();
    }

    @Test
    void itsSpeakersAreAsked() {
        server.on("GET /speakers_list", Answer.json("[\"calm_female\", \"male\"]"));

        assertThat(workshop().bean(EngineVoices.class).of("xtts"))
                .extracting(EngineVoice::id)
                .containsExactly("calm_female", "male");
    }
}
