package org.kinoroute.script;

import java.util.List;
import org.kinoroute.video.Problem;

/** The formats that can be read so far. */
final class Formats {

    private static final List<String> TO_COME = List.of("explainer", "product", "story");

    private Formats() {}

    /** @param where the format is named; null: on the command line, or by a request */
    static void check(String format, Where where) {
        if (format.equals("chat")) {
            return;
        }
        String what = TO_COME.contains(format)
                ? "format " + format + ": not in this version yet; chat is"
                : "format " + Text.quote(format) + " is not known; write chat";
        throw where == null ? new Problem(what) : where.problem(what);
    }
}
