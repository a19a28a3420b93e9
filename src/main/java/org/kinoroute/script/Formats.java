package org.kinoroute.script;

import java.util.List;

/** The formats that can be read so far. */
final class Formats {

    private static final List<String> TO_COME = List.of("explainer", "product", "story");

    private Formats() {}

    static void check(String format, Where where) {
        if (TO_COME.contains(format)) {
            throw where.problem("format " + format + ": not in this version yet; chat is");
        } else if (!format.equals("chat")) {
            throw where.problem(Text.quote(format) + " is no format; write chat");
        }
    }
}
