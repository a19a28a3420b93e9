package org.kinoroute.script;

/** Checks sizes against the settings. */
record Limits(int maxMessages, int maxCharacters) {

    /** For scripts of our own, which were checked when they came in. */
    static final Limits NONE = new Limits(Integer.MAX_VALUE, Integer.MAX_VALUE);

    void checkScenes(long count, Where where) {
        if (count > maxMessages) {
            throw where.problem("more than " + number(maxMessages)
                    + " messages; make several videos of it, or raise kinoroute.script.max-messages");
        }
    }

    void checkText(String text, Where where) {
        if (text != null && text.length() > maxCharacters && Text.length(text) > maxCharacters) {
            throw where.problem(number(Text.length(text)) + " characters in one message; make several of it ("
                    + number(maxCharacters) + " at most), or raise kinoroute.script.max-characters");
        }
    }

    private static String number(int number) {
        return String.format(java.util.Locale.ROOT, "%,d", number);
    }
}
