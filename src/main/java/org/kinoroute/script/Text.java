package org.kinoroute.script;

import java.text.Normalizer;
import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Small things done to text that others wrote. */
final class Text {

    private static final Pattern LINE_ENDS = Pattern.compile("\r\n|[\r\u0085\u2028\u2029]");
    /** Controls and noncharacters: nothing that could be shown; a picture of them would be an accident. */
    private static final Pattern UNSHOWABLE = Pattern.compile("[\\p{Cc}\\uFEFF\\uFFFE\\uFFFF\\uFFF9-\\uFFFB&&[^\\n]]");
    /** What could break a line, or turn it around, on a terminal. */
    private static final Pattern UNPRINTABLE =
            Pattern.compile("[\\p{Cc}\\p{Zl}\\p{Zp}\\p{Cs}\\u200e\\u200f\\u202a-\\u202e\\u2066-\\u2069\\uFEFF]");

    private Text() {}

    /** Text to be shown: line ends made one kind, tabs made spaces, controls taken out, blanks at the ends too. */
    static String clean(String text) {
        String lines = LINE_ENDS.matcher(text).replaceAll("\n").replace('\t', ' ');
        return UNSHOWABLE.matcher(lines).replaceAll("").strip();
    }

    /** A block of text whose indents mean something, such as source code: no controls, no blank lines around it. */
    static String block(String text) {
        String lines = LINE_ENDS.matcher(text).replaceAll("\n").replace("\t", "    ");
        return UNSHOWABLE
                .matcher(lines)
                .replaceAll("")
                .replaceAll("^(?: *\n)+", "")
                .stripTrailing();
    }

    /** A name: clean, in one line, and in one spelling whatever program wrote its accents. */
    static String name(String name) {
        return Normalizer.normalize(oneSpaced(clean(name)), Normalizer.Form.NFC);
    }

    private static String oneSpaced(String text) {
        return text.replace('\n', ' ').replaceAll(" {2,}", " ").strip();
    }

    static boolean hasLoneSurrogate(String text) {
        return text.codePoints().anyMatch(c -> c >= 0xD800 && c <= 0xDFFF);
    }

    static int length(String text) {
        return text.codePointCount(0, text.length());
    }

    /** The text without halves of characters, which no file could hold. */
    static String whole(String text) {
        return text.replaceAll("\\p{Cs}", "");
    }

    /** For messages: in quotes, one line, not long. */
    static String quote(String text) {
        return '"' + clip(oneLine(text), 60) + '"';
    }

    /** For messages: without anything that could break the line. */
    static String oneLine(String text) {
        return oneSpaced(UNPRINTABLE.matcher(text).replaceAll(" "));
    }

    static String clip(String text, int length) {
        return length(text) <= length ? text : text.substring(0, text.offsetByCodePoints(0, length - 1)) + "…";
    }

    static String languageTag(String tag) {
        return tag.strip().replace('_', '-').toLowerCase(Locale.ROOT);
    }

    /** The word that was probably meant. */
    static Optional<String> nearest(String word, Collection<String> words) {
        String lower = Text.clip(word, 60).toLowerCase(Locale.ROOT);
        int near = Math.max(1, Math.min(3, lower.length() / 2));
        return words.stream()
                .filter(w -> distance(lower, w.toLowerCase(Locale.ROOT)) <= near)
                .min(Comparator.comparingInt(w -> distance(lower, w.toLowerCase(Locale.ROOT))));
    }

    /** Levenshtein's. */
    private static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int changed = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(changed, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[b.length()];
    }
}
