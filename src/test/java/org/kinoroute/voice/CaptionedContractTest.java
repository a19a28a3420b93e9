package org.kinoroute.voice;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.kinoroute.providers.ProviderServer.Answer;
import org.kinoroute.providers.ProviderServer.Request;

/** The engine openai with Kokoro's captioned endpoint. */
class CaptionedContractTest extends SpeechServerContract {

    @Override
    String engine() {
        return "openai";
    }

    @Override
    String voice() {
        return "af_sky";
    }

    @Override
    boolean tellsTimes() {
        return true;
    }

    @Override
    String path() {
        return "/v1";
    }

    @Override
    Map<String, String> settings() {
        Map<String, String> settings = super.settings();
        settings.put("kinoroute.voice.openai.captioned", "true");
        return settings;
    }

    @Override
    String call() {
        return "POST /dev/captioned_speech";
    }

    @Override
    String text(Request request) {
        return PiperContractTest.json(request).path("input").asText();
    }

    @Override
    Answer answer(String text, byte[] wav) {
        ObjectNode answer = new ObjectMapper().createObjectNode();
        answer.put("audio", Base64.getMimeEncoder().encodeToString(Encoded.mp3(wav)));
        answer.put("audio_format", "audio/mpeg");
        ArrayNode times = answer.putArray("timestamps");
        times(text).forEach(word -> {
            // Punctuation comes as words of its own.
            String letters = word.word().replaceAll("[^\\p{L}\\p{N}]+$", "");
            add(times, letters, word.start(), word.end());
            if (letters.length() < word.word().length()) {
                add(times, word.word().substring(letters.length()), word.end(), word.end());
            }
        });
        return Answer.json(answer.toString());
    }

    private static void add(ArrayNode times, String word, Double start, Double end) {
        times.addObject().put("word", word).put("start_time", start).put("end_time", end);
    }

    /** When espeak speaks which word. */
    static List<HeardWord> times(String text) {
        Speech speech = SPEAKER.speak(new SpeechRequest(text, "en"));
        double rate = speech.sampleRate();
        return speech.words().stream()
                .map(word -> {
                    int to = text.indexOf(' ', word.offset());
                    String shown = text.substring(word.offset(), to < 0 ? text.length() : to);
                    return new HeardWord(shown, word.sample() / rate, word.sample() / rate + 0.05);
                })
                .toList();
    }

    @Test
    void withoutTimesTheyAreEstimated() throws Exception {
        ObjectNode answer = new ObjectMapper().createObjectNode();
        answer.put("audio", Base64.getEncoder().encodeToString(Encoded.mp3(wav(TEXT))));
        answer.putNull("timestamps");
        server.on(call(), Answer.json(answer.toString()));

        VoiceWorkshop.Spoken spoken = speak(workshop(), TEXT);
        assertThat(spoken.words()).isNull();
        assertThat(spoken.wav()).isNotEmpty();
    }
}
