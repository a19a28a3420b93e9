package org.kinoroute.voice;

import org.springframework.stereotype.Component;

/** The engine {@code espeak}, as its route calls it. */
@Component("espeak")
public class Espeak {

    private final EspeakEngine engine;
    private final VoiceCasting casting;

    public Espeak(EspeakEngine engine, VoiceCasting casting) {
        this.engine = engine;
        this.casting = casting;
    }

    /**
     * Speaks a text that was made speakable.
     *
     * @param language BCP 47 tag
     * @param voice as {@link VoiceCasting#resolve} takes it
     * @param speed factor of the voice's own, 1 is its own
     * @param pitch factor of the voice's own, 1 is its own
     */
    public Speech speak(String text, String language, String voice, double speed, double pitch) {
        VoiceCasting.Choice choice = casting.resolve(voice, language);
        Speech speech = engine.speak(new SpeechRequest(
                text, choice.language(), choice.variant(), choice.speed() * speed, choice.pitch() * pitch));
        return (choice.warning() == null ? speech : speech.warning(choice.warning())).trimmed();
    }
}
