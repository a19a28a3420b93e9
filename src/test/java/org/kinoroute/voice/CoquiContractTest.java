package org.kinoroute.voice;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.kinoroute.providers.ProviderServer.Answer;
import org.kinoroute.providers.ProviderServer.Request;

class CoquiContractTest extends SpeechServerContract {

    @Override
    String engine() {
        return "coqui";
    }

    @Override
    String voice() {
        return "p225";
    }

    @Override
    boolean tellsTimes() {
        return false;
    }

    @Override
    String call() {
        return "GET /api/tts";
    }

    @Override
    String text(Request request) {
        return query(request, "text");
    }

    @Override
    Answer answer(String text, byte[] wav) {
        return Answer.bytes("audio/wav", wav);
    }

    private static String query(Request request, String name) {
        for (String part : request.uri().getRawQuery().split("&")) {
            if (part.startsWith(name + "=")) {
                return java.net.URLDecoder.decode(
                        part.substring(name.length() + 1), java.nio.charset.StandardCharsets.UTF_8);
            }
        }
        return null;
    }

    @Test
    void anyTextTravelsInTheQuery() throws Exception {
        String text = "100% sure? Tom & Ana: \"olá\" + 日本 # done=yes; {x} %41";
        workshop().speak("coqui", "p 225", text, Map.of());

        assertThat(query(calls().get(0), "text")).isEqualTo(text);
        assertThat(query(calls().get(0), "speaker_id")).isEqualTo("p 225");
        assertThat(query(calls().get(0), "language_id")).isNull();
    }

    @Test
    void aModelOfManyLanguagesIsToldWhich() throws Exception {
        workshop("kinoroute.voice.coqui.languages", "en,pt,fr-fr").speak("coqui", "", TEXT, Map.of("language", "fr"));

        assertThat(query(calls().get(0), "language_id")).isEqualTo("fr-fr");
        assertThat(query(calls().get(0), "speaker_id")).isNull();
    }
}
