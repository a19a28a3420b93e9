package org.kinoroute.voice;

import java.util.ArrayList;
import java.util.List;

/** Cuts a text where a speaker would draw breath, to what an engine takes at once. */
final class Pieces {

    private static final String SENTENCE = ".!?…。！？।؟";
    private static final String CLAUSE = ",;:、，；：،؛";

    /**
     * A piece of a text.
     *
     * @param offset of its first character in the whole text
     */
    public record Piece(String text, int offset) {}

    private Pieces() {}

    /**
     * Pieces that hold every character of the text but the blanks between them.
     *
     * @param limit characters of a piece at most
     */
    static List<Piece> of(String text, int limit) {
        if (limit < 2) {
            throw new IllegalArgumentException("an engine that takes " + limit + " characters at once speaks nothing");
        }
        List<Piece> pieces = new ArrayList<>();
        int from = blanks(text, 0);
        while (from < text.length()) {
            int to = text.length() - from <= limit ? text.length() : cut(text, from, from + limit);
            int end = to;
            while (end > from && Character.isWhitespace(text.charAt(end - 1))) {
                end--;
            }
            pieces.add(new Piece(text.substring(from, end), from));
            from = blanks(text, to);
        }
        return pieces;
    }

    /** Where a piece ends that must not go beyond a limit: behind a sentence, else a clause, else a word. */
    private static int cut(String text, int from, int limit) {
        for (String marks : List.of(SENTENCE, CLAUSE, "")) {
            // One behind the limit may be the blank that follows.
            for (int at = limit; at > from; at--) {
                if (isEnd(text, at, marks)) {
                    return at;
                }
            }
        }
        return Character.isLowSurrogate(text.charAt(limit)) ? limit - 1 : limit;
    }

    private static boolean isEnd(String text, int at, String marks) {
        boolean blank = Character.isWhitespace(text.charAt(at));
        char before = text.charAt(at - 1);
        // Where no blanks part the words, the full-width mark alone ends the sentence.
        return marks.isEmpty() ? blank : marks.indexOf(before) >= 0 && (blank || before > 0x2fff);
    }

    private static int blanks(String text, int at) {
        int from = at;
        while (from < text.length() && Character.isWhitespace(text.charAt(from))) {
            from++;
        }
        return from;
    }
}
