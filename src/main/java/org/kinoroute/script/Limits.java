package org.kinoroute.script;

import java.util.Locale;
import org.kinoroute.video.Format;

/** Checks sizes against the settings. */
record Limits(int maxMessages, int maxScenes, int maxCharacters) {

    /** For scripts of our own, which were checked when they came in. */
    static final Limits NONE = new Limits(Integer.MAX_VALUE, Integer.MAX_VALUE, Integer.MAX_VALUE);

    void checkMessages(long count, Where where) {
        if (count > maxMessages) {
            throw where.problem("more than " + number(maxMessages)
                    + " messages; make several videos of it, or raise kinoroute.script.max-messages");
        }
    }

    /** Of the formats that are no chat. */
    void checkScenes(long count, Where where) {
        if (count > maxScenes) {
            throw where.problem("more than " + number(maxScenes)
                    + " scenes; make several videos of it, or raise kinoroute.script.max-scenes");
        }
    }

    void checkText(String text, Format format, Where where) {
        if (text != null && text.length() > maxCharacters && Text.length(text) > maxCharacters) {
            throw where.problem(number(Text.length(text)) + " characters in one "
                    + (format == Format.CHAT ? "message" : "scene") + "; make several of it (" + number(maxCharacters)
                    + " at most), or raise kinoroute.script.max-characters");
        }
    }

    private static String number(int number) {
        return String.format(Locale.ROOT, "%,d", number);
    }
}
