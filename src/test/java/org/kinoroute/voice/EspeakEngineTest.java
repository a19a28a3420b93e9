package org.kinoroute.voice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EspeakEngineTest {

    private static final EspeakEngine engine = new EspeakEngine(VoiceProperties.of("en"));

    @AfterAll
    static void close() {
        engine.close();
    }

    @Test
    void speaksALineWithTheTimeOfEachWord() {
        String text = "Olá, tudo bem com você hoje?";
        Speech speech = engine.speak(new SpeechRequest(text, "pt-br"));

        assertThat(speech.sampleRate()).isEqualTo(22050);
        assertThat(speech.pcm().length / 22050.0).isBetween(1.2, 3.0);
        assertThat(Sound.rms(speech.pcm(), 0, speech.pcm().length)).isGreaterThan(500);
        assertThat(words(text, speech)).containsExactly("Olá", "tudo", "bem", "com", "você", "hoje");
        assertThat(speech.warnings()).isEmpty();
    }

    @Test
    void makesAWavThatOthersCanRead() throws Exception {
        Speech speech = engine.speak(new SpeechRequest("Hello", "en"));
        try (var audio =
                javax.sound.sampled.AudioSystem.getAudioInputStream(new java.io.ByteArrayInputStream(speech.wav()))) {
            assertThat(audio.getFormat().getSampleRate()).isEqualTo(22050);
            assertThat(audio.getFormat().getChannels()).isEqualTo(1);
            assertThat(audio.getFormat().getSampleSizeInBits()).isEqualTo(16);
            assertThat(audio.getFrameLength()).isEqualTo(speech.pcm().length);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "pt-br, Bom dia a todos",
        "pt, Bom dia a todos",
        "en, Good morning to everyone",
        "en-us, Good morning to everyone",
        "es, Buenos días a todos",
        "es-mx, Buenos días a todos",
        "de, Guten Morgen allerseits",
        "fr, Bonjour à tous",
        "it, Buongiorno a tutti",
        "ja, おはようございます",
        "hi, सुप्रभात दोस्तों",
        "ar, صباح الخير للجميع",
        "ru, Доброе утро всем",
        "zh, 大家早上好",
        "ko, 안녕하세요 여러분",
        "tr, Herkese günaydın",
        "pl, Dzień dobry wszystkim"
    })
    void speaksManyLanguages(String language, String text) {
        Speech speech = engine.speak(new SpeechRequest(text, language));

        assertThat(speech.warnings()).isEmpty();
        assertThat(Sound.rms(speech.pcm(), 0, speech.pcm().length)).isGreaterThan(300);
        assertThat(speech.words()).isNotEmpty().allSatisfy(word -> {
            assertThat(word.offset()).isBetween(0, text.length() - 1);
            assertThat(word.offset() + word.length()).isLessThanOrEqualTo(text.length());
        });
        assertThat(speech.words().get(0).offset()).isZero();
    }

    @Test
    void countsOffsetsInCharactersWhateverTheirSize() {
        String text = "você 😀 amanhã 𝒳 中文 café fim";
        assertThat(words(text, engine.speak(new SpeechRequest(text, "pt-br"))))
                .contains("você", "amanhã", "café", "fim");
    }

    @Test
    void theSameRequestGivesTheSameBytesInAnyOrder() {
        List<SpeechRequest> requests = requests();
        List<byte[]> first =
                requests.stream().map(request -> engine.speak(request).wav()).toList();
        List<Integer> order = new ArrayList<>();
        for (int i = 0; i < requests.size() * 4; i++) {
            order.add(i % requests.size());
        }
        Collections.shuffle(order, new Random(7));
        for (int i : order) {
            assertThat(engine.speak(requests.get(i)).wav()).isEqualTo(first.get(i));
        }
    }

    @Test
    void aFreshProcessGivesTheSameBytes() throws Exception {
        List<SpeechRequest> requests = requests();
        Collections.reverse(requests);
        List<String> here = requests.stream()
                .map(request -> engine.speak(request).wav())
                .map(wav -> String.valueOf(Arrays.hashCode(wav)))
                .toList();
        Process process = new ProcessBuilder(
                        System.getProperty("java.home") + "/bin/java",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Fresh.class.getName())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        List<String> there =
                new String(process.getInputStream().readAllBytes()).lines().toList();

        assertThat(process.waitFor()).isZero();
        assertThat(there).isEqualTo(here);
    }

    /** Speaks the same lines in a process of its own, in another order. */
    static final class Fresh {
        public static void main(String[] args) {
            EspeakEngine fresh = new EspeakEngine(VoiceProperties.of("en"));
            List<SpeechRequest> requests = requests();
            List<String> hashes = new ArrayList<>();
            requests.forEach(request -> hashes.add(
                    String.valueOf(Arrays.hashCode(fresh.speak(request).wav()))));
            Collections.reverse(hashes);
            hashes.forEach(System.out::println);
        }
    }

    @Test
    void manyMayAskAtOnce() throws Exception {
        List<SpeechRequest> requests = requests();
        List<byte[]> alone =
                requests.stream().map(request -> engine.speak(request).wav()).toList();
        ExecutorService callers = Executors.newFixedThreadPool(8);
        List<Callable<byte[]>> calls = new ArrayList<>();
        for (int i = 0; i < 80; i++) {
            SpeechRequest request = requests.get(i % requests.size());
            calls.add(() -> engine.speak(request).wav());
        }
        List<Future<byte[]>> answers = callers.invokeAll(calls);
        callers.shutdown();
        for (int i = 0; i < answers.size(); i++) {
            assertThat(answers.get(i).get()).isEqualTo(alone.get(i % requests.size()));
        }
    }

    @Test
    void nativeMemoryStaysFlat() throws Exception {
        SpeechRequest request = new SpeechRequest("Sim.", "pt-br", "f2", 1, 1);
        for (int i = 0; i < 200; i++) {
            engine.speak(request);
        }
        long before = residentKb();
        for (int i = 0; i < 500; i++) {
            engine.speak(request);
        }
        // Java's own heap is in it too; a voice list that leaked would be 2.5 MB, the sound 40.
        assertThat(residentKb() - before).isLessThan(20_000);
    }

    @Test
    void aVeryLongTextIsSpokenWhole() {
        String text = "palavra ".repeat(500).strip();
        Speech speech = engine.speak(new SpeechRequest(text, "pt-br"));
        assertThat(text).hasSizeGreaterThan(3990);
        assertThat(words(text, speech)).hasSize(500).containsOnly("palavra");
        assertThat(engine.speak(new SpeechRequest("a".repeat(4000), "en")).pcm())
                .isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<speak><break time=\"20s\"/>um</speak>",
                "<audio src=\"/etc/passwd\"/> um",
                "[[h@l'oU w'3:ld]] um",
                "um\u0000dois",
                "\u0001500S\u00019A um",
                "\ud83d um \ude00",
                "\uf041\ue000 um",
                "%s%n%x um",
                "\u202eum\u202c"
            })
    void strangeContentIsPlainText(String text) {
        Speech speech = engine.speak(new SpeechRequest(text, "pt-br"));
        assertThat(speech.pcm().length / 22050.0).isLessThan(15);
        assertThat(String.join(" ", words(text, speech))).contains("um");
    }

    @Test
    void neitherTagsNorPhonemesAreObeyed() {
        assertThat(words("<b>um</b>", engine.speak(new SpeechRequest("<b>um</b>", "pt-br"))))
                .contains("b");
        assertThat(engine.speak(new SpeechRequest("[[a]]", "en")).words()).isNotEmpty();
        // Control-A and a number set the speed of what follows, if the library sees them.
        assertThat(engine.speak(new SpeechRequest("\u000150S um dois", "pt-br")).words())
                .hasSizeGreaterThan(2);
        assertThat(words("um\u0000dois", engine.speak(new SpeechRequest("um\u0000dois", "pt-br"))))
                .containsExactly("um", "dois");
    }

    @Test
    void nothingToSayIsShort() {
        assertThat(engine.speak(new SpeechRequest("", "en")).words()).isEmpty();
        assertThat(engine.speak(new SpeechRequest(" \n ", "en")).words()).isEmpty();
    }

    @Test
    void anUnknownLanguageIsSpokenInTheDefaultOneWithAWarning() {
        Speech speech = engine.speak(new SpeechRequest("Good morning", "tlh-x-none"));
        assertThat(speech.language()).isEqualTo("en");
        assertThat(speech.warnings())
                .singleElement()
                .asString()
                .contains("tlh-x-none")
                .contains("en");
        assertThat(speech.wav())
                .isEqualTo(engine.speak(new SpeechRequest("Good morning", "en")).wav());
    }

    @Test
    void speedAndPitchAreHeard() {
        String text = "Good morning to everyone here";
        int normal = engine.speak(new SpeechRequest(text, "en")).pcm().length;
        assertThat(engine.speak(new SpeechRequest(text, "en", null, 1.5, 1)).pcm().length)
                .isLessThan(normal * 4 / 5);
        assertThat(engine.speak(new SpeechRequest(text, "en", null, 0.7, 1)).pcm().length)
                .isGreaterThan(normal * 6 / 5);
        assertThat(Sound.pitch(engine.speak(new SpeechRequest(text, "en", null, 1, 1.5))
                        .pcm()))
                .isGreaterThan(
                        Sound.pitch(engine.speak(new SpeechRequest(text, "en")).pcm()) * 1.2);
    }

    @Test
    void aMissingPartIsNamedWithItsPackage(@TempDir Path empty) throws Exception {
        var noLibrary = new EspeakEngine(VoiceProperties.withEspeak("en", "libno-such-espeak.so.9", ""));
        assertThatThrownBy(() -> noLibrary.speak(new SpeechRequest("x", "en")))
                .isInstanceOf(EngineMissingException.class)
                .hasMessageContaining("libespeak-ng1")
                .hasMessageNotContaining("\n");
        Files.createDirectories(empty.resolve("espeak-ng-data"));
        var noData = new EspeakEngine(VoiceProperties.withEspeak("en", "", empty.toString()));
        assertThatThrownBy(() -> noData.speak(new SpeechRequest("x", "en")))
                .isInstanceOf(EngineMissingException.class)
                .hasMessageContaining("espeak-ng-data");
    }

    @Test
    void knowsWhatItCanSpeak() {
        assertThat(engine.languages()).hasSizeGreaterThan(100).containsKeys("pt-br", "en", "ja");
        assertThat(engine.version()).startsWith("1.");
        assertThat(engine.catalogue().variants()).contains("f2", "annie", "m7");
    }

    private static List<SpeechRequest> requests() {
        return new ArrayList<>(List.of(
                new SpeechRequest("Oi, tudo bem com você? Estou esperando aqui.", "pt-br", "f2", 1, 1),
                new SpeechRequest("Sim!", "pt-br", "m1", 1.1, 0.9),
                new SpeechRequest("She sells sea shells, with fuzzy noises.", "en-us", "m7", 1, 1),
                new SpeechRequest("Ein kurzer Satz.", "de", null, 1, 1),
                new SpeechRequest("おはよう", "ja", "Annie", 2.8, 1),
                new SpeechRequest("Sim!", "pt-br", "f1", 1, 1)));
    }

    private static List<String> words(String text, Speech speech) {
        return speech.words().stream()
                .map(word -> text.substring(word.offset(), word.offset() + word.length()))
                .toList();
    }

    private static long residentKb() throws Exception {
        System.gc();
        return Files.readAllLines(Path.of("/proc/self/status")).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .map(line -> Long.parseLong(line.replaceAll("\\D", "")))
                .findFirst()
                .orElseThrow();
    }
}
