package org.kinoroute.voice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.kinoroute.video.SceneTask;
import org.kinoroute.video.Voice;
import org.kinoroute.video.WordTime;

class EspeakTest {

    private static final VoiceProperties properties = VoiceProperties.of("en");
    private static final EspeakEngine engine = new EspeakEngine(properties);
    private static final Espeak espeak = new Espeak(engine, new VoiceCasting(engine));

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
        Spoken spoken = speak(text, null, language, "f2");

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
            Spoken spoken = speak(text, null, "pt-br", null);
            assertThat(spoken.voice().words())
                    .extracting(WordTime::word)
                    .isEqualTo(SpokenText.of(text, "pt-br").words());
            Ordered.check(spoken.voice().words(), spoken.voice().samples() / 22050.0);
            assertThat(spoken.wav()).hasSize(44 + 2 * (int) spoken.voice().samples());
        }
    }

    @Test
    void anUnknownLanguageIsReadAsTheDefaultOne() {
        Spoken spoken = speak("hello there", null, "qqq", null);
        assertThat(spoken.voice().warnings()).singleElement().asString().contains("qqq");
        assertThat(spoken.wav())
                .isEqualTo(speak("hello there", null, "en", null).wav());
    }

    @Test
    void nothingToSayIsSilent() {
        assertThat(line("😂😂", null, "pt-br", null).line().isSilent()).isTrue();
        assertThat(line("oi", "", "pt-br", null).line().isSilent()).isTrue();
        assertThat(line("oi", null, "pt-br", null).line().isSilent()).isFalse();
    }

    @Test
    void theShownWordsAreTimedWhereSomethingElseIsSaid() {
        Spoken spoken = speak("H₂O é água", "agá dois ó é a fórmula da água", "pt-br", null);
        assertThat(spoken.voice().words()).extracting(WordTime::word).containsExactly("H₂O", "é", "água");
        assertThat(spoken.voice().source()).isEqualTo(Voice.Source.ESTIMATE);
        assertThat(speak(null, "só falado", "pt-br", null).voice().words())
                .extracting(WordTime::word)
                .containsExactly("só", "falado");
    }

    @Test
    void theKeyChangesWithWhateverIsHeard() {
        String key = key("oi vc", null, "pt-br", "f2");
        assertThat(key).matches("voices/[0-9a-f]{64}\\.json");
        assertThat(List.of(
                        key("oi tu", null, "pt-br", "f2"),
                        key("oi vc", null, "pt", "f2"),
                        key("oi vc", null, "pt-br", "f3"),
                        key("oi vc", "oi", "pt-br", "f2")))
                .doesNotHaveDuplicates()
                .doesNotContain(key);
        // Another model sounds different, and another server may.
        VoiceMappings.Mapped nova = new VoiceMappings.Mapped("openai", "nova", null);
        SceneTask task = new SceneTask(0, null, "oi", null, "pt", null, null, true, List.of(), null);
        assertThat(Told.lines("tts-1-hd").line(nova, task).passages())
                .isNotEqualTo(Told.lines("tts-1").line(nova, task).passages());
        // What is shown is not heard: an emoji, or another spelling, is no other sound.
        assertThat(key("oi vc 😀", null, "pt-br", "f2")).isEqualTo(key);
        assertThat(key("oi você", null, "pt-br", "f2")).isEqualTo(key);
    }

    @Test
    void soundWithoutTimesGetsAnEstimate() {
        Told line = line("Oi, vc aí!", null, "pt-br", "f2");
        Voice voice = line.by(Wav.of(new short[22050], 22050), null);
        assertThat(voice.source()).isEqualTo(Voice.Source.ESTIMATE);
        assertThat(voice.words()).extracting(WordTime::word).containsExactly("Oi,", "vc", "aí!");
        assertThat(voice.key())
                .as("by what is said, and how it sounds")
                .matches(line.line().passages().get(0).key().replace(".json", "") + "-[0-9a-f]{16}\\.wav");
    }

    @Test
    void whatIsNoSoundIsRefused() {
        VoiceLines.Line line = line("Oi", null, "pt-br", "f2").line();
        VoiceLines.Passage passage = line.passages().get(0);
        VoiceLines lines = Told.lines("tts-1");
        assertThatThrownBy(() -> lines.take(line, passage, "<html>".getBytes(), null, null))
                .hasMessageContaining("no WAV");
        assertThatThrownBy(() -> lines.take(line, passage, Wav.of(new short[0], 22050), null, null))
                .hasMessageContaining("no sound");
    }

    private static Told line(String text, String say, String language, String voice) {
        return Told.task(
                "espeak", voice, new SceneTask(0, null, text, say, language, null, null, true, List.of(), null));
    }

    private static String key(String text, String say, String language, String voice) {
        return line(text, say, language, voice).line().passages().get(0).key();
    }

    /** A line as it was spoken. */
    private record Spoken(byte[] wav, Voice voice) {}

    private static Spoken speak(String text, String say, String language, String voice) {
        Told line = line(text, say, language, voice);
        Speech speech = espeak.speak(line.line().passages().get(0).said().text(), language, voice, 1, 1);
        return new Spoken(speech.wav(), line.by(List.of(speech)));
    }

    private static short[] pcm(Spoken spoken) {
        return Wav.read(spoken.wav()).pcm();
    }
}
