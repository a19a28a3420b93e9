package org.kinoroute.voice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.kinoroute.video.Problem;

class VoiceCastingTest {

    private static final EspeakEngine engine = new EspeakEngine(VoiceProperties.of("en"));
    private static final VoiceCasting casting = new VoiceCasting(engine);

    @AfterAll
    static void close() {
        engine.close();
    }

    @Test
    void everyCastingSoundsOfItsOwnAndOfItsGender() {
        Set<Integer> sounds = new HashSet<>();
        for (Casting cast : Casting.ALL) {
            Speech speech = engine.speak(new SpeechRequest(
                    "Olá, tudo bem com você hoje?", "pt-br", cast.variant(), cast.speed(), cast.pitch()));
            assertThat(speech.warnings()).isEmpty();
            sounds.add(Arrays.hashCode(speech.pcm()));
            int loudest = 0;
            for (short sample : speech.pcm()) {
                loudest = Math.max(loudest, Math.abs(sample));
            }
            assertThat(loudest).as(cast.id()).isBetween(8000, 32000);
            double pitch = Sound.pitch(speech.pcm());
            if (cast.gender().equals("female")) {
                assertThat(pitch).as(cast.id()).isBetween(145.0, 300.0);
            } else {
                assertThat(pitch).as(cast.id()).isBetween(70.0, 135.0);
            }
        }
        assertThat(sounds).hasSameSizeAs(Casting.ALL).hasSizeGreaterThanOrEqualTo(48);
    }

    @Test
    void aCharacterKeepsItsVoice() {
        // Fixed names: a change here changes how everybody's characters sound.
        assertThat(casting.cast("Ana", "female", Set.of()).id()).isEqualTo("linda-low");
        assertThat(casting.cast("Bruno", "male", Set.of()).id()).isEqualTo("robert-high");
        assertThat(casting.cast(" ana ", "Female", Set.of())).isEqualTo(casting.cast("Ana", "female", Set.of()));
    }

    @Test
    void everybodyHasAVoiceOfTheirOwnWhileThereAreSome() {
        Set<String> taken = new HashSet<>();
        Set<String> variants = new HashSet<>();
        for (int i = 0; i < Casting.ALL.size(); i++) {
            Casting cast = casting.cast("Person " + i, i % 2 == 0 ? "female" : "male", taken);
            assertThat(taken.add(cast.id())).isTrue();
            variants.add(cast.variant());
            assertThat(cast.gender()).isEqualTo(i % 2 == 0 ? "female" : "male");
            if (i < 18) {
                assertThat(variants).hasSize(i + 1);
            }
        }
        assertThat(casting.cast("One too many", null, taken)).isNotNull();
    }

    @Test
    void theMakersChoicesAreTakenToo() {
        Casting free = casting.cast("Ana", "female", Set.of());
        Casting other = casting.cast("Ana", "female", Set.of("pt-br+" + free.variant()));
        assertThat(other.variant()).isNotEqualTo(free.variant());
    }

    @Test
    void anUnknownGenderGoesEitherWay() {
        assertThat(IntStream.range(0, 100)
                        .filter(i -> casting.cast("Name" + i, null, Set.of())
                                .gender()
                                .equals("male"))
                        .count())
                .isBetween(30L, 70L);
    }

    @ParameterizedTest
    @CsvSource({
        "pt-br+f2, pt-br, f2, 1",
        "pt-BR+F2, pt-br, f2, 1",
        "f2-high, es, f2, 1.14",
        "en+f2-low, en, f2, 0.87",
        "annie, es, Annie, 1",
        "m8, es, m8, 1",
        "fr, fr, , 1",
        "de-at, es, , 0",
        "nova, es, f2, 1"
    })
    void understandsAMakersChoice(String voice, String language, String variant, double pitch) {
        if (pitch == 0) {
            assertThatThrownBy(() -> casting.resolve(voice, "es")).isInstanceOf(Problem.class);
            return;
        }
        VoiceCasting.Choice choice = casting.resolve(voice, "es");
        assertThat(choice.language()).isEqualTo(language);
        assertThat(choice.variant()).isEqualTo(variant);
        assertThat(choice.pitch()).isEqualTo(pitch);
    }

    @Test
    void sixNamesOfAnotherEngineAreDistinctAndSaidToBeSo() {
        Set<String> voices = new HashSet<>();
        for (String name : new String[] {"alloy", "nova", "shimmer", "onyx", "echo", "fable"}) {
            VoiceCasting.Choice choice = casting.resolve(name, "en");
            assertThat(choice.warning()).contains(name).contains("openai");
            voices.add(choice.variant() + choice.pitch());
        }
        assertThat(voices).hasSize(6);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ana.wav", "/tmp/voz da ana.MP3", "samples/ana"})
    void aSoundFileIsNoVoiceOfEspeak(String voice) {
        assertThatThrownBy(() -> casting.resolve(voice, "en"))
                .isInstanceOf(Problem.class)
                .hasMessageStartingWith("espeak cannot clone a voice")
                .hasMessageNotContaining("\n");
    }

    @ParameterizedTest
    @CsvSource({"f2-hihg, f2-high", "anie, annie", "pt-bx, pt-br", "pt-br+f22, pt-br+f2", "ptt+f2, pt"})
    void anUnknownVoiceGetsSuggestions(String voice, String near) {
        assertThatThrownBy(() -> casting.resolve(voice, "en"))
                .isInstanceOf(Problem.class)
                .hasMessageContaining(voice)
                .hasMessageContaining(near)
                .hasMessageNotContaining("\n");
    }
}
