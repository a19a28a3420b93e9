package org.kinoroute.voice;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class EspeakEngineTest {

    private final EspeakEngine engine = new EspeakEngine();

    @Test
    void speaksALineWithTheTimeOfEachWord() {
        String text = "Olá, tudo bem com você hoje?";
        Speech speech = engine.speak(new SpeechRequest(text, "pt-br"));

        assertThat(speech.sampleRate()).isEqualTo(22050);
        assertThat(speech.wav()).hasSize(44 + 2 * speech.pcm().length);
        assertThat(speech.words())
                .extracting(word -> text.substring(word.offset(), word.offset() + word.length()))
                .containsExactly("Olá", "tudo", "bem", "com", "você", "hoje");
    }
}
