package org.kinoroute.cli;

import java.io.PrintStream;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What a person sees while a video is made: a bar where there is a terminal, a line for each stage elsewhere. */
final class Terminal {

    private static final int BAR = 30;

    private final PrintStream err = System.err;
    private final boolean quiet;
    private final boolean live = System.console() != null && !"dumb".equals(System.getenv("TERM"));
    private String stage = "";
    private boolean open;

    /** @param quiet only notes; the standard output is somebody else's */
    Terminal(boolean quiet) {
        this.quiet = quiet;
    }

    void note(String line) {
        end();
        err.println("kinoroute: " + line);
    }

    /** @param left seconds that it is expected to take still, or null */
    void progress(String name, double percent, Double left) {
        String now = name == null ? "waiting" : name;
        if (live) {
            int full = (int) Math.round(percent / 100 * BAR);
            err.printf(
                    Locale.ROOT,
                    "\r\033[K  %s%s %3.0f %%  %s%s",
                    "█".repeat(full),
                    "░".repeat(BAR - full),
                    Math.floor(percent),
                    now,
                    left(left));
            open = true;
        } else if (!now.equals(stage) && !quiet) {
            err.printf(Locale.ROOT, "kinoroute: %s ...%n", now);
        }
        stage = now;
    }

    static String left(Double seconds) {
        if (seconds == null) {
            return "";
        }
        long whole = Math.round(seconds);
        return whole < 60 ? ", about %d s left".formatted(whole) : ", about %d min left".formatted((whole + 30) / 60);
    }

    /** Clears the bar. */
    void end() {
        if (open) {
            err.print("\r\033[K");
            open = false;
        }
    }

    void cost(BigDecimal cost, String currency) {
        System.out.println("It cost " + cost.stripTrailingZeros().toPlainString() + " " + currency + ".");
    }

    void table(Results results, List<String> degraded, Map<String, Double> times) {
        System.out.println("Video      " + results.video());
        System.out.println("Thumbnail  " + results.thumbnail());
        System.out.println("Captions   " + results.srt());
        System.out.println("           " + results.vtt());
        System.out.println("Script     " + results.script());
        degraded.forEach(reason -> System.out.println("Degraded   " + reason));
        System.out.println();
        System.out.printf(Locale.ROOT, "%-10s %8s%n", "Stage", "Seconds");
        times.forEach((name, seconds) -> System.out.printf(Locale.ROOT, "%-10s %8.1f%n", name, seconds));
        System.out.printf(
                Locale.ROOT,
                "%nThe video lasts %.1f s; making it took %.2f of that. Stages overlap.%n",
                results.seconds(),
                times.get("total") / results.seconds());
    }
}
