package org.kinoroute.visual;

import com.microsoft.playwright.PlaywrightException;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What Playwright tells in a page, in one line for people. */
final class PlaywrightErrors {

    /** Of an error of its driver. */
    private static final Pattern MESSAGE = Pattern.compile("message='(.+)");
    /** What the browser itself has printed, as far as Playwright hands it on. */
    private static final Pattern PRINTED = Pattern.compile("(?m)^-.*\\[err] (.+)");

    private PlaywrightErrors() {}

    static String firstLine(PlaywrightException e) {
        String all = String.valueOf(e.getMessage()).strip();
        Matcher message = MESSAGE.matcher(all);
        return message.find() ? message.group(1) : all.lines().findFirst().orElse("");
    }

    /** Why a browser did not start: what it has printed itself says most. */
    static String ofStart(PlaywrightException e) {
        String all = String.valueOf(e.getMessage());
        if (all.contains("sandboxing failed")) {
            return "its sandbox needs user namespaces, and may not make any here; allow them, or set kinoroute.visual.sandbox"
                    + " to false where the browser is guarded otherwise, as in a container";
        }
        List<String> printed =
                PRINTED.matcher(all).results().map(line -> line.group(1)).toList();
        return printed.stream()
                .filter(line -> line.contains("FATAL"))
                .findFirst()
                .orElse(printed.isEmpty() ? firstLine(e) : printed.get(printed.size() - 1));
    }
}
