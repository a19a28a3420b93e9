package org.kinoroute.voice;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.kinoroute.providers.ProviderServer.Answer;
import org.kinoroute.providers.ProviderServer.Request;

class OpenAiContractTest extends SpeechServerContract {

    @Override
    String engine() {
        return "openai";
    }

    @Override
    String voice() {
        return "nova";
    }

    @Override
    boolean tellsTimes() {
        return false;
    }

    @Override
    String path() {
        return "/v1";
    }

    @Override
    String call() {
        return "POST /v1/audio/speech";
    }

    @Override
    String text(Request request) {
        return PiperContractTest.json(request).path("input").asText();
    }

    @Override
    Answer answer(String text, byte[] wav) {
        return Answer.bytes("audio/mpeg", Encoded.mp3(wav));
    }

    @Test
    void modelVoiceAndSpeedAreSaid() throws Exception {
        workshop("kinoroute.voice.openai.model", "kokoro", "kinoroute.voice.openai.key", "sk-a+b&c%d")
                .speak("openai", "", TEXT, Map.of("speed", 9.0));

        assertThat(calls().get(0).header("Authorization")).isEqualTo("Bearer sk-a+b&c%d");
        var request = PiperContractTest.json(calls().get(0));
        assertThat(request.path("model").asText()).isEqualTo("kokoro");
        assertThat(request.path("voice").asText()).isEqualTo("alloy");
        assertThat(request.path("speed").asDouble()).isEqualTo(4);
        assertThat(request.path("response_format").asText()).isEqualTo("mp3");
        // Kokoro would send the sound bit by bit.
        assertThat(request.path("stream").isBoolean()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"mp3", "opus", "flac", "wav", "pcm"})
    void anyKindOfSoundIsTaken(String kind) throws Exception {
        byte[] wav = wav(TEXT);
        Speech said = Wav.read(wav);
        byte[] raw = java.util.Arrays.copyOfRange(wav, Wav.HEADER, wav.length);
        server.on(
                call(),
                switch (kind) {
                    case "opus" -> Answer.bytes("audio/ogg", Encoded.opus(wav));
                    case "flac" -> Answer.bytes("audio/flac", Encoded.flac(wav));
                    case "wav" -> Answer.bytes("audio/wav", wav);
                    case "pcm" -> Answer.bytes("audio/pcm;rate=" + said.sampleRate(), raw);
                    default -> Answer.bytes("audio/mpeg", Encoded.mp3(wav));
                });
        Speech sound = speak(workshop(), TEXT).sound();

        assertThat(sound.sampleRate()).isEqualTo(24_000);
        assertThat(Loudness.heardSeconds(sound.pcm(), 24_000))
                .isCloseTo(
                        Loudness.heardSeconds(said.pcm(), said.sampleRate()),
                        org.assertj.core.api.Assertions.within(0.15));
    }

    @Test
    void aServerThatListsItsVoicesIsAskedForThem() {
        server.on("GET /v1/audio/voices", Answer.json("{\"voices\":[{\"id\":\"af_sky\",\"name\":\"Sky\"}]}"));
        assertThat(workshop().bean(EngineVoices.class).of("openai"))
                .containsExactly(new EngineVoice("af_sky", "en", "female"));
    }

    @Test
    void oneThatListsNoneHasTheSixNames() {
        assertThat(workshop().bean(EngineVoices.class).of("openai"))
                .extracting(EngineVoice::id)
                .containsExactlyInAnyOrder("alloy", "nova", "shimmer", "onyx", "echo", "fable");
    }
}
