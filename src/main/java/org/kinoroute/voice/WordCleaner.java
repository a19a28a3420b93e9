package org.kinoroute.voice;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Turns one word as it is shown into what is said for it; empty where there is nothing to say. */
final class WordCleaner {

    private static final Pattern MARKDOWN_LINK = Pattern.compile("!?\\[?([^\\[\\]]*)\\]\\([^)\\s]*\\)?(\\p{P}*)");
    // Counted repetition: an endless one of a group takes stack for each round, and a word may be 4,000 long.
    private static final Pattern LINK = Pattern.compile("(?i)(?:[a-z][a-z0-9+.-]*://|www\\.)\\S+"
            + "|(?:[a-z0-9-]+\\.){1,8}(?:com|org|net|io|dev|app|gov|edu)(?:\\.[a-z]{2})?(?:[/?#:]\\S*)?"
            + "|(?:[a-z0-9-]+\\.){1,8}[a-z]{2,}/\\S*");
    private static final Pattern SMILEY = Pattern.compile(
            "[<>]?[:;=][-'^o]?[()\\[\\]DPpOo3/\\\\|*sS]+|[xX]D+|</?3+|\\^[_.-]*\\^|[-><TtOo][_.]+[-><TtOo]|:'+\\(");
    private static final Pattern TAG = Pattern.compile("</?[A-Za-z][^<>]*/?>");
    private static final Pattern CAMEL = Pattern.compile("(?<=\\p{Ll})(?=\\p{Lu})|(?<=\\p{L})(?=\\p{N})");
    private static final Pattern REPEATED_LETTER = Pattern.compile("(\\p{L})\\1{2,}");
    private static final Pattern REPEATED_UNIT = Pattern.compile("(?i)(\\p{L}{1,3}?)\\1+(\\p{L}?)");
    private static final Pattern ROMAN = Pattern.compile("[IVXLCDM]+");
    private static final String PAUSES = ".,;:!?…。、！？，；：।؟،؛";
    private static final int LONGEST_LAUGH = 3;

    private WordCleaner() {}

    static String clean(String shown, Pronunciation pronunciation) {
        String word = Emojis.remove(shown);
        word = TAG.matcher(word).replaceAll(" ").strip();
        Matcher markdown = MARKDOWN_LINK.matcher(word);
        if (markdown.matches()) {
            word = markdown.group(1) + markdown.group(2);
        }
        String bare = word.replaceAll("^[\\p{Ps}\\p{Pi}\"'*_~`<]+|[\\p{Pe}\\p{Pf}\"'*_~`>.,;!?]+$", "");
        if (SMILEY.matcher(word).matches() || LINK.matcher(bare).matches()) {
            return "";
        }
        word = withoutFormatting(word);
        int from = 0;
        while (from < word.length() && isEdge(word.codePointAt(from)) && word.charAt(from) != '-') {
            from += Character.charCount(word.codePointAt(from));
        }
        int to = word.length();
        while (to > from && isEdge(word.codePointBefore(to))) {
            to -= Character.charCount(word.codePointBefore(to));
        }
        String core = word.substring(from, to);
        String tail = word.substring(to);
        if (core.isEmpty()) {
            return punctuation(word);
        }
        // "sr." and "p/" are entries with their mark.
        if (!tail.isEmpty()) {
            Optional<String> marked = pronunciation.expand(core + tail.charAt(0));
            if (marked.isPresent()) {
                return marked.get() + punctuation(tail.substring(1));
            }
        }
        return say(core, pronunciation) + punctuation(tail);
    }

    private static String say(String core, Pronunciation pronunciation) {
        Optional<String> known = pronunciation
                .expand(core)
                .or(() -> pronunciation.measure(core))
                .or(() -> pronunciation.money(core))
                .or(() -> laugh(core, pronunciation));
        if (known.isPresent()) {
            return known.get();
        }
        if (core.startsWith("@")) {
            // A mention of somebody who is not in the address book is a number that nobody reads out.
            String name = core.substring(1).replace('_', ' ').replace('.', ' ');
            return name.chars().filter(Character::isDigit).count() >= 8 ? "" : name;
        }
        if (core.startsWith("#")) {
            return CAMEL.matcher(core.substring(1).replace('_', ' ')).replaceAll(" ");
        }
        String word = core.replace('_', ' ');
        return ROMAN.matcher(word).matches()
                ? word
                : REPEATED_LETTER.matcher(word).replaceAll("$1");
    }

    /** "kkkkkk", "hahahaha", "rsrs": one entry for all lengths, and never a laugh without an end. */
    private static Optional<String> laugh(String word, Pronunciation pronunciation) {
        Matcher m = REPEATED_UNIT.matcher(word);
        if (!m.matches()) {
            return Optional.empty();
        }
        String unit = m.group(1).toLowerCase(Locale.ROOT);
        Optional<String> entry = pronunciation.expand(unit + unit);
        if (entry.isPresent()) {
            return entry;
        }
        boolean endless = unit.length() > 1 && word.length() > unit.length() * LONGEST_LAUGH;
        return endless ? Optional.of(unit.repeat(LONGEST_LAUGH)) : Optional.empty();
    }

    /** Marks of Markdown and WhatsApp, and signs that would be read by their names. */
    private static String withoutFormatting(String word) {
        StringBuilder clean = new StringBuilder();
        for (int i = 0; i < word.length(); ) {
            int c = word.codePointAt(i);
            int end = i + Character.charCount(c);
            boolean inside = i > 0
                    && end < word.length()
                    && Character.isLetterOrDigit(word.codePointBefore(i))
                    && Character.isLetterOrDigit(word.codePointAt(end));
            if ("*`~|\\^<>[]{}\"“”«»•·".indexOf(c) >= 0) {
                boolean times = c == '*' && inside && Character.isDigit(word.codePointAt(end));
                clean.append(times ? "*" : inside ? " " : "");
            } else if (c == '_') {
                clean.append(inside ? "_" : "");
            } else {
                clean.appendCodePoint(c);
            }
            i = end;
        }
        return clean.toString();
    }

    private static boolean isEdge(int c) {
        return !Character.isLetterOrDigit(c)
                && Character.getType(c) != Character.NON_SPACING_MARK
                && Character.getType(c) != Character.COMBINING_SPACING_MARK
                && "%&+=@#$€£¥°ºª".indexOf(c) < 0
                && Character.getType(c) != Character.CURRENCY_SYMBOL;
    }

    /** One mark for a run of them; those that make no pause are left out. */
    static String punctuation(String marks) {
        if (marks.isEmpty()) {
            return "";
        }
        if (marks.indexOf('?') >= 0) {
            return "?";
        }
        if (marks.indexOf('!') >= 0) {
            return "!";
        }
        if (marks.contains("..") || marks.indexOf('…') >= 0) {
            return "…";
        }
        return marks.codePoints()
                .filter(c -> PAUSES.indexOf(c) >= 0)
                .mapToObj(Character::toString)
                .findFirst()
                .orElse("");
    }
}
