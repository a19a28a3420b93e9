package org.kinoroute.voice;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.kinoroute.video.Voice;

/** What holds for every engine, by the door that the worker takes: {@code direct:voice-<engine>}. */
abstract class VoiceEngineContract {

    static final String TEXT = "Hello there. How are you doing today?";

    private final List<VoiceWorkshop> open = new ArrayList<>();

    /** Name of the engine. */
    abstract String engine();

    /** A voice that it has. */
    abstract String voice();

    /** Settings that let it work. */
    Map<String, String> settings() {
        return Map.of();
    }

    /** Whether it tells when it speaks which word. */
    abstract boolean tellsTimes();

    final VoiceWorkshop workshop(String... settings) {
        Map<String, String> all = new java.util.HashMap<>(settings());
        for (int i = 0; i < settings.length; i += 2) {
            all.put(settings[i], settings[i + 1]);
        }
        VoiceWorkshop workshop = new VoiceWorkshop(engine(), all);
        open.add(workshop);
        return workshop;
    }

    final VoiceWorkshop.Spoken speak(VoiceWorkshop workshop, String text) throws Exception {
        return workshop.speak(engine(), voice(), text, Map.of());
    }

    @AfterEach
    void close() throws Exception {
        for (VoiceWorkshop workshop : open) {
            workshop.close();
        }
    }

    @Test
    void aLineIsSpoken() throws Exception {
        Speech sound = speak(workshop(), TEXT).sound();

        assertThat(sound.sampleRate()).isIn(22_050, 24_000);
        assertThat((double) sound.pcm().length / sound.sampleRate()).isBetween(1.2, 5.0);
        assertThat(Loudness.heardSeconds(sound.pcm(), sound.sampleRate())).isGreaterThan(1);
        // The pauses are the timeline's: hardly any silence is left at both ends.
        assertThat(Loudness.firstSound(sound.pcm())).isLessThan(sound.sampleRate() / 10);
        assertThat(sound.pcm().length - Loudness.lastSound(sound.pcm(), 0, sound.pcm().length))
                .isLessThan(sound.sampleRate() / 8);
    }

    @Test
    void itsWordsAreInOrderWithinTheSound() throws Exception {
        VoiceWorkshop.Spoken spoken = speak(workshop(), TEXT);
        Voice taken = Told.line(engine(), voice(), TEXT).by(spoken.wav(), spoken.words());

        assertThat(taken.words())
                .extracting(word -> word.word())
                .isEqualTo(SpokenText.of(TEXT, "en").words());
        Ordered.check(taken.words(), (double) taken.samples() / taken.sampleRate());
        assertThat(taken.source()).isEqualTo(tellsTimes() ? Voice.Source.ENGINE : Voice.Source.ESTIMATE);
        if (tellsTimes()) {
            // "How" begins behind the pause at the full stop, in the middle of the line.
            double how = taken.words().get(2).start();
            double there = taken.words().get(1).start();
            assertThat(how - there).isGreaterThan(0.25);
        }
    }

    @Test
    void whatIsNotAskedForIsNotTouched() throws Exception {
        VoiceWorkshop.Spoken spoken = workshop().speak(engine(), voice(), TEXT, Map.of("scene_count", 7));

        assertThat(spoken.headers())
                .containsEntry("scene", 2)
                .containsEntry("scene_count", 7)
                .containsEntry("video_id", VoiceWorkshop.VIDEO)
                .containsEntry("voice", voice())
                .doesNotContainKeys("Content-Type", "CamelHttpResponseCode");
    }

    @Test
    void aLongTextIsSpokenWholeWithoutClicks() throws Exception {
        String text = "The first sentence is short. The second one is a little longer than it! "
                + "Is the third one a question, or is it not? And here, at last, is the fourth of them.";
        VoiceWorkshop.Spoken spoken = speak(workshop("kinoroute.voice." + engine() + ".max-input", "60"), text);
        Speech sound = spoken.sound();

        assertThat((double) sound.pcm().length / sound.sampleRate()).isBetween(6.0, 16.0);
        clicks(sound);
        if (tellsTimes()) {
            assertThat(spoken.words()).isSortedAccordingTo(java.util.Comparator.comparing(WordEvent::sample));
            WordEvent last = spoken.words().get(spoken.words().size() - 1);
            assertThat(text.substring(last.offset())).startsWith("them");
            assertThat((double) last.sample() / sound.pcm().length).isBetween(0.85, 1.0);
        }
    }

    /** Sound must not break off, nor begin, in the middle of a wave: looked at around every pause. */
    private static void clicks(Speech sound) {
        short[] pcm = sound.pcm();
        int zeros = 0;
        for (int i = 0; i < pcm.length; i++) {
            if (pcm[i] == 0) {
                zeros++;
                continue;
            }
            if (zeros > sound.sampleRate() / 10) {
                assertThat(Math.abs(pcm[i])).as("first sample behind a pause").isLessThan(300);
                assertThat(Math.abs(pcm[Math.max(0, i - zeros - 1)]))
                        .as("last sample before a pause")
                        .isLessThan(300);
            }
            zeros = 0;
        }
    }
}
