package org.kinoroute.voice;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A voice that an engine's server has.
 *
 * @param id by which the server knows it
 * @param language that it speaks, the first part of its tag; null: any, or not known
 * @param gender {@code male} or {@code female}; null: not known
 */
public record EngineVoice(String id, String language, String gender) {

    private static final Map<String, String> OPENAI = Map.of(
            "alloy", "female", "nova", "female", "shimmer", "female", "onyx", "male", "echo", "male", "fable", "male");

    /** {@code pf_dora} is Portuguese and female. */
    private static final Pattern KOKORO = Pattern.compile("([abefhijpz])([fm])_\\w+");

    private static final Map<String, String> KOKORO_LANGUAGES =
            Map.of("a", "en", "b", "en", "e", "es", "f", "fr", "h", "hi", "i", "it", "j", "ja", "p", "pt", "z", "zh");

    /** {@code pt_BR-faber-medium} is Portuguese. */
    private static final Pattern PIPER = Pattern.compile("([a-z]{2,3})_[A-Z]{2}-.+");

    /** A voice of which nothing is known but what its name says. */
    static EngineVoice of(String id) {
        Matcher kokoro = KOKORO.matcher(id);
        if (kokoro.matches()) {
            return new EngineVoice(
                    id, KOKORO_LANGUAGES.get(kokoro.group(1)), kokoro.group(2).equals("f") ? "female" : "male");
        }
        Matcher piper = PIPER.matcher(id);
        return new EngineVoice(id, piper.matches() ? piper.group(1) : null, OPENAI.get(id));
    }

    boolean speaks(String tag) {
        return tag != null
                && tag.toLowerCase(java.util.Locale.ROOT).split("[-_]", 2)[0].equals(language);
    }
}
