package org.kinoroute.voice;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.kinoroute.video.Format;
import org.kinoroute.video.Participant;
import org.kinoroute.video.Plan;
import org.kinoroute.video.Scene;
import org.kinoroute.video.SceneTask;
import org.kinoroute.video.Script;
import org.kinoroute.video.Settings;
import org.kinoroute.video.TestScenes;
import org.kinoroute.video.Voice;
import org.kinoroute.video.WordTime;

/** A story whose scenes are spoken one by one, and told in one go. */
class TellingTest {

    private static final EspeakEngine ESPEAK = new EspeakEngine(Told.PROPERTIES);

    private static final Plan PLAN = plan(
            TestScenes.told("Once upon a time.", null),
            TestScenes.told("H₂O was scarce,", "Water was scarce in the land of the thirsty,"),
            TestScenes.told("😀", null),
            TestScenes.told("and all went well.", null));

    @AfterAll
    static void close() {
        ESPEAK.close();
    }

    private static Plan plan(Scene... scenes) {
        Script script =
                new Script(Format.STORY, "T", "en", null, List.of(new Participant("Ana")), null, List.of(scenes));
        return new Plan(
                script,
                new Settings(270, 480, 10, Settings.Layout.SCROLL, 4, 0, 0, 0, 0, true, "clean", null, null, 7));
    }

    private static SceneTask narration(Plan plan) {
        return plan.getScenes().get(0);
    }

    private static List<Speech> spoken(Told told) {
        return told.line().getSpoken().stream()
                .map(passage -> ESPEAK.speak(new SpeechRequest(passage.said().text(), "en")))
                .toList();
    }

    @Test
    void theWordsAreTheScriptsWhateverIsSaid() {
        Told told = Told.task("espeak", "f2", narration(PLAN));
        Voice voice = told.by(spoken(told));

        assertThat(told.line().getSpoken())
                .extracting(passage -> passage.said().text())
                .containsExactly(
                        "Once upon a time.", "Water was scarce in the land of the thirsty,", "and all went well.");
        assertThat(voice.words())
                .extracting(WordTime::word)
                .containsExactly("Once", "upon", "a", "time.", "H₂O", "was", "scarce,", "and", "all", "went", "well.");
        assertThat(voice.cuts()).containsExactly(0, 4, 7, 7);
        // One of its parts is only estimated.
        assertThat(voice.source()).isEqualTo(Voice.Source.ESTIMATE);
        Ordered.check(voice.words(), (double) voice.samples() / voice.sampleRate());
        assertThat(Told.lines("tts-1").words(PLAN))
                .containsEntry(1, List.of("H₂O", "was", "scarce,"))
                .containsOnlyKeys(0, 1, 3);
    }

    @Test
    void everyPartIsHeardWhereItsWordsAre() {
        Told told = Told.task("espeak", "f2", narration(PLAN));
        List<Speech> sounds = spoken(told);
        Telling telling = told.telling(sounds);
        Voice voice = telling.getVoice();
        Speech whole = Wav.read(telling.getWav());

        assertThat(whole.pcm()).hasSize((int) voice.samples());
        for (int part : new int[] {1, 3}) {
            // In the middle between two parts there is nothing to be heard.
            int first = voice.cuts().get(part);
            double quiet = voice.words().get(first - 1).end();
            double sound = voice.words().get(first).start();
            assertThat(sound - quiet).isBetween(0.2, 0.8);
            assertThat(Sound.rms(whole.pcm(), (int) ((quiet + 0.05) * 22_050), (int) ((sound - 0.05) * 22_050)))
                    .isLessThan(100);
        }
        double length = sounds.get(1).pcm().length / 22_050.0;
        assertThat(voice.words().get(6).end() - voice.words().get(4).start()).isBetween(length - 0.1, length + 0.1);
    }

    @Test
    void partsOfOtherRatesAndChannelsAreJoinedAlike() {
        Told told = Told.task("recorded", "ana", narration(PLAN));
        List<Speech> sounds = new ArrayList<>(spoken(told));
        Speech slow = sounds.get(1).at(11_025);
        sounds.set(1, slow);
        Voice voice = told.by(sounds);

        assertThat(voice.sampleRate()).isEqualTo(22_050);
        assertThat(slow.pcm().length).isBetween((int) (voice.samples() / 8), (int) (voice.samples() / 3));
        Ordered.check(voice.words(), (double) voice.samples() / voice.sampleRate());
    }

    @Test
    void oneChangedSceneIsOneChangedPassage() {
        Told before = Told.task("espeak", "f2", narration(PLAN));
        Told after = Told.task(
                "espeak",
                "f2",
                narration(plan(
                        TestScenes.told("Once upon a time.", null),
                        TestScenes.told("Water was scarce,", "Water was scarce in the land of the thirsty,"),
                        TestScenes.told("and nobody knew why.", null))));

        assertThat(after.line().getSpoken())
                .extracting(VoiceLines.Passage::key)
                .startsWith(
                        before.line().getSpoken().get(0).key(),
                        before.line().getSpoken().get(1).key())
                .doesNotContain(before.line().getSpoken().get(2).key());
    }
}
