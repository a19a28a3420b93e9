package org.kinoroute.voice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.kinoroute.video.SceneTask;
import org.kinoroute.video.Voice;
import org.kinoroute.video.WordTime;
import org.springframework.mock.env.MockEnvironment;

class EspeakTest {

    private static final VoiceProperties properties = VoiceProperties.of("en");
    private static final EspeakEngine engine = new EspeakEngine(properties);
    private static final Espeak espeak = new Espeak(engine, new VoiceCasting(engine));
    private static final VoiceLines lines = new VoiceLines(null, services("tts-1"), properties);

    @AfterAll
    static void close() {
        engine.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "pt-br | Oi, tudo bem? Estou esperando você aqui na praça. Vem logo!",
                "en | Hello there. How are you doing today? I am fine, thanks.",
                "de | Guten Tag. Wie geht es dir heute? Alles klar.",
                "es | Hola amigo. ¿Cómo estás hoy? Muy bien.",
                "fr | Bonjour. Comment vas-tu aujourd'hui ? Très bien.",
                "ru | Привет. Как дела сегодня? Всё хорошо.",
                "ja | こんにちは。 おげんき ですか。",
                "hi | नमस्ते। आप कैसे हैं? मैं ठीक हूँ।",
                "ar | مرحبا. كيف حالك اليوم؟ أنا بخير."
            })
    void wordsAreWhereTheSoundIs(String language, String text) {
        VoiceLines.Spoken spoken = speak(text, null, language, "f2");

        assertThat(spoken.voice().source()).isEqualTo(Voice.Source.ENGINE);
        Ordered.check(spoken.voice().words(), spoken.voice().samples() / 22050.0);
        assertThat(spoken.voice().words())
                .extracting(WordTime::word)
                .isEqualTo(SpokenText.of(text, language).words());
        short[] pcm = pcm(spoken);
        WordTime before = null;
        for (WordTime word : spoken.voice().words()) {
            int from = (int) (word.start() * 22050);
            assertThat(Sound.rms(pcm, from, (int) (word.end() * 22050)))
                    .as(word.word())
                    .isGreaterThan(300);
            if (before != null && before.word().matches(".*[.?!。।؟]")) {
                int quiet = (int) (before.end() * 22050);
                assertThat(from - quiet).as("pause after %s", before.word()).isGreaterThan(1000);
                assertThat(Sound.rms(pcm, quiet, from)).isLessThan(100);
            }
            before = word;
        }
    }

    @Test
    void silenceAroundTheLineIsTrimmed() {
        short[] pcm = pcm(speak("Olá! Tudo bem.", null, "pt-br", null));
        assertThat(Loudness.start(pcm)).isLessThanOrEqualTo(662);
        assertThat(pcm.length - Loudness.end(pcm)).isLessThanOrEqualTo(662);
    }

    @Test
    void anyTextKeepsItsWordsInOrderWithinTheSound() {
        Random random = new Random(11);
        for (int i = 0; i < 250; i++) {
            String text = Strings.random(random);
            VoiceLines.Spoken spoken = speak(text, null, "pt-br", null);
            assertThat(spoken.voice().words())
                    .extracting(WordTime::word)
                    .isEqualTo(SpokenText.of(text, "pt-br").words());
            Ordered.check(spoken.voice().words(), spoken.voice().samples() / 22050.0);
            assertThat(spoken.wav()).hasSize(44 + 2 * (int) spoken.voice().samples());
        }
    }

    @Test
    void anUnknownLanguageIsReadAsTheDefaultOne() {
        VoiceLines.Spoken spoken = speak("hello there", null, "qqq", null);
        assertThat(spoken.voice().warnings()).singleElement().asString().contains("qqq");
        assertThat(spoken.wav())
                .isEqualTo(speak("hello there", null, "en", null).wav());
    }

    @Test
    void nothingToSayIsSilent() {
        assertThat(line("😂😂", null, "pt-br", null).isSilent()).isTrue();
        assertThat(line("oi", "", "pt-br", null).isSilent()).isTrue();
        assertThat(line("oi", null, "pt-br", null).isSilent()).isFalse();
    }

    @Test
    void theShownWordsAreTimedWhereSomethingElseIsSaid() {
        VoiceLines.Spoken spoken = speak("H₂O é água", "agá dois ó é a fórmula da água", "pt-br", null);
        assertThat(spoken.voice().words()).extracting(WordTime::word).containsExactly("H₂O", "é", "água");
        assertThat(spoken.voice().source()).isEqualTo(Voice.Source.ESTIMATE);
        assertThat(speak(null, "só falado", "pt-br", null).voice().words())
                .extracting(WordTime::word)
                .containsExactly("só", "falado");
    }

    @Test
    void theKeyChangesWithWhateverIsHeardOrTimed() {
        String key = line("oi vc", null, "pt-br", "f2").key();
        assertThat(key).matches("voices/[0-9a-f]{64}\\.json");
        assertThat(List.of(
                        line("oi você", null, "pt-br", "f2").key(),
                        line("oi tu", null, "pt-br", "f2").key(),
                        line("oi vc", null, "pt", "f2").key(),
                        line("oi vc", null, "pt-br", "f3").key(),
                        line("oi vc", "oi", "pt-br", "f2").key()))
                .doesNotHaveDuplicates()
                .doesNotContain(key);
        // Another model sounds different, and another server may.
        VoiceMappings.Mapped nova = new VoiceMappings.Mapped("openai", "nova", null);
        SceneTask task = new SceneTask(0, null, "oi", null, "pt", null, null, true, List.of(), null);
        assertThat(new VoiceLines(null, services("tts-1-hd"), properties)
                        .line(nova, task)
                        .key())
                .isNotEqualTo(lines.line(nova, task).key());
        // An emoji alone changes neither.
        assertThat(line("oi vc 😀", null, "pt-br", "f2").key()).isEqualTo(key);
    }

    @Test
    void soundWithoutTimesGetsAnEstimate() {
        VoiceLines.Line line = line("Oi, vc aí!", null, "pt-br", "f2");
        Voice voice = lines.spoken(line, Wav.of(new short[22050], 22050), null, null, null)
                .voice();
        assertThat(voice.source()).isEqualTo(Voice.Source.ESTIMATE);
        assertThat(voice.words()).extracting(WordTime::word).containsExactly("Oi,", "vc", "aí!");
        assertThat(voice.key()).isEqualTo(line.key().replace(".json", ".wav"));
    }

    @Test
    void whatIsNoSoundIsRefused() {
        VoiceLines.Line line = line("Oi", null, "pt-br", "f2");
        assertThatThrownBy(() -> lines.spoken(line, "<html>".getBytes(), null, null, null))
                .hasMessageContaining("no WAV");
        assertThatThrownBy(() -> lines.spoken(line, Wav.of(new short[0], 22050), null, null, null))
                .hasMessageContaining("no sound");
    }

    private static VoiceServices services(String model) {
        return new VoiceServices(new MockEnvironment().withProperty("kinoroute.voice.openai.model", model), properties);
    }

    private static VoiceLines.Line line(String text, String say, String language, String voice) {
        return lines.line(
                new VoiceMappings.Mapped("espeak", voice, null),
                new SceneTask(0, null, text, say, language, null, null, true, List.of(), null));
    }

    private static VoiceLines.Spoken speak(String text, String say, String language, String voice) {
        VoiceLines.Line line = line(text, say, language, voice);
        Speech speech = espeak.speak(line.said().text(), language, voice, 1, 1);
        return lines.spoken(line, speech.wav(), speech.words(), false, speech.warnings());
    }

    private static short[] pcm(VoiceLines.Spoken spoken) {
        short[] pcm = new short[(int) spoken.voice().samples()];
        java.nio.ByteBuffer.wrap(Arrays.copyOfRange(spoken.wav(), 44, spoken.wav().length))
                .order(java.nio.ByteOrder.LITTLE_ENDIAN)
                .asShortBuffer()
                .get(pcm);
        return pcm;
    }
}
