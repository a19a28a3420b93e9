package org.kinoroute.voice;

import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of speech.
 *
 * @param engine that speaks where no voice mapping names another
 * @param fallback engine that speaks a line which its own engine cannot; {@code none}: the scene stays silent
 * @param language BCP 47 tag, spoken where a script names none or one that the engine does not know
 * @param speed factor of the normal speed, 1 is normal
 * @param pitch factor of the voice's own pitch, 1 is its own
 * @param cloning engines that clone a recorded voice
 * @param samples folder into which the voices to be cloned are laid for the engines
 * @param longestPause that an engine may ask for by Retry-After, milliseconds
 * @param espeakLibrary file or name of libespeak-ng; empty: the system's own
 * @param espeakData folder that holds {@code espeak-ng-data}; empty: the one that the library was built with
 */
@ConfigurationProperties("kinoroute.voice")
public record VoiceProperties(
        @DefaultValue("espeak") String engine,
        @DefaultValue("espeak") String fallback,
        @DefaultValue("en") String language,
        @DefaultValue("1") double speed,
        @DefaultValue("1") double pitch,
        @DefaultValue({"xtts", "coqui"}) List<String> cloning,
        @DefaultValue("data/samples") String samples,
        @DefaultValue("30000") long longestPause,
        @DefaultValue("") String espeakLibrary,
        @DefaultValue("") String espeakData) {

    public VoiceProperties {
        cloning = List.copyOf(cloning);
    }

    /** The defaults, with a default language. */
    public static VoiceProperties of(String language) {
        return withEspeak(language, "", "");
    }

    /** The same, with an espeak of one's own. */
    static VoiceProperties withEspeak(String language, String library, String data) {
        return new VoiceProperties(
                "espeak", "espeak", language, 1, 1, List.of("xtts", "coqui"), "data/samples", 30_000, library, data);
    }
}
