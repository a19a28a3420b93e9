package org.kinoroute.voice;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.kinoroute.providers.ProviderServer.Answer;
import org.kinoroute.providers.ProviderServer.Request;

class PiperContractTest extends SpeechServerContract {

    @Override
    String engine() {
        return "piper";
    }

    @Override
    String voice() {
        return "en_US-amy-medium";
    }

    @Override
    boolean tellsTimes() {
        return false;
    }

    @Override
    String call() {
        return "POST /";
    }

    @Override
    String text(Request request) {
        return json(request).path("text").asText();
    }

    @Override
    Answer answer(String text, byte[] wav) {
        return Answer.bytes("audio/wav", wav);
    }

    static JsonNode json(Request request) {
        try {
            return new ObjectMapper().readTree(request.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void voiceSpeakerAndSpeedAreSaidInItsWords() throws Exception {
        workshop().speak("piper", "en_US-libritts-high#42", TEXT, Map.of("speed", 1.25));

        assertThat(json(calls().get(0)).toString())
                .isEqualTo("{\"text\":\"" + TEXT
                        + "\",\"voice\":\"en_US-libritts-high\",\"speaker_id\":42,\"length_scale\":0.8}");
    }
}
