package org.kinoroute.script;

import java.util.List;
import java.util.Map;

/**
 * What the maker says beside the script; it wins over what the script says. Everything may be null.
 *
 * @param format {@code chat}, {@code explainer}, {@code product} or {@code story}
 * @param title of the video
 * @param language BCP 47 tag
 * @param me the participant of a chat whose bubbles are on the right
 * @param participants names; in a chat the last is "me" where nothing else says who that is
 * @param theme of a chat {@code light} or {@code dark}, else the name of a look
 * @param look {@code android} or {@code ios}
 * @param voices by participant: a voice of the engine or the id of a voice mapping; the narrator's is that of "narrator",
 *     or of no name at all
 * @param style name of the style of generated images
 * @param keywords that generated images are to show; they come on top of the script's
 * @param negativeKeywords that generated images are not to show; they come on top of the script's
 */
public record ScriptRequest(
        String format,
        String title,
        String language,
        String me,
        List<String> participants,
        String theme,
        String look,
        Map<String, String> voices,
        String style,
        List<String> keywords,
        List<String> negativeKeywords) {

    public ScriptRequest {
        keywords = keywords == null ? List.of() : List.copyOf(keywords);
        negativeKeywords = negativeKeywords == null ? List.of() : List.copyOf(negativeKeywords);
    }

    /** Where no images are to be generated. */
    public ScriptRequest(
            String format,
            String title,
            String language,
            String me,
            List<String> participants,
            String theme,
            String look,
            Map<String, String> voices) {
        this(format, title, language, me, participants, theme, look, voices, null, null, null);
    }

    /** A request that leaves everything to the script. */
    public static ScriptRequest none() {
        return new ScriptRequest(null, null, null, null, null, null, null, null);
    }
}
