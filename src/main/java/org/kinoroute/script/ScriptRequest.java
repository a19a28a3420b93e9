package org.kinoroute.script;

import java.util.List;
import java.util.Map;

/**
 * What the maker says beside the script; it wins over what the script says. Everything may be null.
 *
 * @param format {@code chat}; the others are not there yet
 * @param title of the video
 * @param language BCP 47 tag
 * @param me the participant whose bubbles are on the right
 * @param participants names; the last is "me" where nothing else says who that is
 * @param theme {@code light} or {@code dark}
 * @param look {@code android} or {@code ios}
 * @param voices by participant: a voice of the engine or the id of a voice mapping
 */
public record ScriptRequest(
        String format,
        String title,
        String language,
        String me,
        List<String> participants,
        String theme,
        String look,
        Map<String, String> voices) {

    /** A request that leaves everything to the script. */
    public static ScriptRequest none() {
        return new ScriptRequest(null, null, null, null, null, null, null, null);
    }
}
