package org.kinoroute.voice;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of speech.
 *
 * @param engine that speaks where no voice mapping names another
 * @param language BCP 47 tag, spoken where a script names none or one that the engine does not know
 * @param speed factor of the normal speed, 1 is normal
 * @param pitch factor of the voice's own pitch, 1 is its own
 * @param espeakLibrary file or name of libespeak-ng; empty: the system's own
 * @param espeakData folder that holds {@code espeak-ng-data}; empty: the one that the library was built with
 */
@ConfigurationProperties("kinoroute.voice")
public record VoiceProperties(
        @DefaultValue("espeak") String engine,
        @DefaultValue("en") String language,
        @DefaultValue("1") double speed,
        @DefaultValue("1") double pitch,
        @DefaultValue("") String espeakLibrary,
        @DefaultValue("") String espeakData) {

    /** The defaults, with a default language. */
    public static VoiceProperties of(String language) {
        return new VoiceProperties("espeak", language, 1, 1, "", "");
    }
}
