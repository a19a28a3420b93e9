package org.kinoroute.script;

import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Takes a narration apart, every word of it kept. */
final class Narration {

    private static final Pattern CLAUSE = Pattern.compile("[,;:–—،、；：]\\s*|\\s[-–—]\\s");
    private static final int LEAST = 12;

    private Narration() {}

    /** The sentences of a text; at least one. */
    static List<String> sentences(String text) {
        BreakIterator breaks = BreakIterator.getSentenceInstance(Locale.ROOT);
        String clean = Text.clean(text);
        breaks.setText(clean);
        List<String> sentences = new ArrayList<>();
        for (int from = breaks.first(), to = breaks.next(); to != BreakIterator.DONE; from = to, to = breaks.next()) {
            String sentence = clean.substring(from, to).strip();
            if (!sentence.isEmpty()) {
                sentences.add(sentence);
            }
        }
        return sentences.isEmpty() ? List.of(clean) : sentences;
    }

    /**
     * Parts of about the same length, cut between sentences where there are enough of them, else between clauses or words.
     *
     * @param count of parts; fewer come of a text that is too short for them
     */
    static List<String> parts(String text, int count) {
        List<String> parts = new ArrayList<>(sentences(text));
        while (parts.size() < count && split(parts)) {
            // until there are enough, or nothing is left to be split
        }
        while (parts.size() > count) {
            join(parts);
        }
        return parts;
    }

    /** Splits the longest part that can be split. */
    private static boolean split(List<String> parts) {
        List<Integer> longest = new ArrayList<>();
        for (int i = 0; i < parts.size(); i++) {
            longest.add(i);
        }
        longest.sort((a, b) -> parts.get(b).length() - parts.get(a).length());
        for (int index : longest) {
            String part = parts.get(index);
            int at = cut(part, CLAUSE);
            if (at < 0) {
                at = cut(part, Pattern.compile("\\s+"));
            }
            if (at > 0) {
                parts.set(index, part.substring(0, at).strip());
                parts.add(index + 1, part.substring(at).strip());
                return true;
            }
        }
        return false;
    }

    /** Where a part falls into two halves that are both worth a picture; -1: nowhere. */
    private static int cut(String part, Pattern between) {
        int best = -1;
        Matcher matcher = between.matcher(part);
        while (matcher.find()) {
            int at = matcher.end();
            boolean whole = part.substring(0, at).strip().length() >= LEAST
                    && part.substring(at).strip().length() >= LEAST;
            if (whole && (best < 0 || Math.abs(at - part.length() / 2) < Math.abs(best - part.length() / 2))) {
                best = at;
            }
        }
        return best;
    }

    /** Joins the two neighbours that are shortest together. */
    private static void join(List<String> parts) {
        int shortest = 0;
        for (int i = 1; i + 1 < parts.size(); i++) {
            if (parts.get(i).length() + parts.get(i + 1).length()
                    < parts.get(shortest).length() + parts.get(shortest + 1).length()) {
                shortest = i;
            }
        }
        parts.set(shortest, parts.get(shortest) + " " + parts.remove(shortest + 1));
    }
}
