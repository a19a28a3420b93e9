package org.kinoroute.script;

import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.kinoroute.video.Format;
import org.kinoroute.video.Problem;

/** The formats, by the names that people write. */
final class Formats {

    private Formats() {}

    /** @param where the format is named; null: on the command line, or by a request */
    static Format of(String name, Where where) {
        return Stream.of(Format.values())
                .filter(format -> name(format).equals(name.strip()))
                .findFirst()
                .orElseThrow(() -> {
                    String what = "format " + Text.quote(name) + " is not known; write one of "
                            + Stream.of(Format.values()).map(Formats::name).collect(Collectors.joining(", "));
                    return where == null ? new Problem(what) : where.problem(what);
                });
    }

    static String name(Format format) {
        return format.name().toLowerCase(Locale.ROOT);
    }
}
