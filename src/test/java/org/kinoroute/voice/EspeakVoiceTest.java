package org.kinoroute.voice;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.kinoroute.store.FolderStore;
import org.kinoroute.video.Voice;
import org.kinoroute.video.WordTime;

class EspeakVoiceTest {

    private static final VoiceProperties properties = VoiceProperties.of("en");
    private static final EspeakEngine engine = new EspeakEngine(properties);
    private static final EspeakVoice voice = new EspeakVoice(engine, new VoiceCasting(engine), properties);

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
        Spoken spoken = voice.speak(text, null, language, "f2", 1, 1);

        assertThat(spoken.source()).isEqualTo(Voice.Source.ENGINE);
        Ordered.check(spoken.words(), spoken.samples() / 22050.0);
        assertThat(spoken.words())
                .extracting(WordTime::word)
                .isEqualTo(SpokenText.of(text, language).words());
        short[] pcm = pcm(spoken);
        WordTime before = null;
        for (WordTime word : spoken.words()) {
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
        short[] pcm = pcm(voice.speak("Olá! Tudo bem.", null, "pt-br", null, 1, 1));
        assertThat(Loudness.start(pcm)).isLessThanOrEqualTo(662);
        assertThat(pcm.length - Loudness.end(pcm)).isLessThanOrEqualTo(662);
    }

    @Test
    void anyTextKeepsItsWordsInOrderWithinTheSound() {
        Random random = new Random(11);
        for (int i = 0; i < 250; i++) {
            String text = Strings.random(random);
            Spoken spoken = voice.speak(text, null, "pt-br", null, 1.5, 1);
            assertThat(spoken.words())
                    .extracting(WordTime::word)
                    .isEqualTo(SpokenText.of(text, "pt-br").words());
            Ordered.check(spoken.words(), spoken.samples() / 22050.0);
            assertThat(spoken.wav()).hasSize(44 + 2 * (int) spoken.samples());
        }
    }

    @Test
    void anUnknownLanguageIsReadAsTheDefaultOne() {
        Spoken spoken = voice.speak("btw hello", null, "qqq", null, 1, 1);
        assertThat(spoken.warnings()).singleElement().asString().contains("qqq");
        assertThat(spoken.wav())
                .isEqualTo(voice.speak("btw hello", null, "en", null, 1, 1).wav());
    }

    @Test
    void nothingToSayIsNoSound() {
        Spoken spoken = voice.speak("😂😂", null, "pt-br", null, 1, 1);
        assertThat(spoken.samples()).isZero();
        assertThat(spoken.words()).isEmpty();
        assertThat(voice.speak("oi", "", "pt-br", null, 1, 1).samples()).isZero();
    }

    @Test
    void theShownWordsAreTimedWhereSomethingElseIsSaid() {
        Spoken spoken = voice.speak("H₂O é água", "agá dois ó é a fórmula da água", "pt-br", null, 1, 1);
        assertThat(spoken.words()).extracting(WordTime::word).containsExactly("H₂O", "é", "água");
        assertThat(spoken.source()).isEqualTo(Voice.Source.ESTIMATE);
        assertThat(voice.speak(null, "só falado", "pt-br", null, 1, 1).words())
                .extracting(WordTime::word)
                .containsExactly("só", "falado");
    }

    @Test
    void theKeyChangesWithWhateverIsHeardOrTimed() {
        String key = voice.key("oi vc", null, "pt-br", "f2", 1, 1);
        assertThat(key).matches("voices/[0-9a-f]{64}\\.wav");
        assertThat(List.of(
                        voice.key("oi você", null, "pt-br", "f2", 1, 1),
                        voice.key("oi tu", null, "pt-br", "f2", 1, 1),
                        voice.key("oi vc", null, "pt", "f2", 1, 1),
                        voice.key("oi vc", null, "pt-br", "f3", 1, 1),
                        voice.key("oi vc", null, "pt-br", "f2", 1.1, 1),
                        voice.key("oi vc", null, "pt-br", "f2", 1, 1.1),
                        voice.key("oi vc", "oi", "pt-br", "f2", 1, 1)))
                .doesNotHaveDuplicates()
                .doesNotContain(key);
        // An emoji alone changes neither.
        assertThat(voice.key("oi vc 😀", null, "pt-BR", "F2", 1, 1)).isEqualTo(key);
    }

    @Test
    void theSameLineIsMadeOnce(@TempDir Path folder) throws Exception {
        FolderStore store = new FolderStore(folder);
        StoredVoice first = voice.voice(store, "Oi, vc!", null, "pt-br", "nova", 1, 1);
        assertThat(first.warnings()).hasSize(1);
        assertThat(store.fetch(first.voice().key()))
                .hasSize(44 + 2 * first.voice().samples());
        String json = Files.readString(
                folder.resolve(StoredVoice.keyBeside(first.voice().key())));
        assertThat(json).contains("\"sample_rate\":22050", "\"source\":\"engine\"", "\"word\":\"Oi,\"");

        // Whole files are never written again: this store refuses it.
        assertThat(voice.voice(store, "Oi, vc!", null, "pt-br", "nova", 1, 1)).isEqualTo(first);
    }

    private static short[] pcm(Spoken spoken) {
        short[] pcm = new short[(int) spoken.samples()];
        java.nio.ByteBuffer.wrap(Arrays.copyOfRange(spoken.wav(), 44, spoken.wav().length))
                .order(java.nio.ByteOrder.LITTLE_ENDIAN)
                .asShortBuffer()
                .get(pcm);
        return pcm;
    }
}
