package org.kinoroute.voice;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EngineVoicesTest {

    @ParameterizedTest
    @CsvSource({
        "pf_dora, pt, female",
        "am_adam, en, male",
        "pt_BR-faber-medium, pt, ",
        "nova, , female",
        "onyx, , male",
        "p225, , "
    })
    void aNameTellsWhatItTells(String id, String language, String gender) {
        assertThat(EngineVoice.of(id)).isEqualTo(new EngineVoice(id, language, gender));
    }

    @Test
    void charactersGetVoicesOfTheirLanguageAndGenderWhichNobodyElseHas() throws Exception {
        try (VoiceWorkshop workshop = new VoiceWorkshop(
                "openai",
                Map.of("kinoroute.voice.openai.voices", "af_sky, am_adam, pf_dora, pm_alex, pf_ana, zf_xiao"))) {
            EngineVoices voices = workshop.bean(EngineVoices.class);
            Set<String> taken = new HashSet<>();
            String ana = voices.cast("openai", "Ana", "female", "pt-br", taken);
            assertThat(ana).isIn("pf_dora", "pf_ana");
            assertThat(voices.cast("openai", "Ana", "female", "pt-br", taken)).isEqualTo(ana);
            taken.add(ana);
            String bia = voices.cast("openai", "Bia", "female", "pt-br", taken);
            assertThat(bia).isIn("pf_dora", "pf_ana").isNotEqualTo(ana);
            taken.add(bia);
            // A third one rather has a voice of another gender than somebody else's.
            assertThat(voices.cast("openai", "Carla", "female", "pt-br", taken)).isEqualTo("pm_alex");
            assertThat(voices.cast("openai", "Ana", null, "en-us", taken)).isIn("af_sky", "am_adam");
        }
    }

    @Test
    void anEngineWithOneVoiceGivesEverybodyThat() throws Exception {
        try (VoiceWorkshop workshop = new VoiceWorkshop("coqui", Map.of())) {
            assertThat(workshop.bean(EngineVoices.class).cast("coqui", "Ana", null, "en", Set.of()))
                    .isEmpty();
        }
    }
}
