package org.kinoroute.voice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.kinoroute.providers.ProviderServer.Answer;
import org.kinoroute.providers.ProviderServer.Request;
import org.kinoroute.video.Problem;

class ElevenLabsContractTest extends SpeechServerContract {

    private static final String VOICE = "21m00Tcm4TlvDq8ikWAM";

    @Override
    String engine() {
        return "elevenlabs";
    }

    @Override
    String voice() {
        return VOICE;
    }

    @Override
    boolean tellsTimes() {
        return true;
    }

    @Override
    Map<String, String> settings() {
        Map<String, String> settings = super.settings();
        settings.put("kinoroute.voice.elevenlabs.key", "secret-key");
        return settings;
    }

    @Override
    String call() {
        return "POST /v1/text-to-speech/" + VOICE + "/with-timestamps";
    }

    @Override
    String text(Request request) {
        return PiperContractTest.json(request).path("text").asText();
    }

    @Override
    Answer answer(String text, byte[] wav) {
        ObjectNode answer = new ObjectMapper().createObjectNode();
        answer.put("audio_base64", Base64.getEncoder().encodeToString(Encoded.mp3(wav)));
        ObjectNode alignment = answer.putObject("alignment");
        ArrayNode characters = alignment.putArray("characters");
        ArrayNode starts = alignment.putArray("character_start_times_seconds");
        ArrayNode ends = alignment.putArray("character_end_times_seconds");
        List<HeardWord> words = CaptionedContractTest.times(text);
        double at = 0;
        int word = 0;
        for (int i = 0; i < text.length(); i++) {
            boolean begins = i == 0 || text.charAt(i - 1) == ' ';
            at = begins && word < words.size() ? words.get(word++).start() : at + 0.001;
            characters.add(text.substring(i, i + 1));
            starts.add(at);
            ends.add(at + 0.001);
        }
        return Answer.json(answer.toString());
    }

    @Test
    void aKeyThatTheServerRepeatsIsHidden() {
        server.on(call(), Answer.error(401, "Incorrect key: secret-key"));

        assertThatThrownBy(() -> speak(workshop(), TEXT)).satisfies(error -> assertThat(cause(error))
                .hasMessageContaining("Incorrect key: ***")
                .hasMessageNotContaining("secret-key"));
        server.on(call(), Answer.json("nothing but secret-key"));
        assertThatThrownBy(() -> speak(workshop(), TEXT))
                .satisfies(error -> assertThat(cause(error)).hasMessageNotContaining("secret-key"));
    }

    @Test
    void keyModelAndFormatAreSaid() throws Exception {
        workshop().speak("elevenlabs", VOICE, TEXT, Map.of("speed", 2.0));

        Request request = calls().get(0);
        assertThat(request.header("xi-api-key")).isEqualTo("secret-key");
        assertThat(request.uri().getQuery()).isEqualTo("output_format=mp3_44100_128");
        assertThat(PiperContractTest.json(request).path("model_id").asText()).isEqualTo("eleven_multilingual_v2");
        assertThat(PiperContractTest.json(request).at("/voice_settings/speed").asDouble())
                .isEqualTo(1.2);
    }

    @Test
    void aVoiceIsNoPath() {
        assertThatThrownBy(() -> workshop().speak("elevenlabs", "../../user", TEXT, Map.of()))
                .satisfies(error -> assertThat(cause(error)).isInstanceOf(Problem.class));
        assertThat(server.requests()).isEmpty();
    }

    @Test
    void theVoicesOfTheAccountAreAsked() {
        server.on(
                "GET /v1/voices",
                Answer.json(
                        "{\"voices\":[{\"voice_id\":\"abc\",\"name\":\"Rachel\",\"labels\":{\"gender\":\"female\"}}]}"));

        assertThat(workshop().bean(EngineVoices.class).of("elevenlabs"))
                .containsExactly(new EngineVoice("abc", null, "female"));
        assertThat(server.requests("GET /v1/voices").get(0).header("xi-api-key"))
                .isEqualTo("secret-key");
    }
}
