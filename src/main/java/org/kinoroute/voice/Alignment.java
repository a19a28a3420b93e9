package org.kinoroute.voice;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Finds the words of a text in what was heard, where both differ: other spelling, words run together or taken apart,
 * punctuation as words, words that were left out or made up, times that are missing or wrong.
 *
 * <p>The letters of both are laid side by side so that most are equal (a global alignment within a band), so the words
 * that come out are in order whatever went in. A word of which less than half was heard has no time.
 */
final class Alignment {

    private static final int EQUAL = 2;
    private static final int OTHER = -1;
    private static final int LEFT_OUT = -1;

    /** How far the letters of both may run apart, where they are too many to compare each with each. */
    private static final int BAND = 1000;

    private static final byte BOTH = 0;
    private static final byte MINE = 1;
    private static final byte THEIRS = 2;

    private Alignment() {}

    /** A letter, the word that it is in, and when it is heard. */
    private record Letter(int letter, int word, double time) {}

    /**
     * When which word of the text begins.
     *
     * @param samples length of the sound
     */
    static List<WordEvent> of(String text, List<HeardWord> heard, int sampleRate, long samples) {
        List<int[]> words = words(text);
        List<Letter> mine = new ArrayList<>();
        for (int i = 0; i < words.size(); i++) {
            for (int letter : letters(text.substring(words.get(i)[0], words.get(i)[1]))) {
                mine.add(new Letter(letter, i, 0));
            }
        }
        List<Letter> theirs = letters(inOrder(heard, (double) samples / sampleRate));
        if (mine.isEmpty() || theirs.isEmpty()) {
            return List.of();
        }
        return events(words, mine, theirs, partners(mine, theirs), sampleRate, samples);
    }

    private static List<WordEvent> events(
            List<int[]> words, List<Letter> mine, List<Letter> theirs, int[] partners, int sampleRate, long samples) {
        List<WordEvent> events = new ArrayList<>();
        long before = 0;
        for (int from = 0; from < mine.size(); ) {
            int word = mine.get(from).word;
            int to = from;
            int equal = 0;
            int first = -1;
            for (; to < mine.size() && mine.get(to).word == word; to++) {
                if (partners[to] >= 0) {
                    first = first < 0 ? partners[to] : first;
                    equal++;
                }
            }
            if (2 * equal >= to - from && first >= 0) {
                long sample = Math.min(samples, Math.round(theirs.get(first).time * sampleRate));
                before = Math.max(before, sample);
                int[] place = words.get(word);
                events.add(new WordEvent(place[0], place[1] - place[0], before));
            }
            from = to;
        }
        return events;
    }

    /** For each letter of mine the equal one of theirs that it is laid beside; -1: none. */
    private static int[] partners(List<Letter> mine, List<Letter> theirs) {
        int rows = mine.size();
        int columns = theirs.size();
        byte[][] moves = new byte[rows + 1][];
        int[] above = null;
        int aboveFrom = 0;
        for (int i = 0; i <= rows; i++) {
            int from = bandFrom(i, rows, columns);
            int to = bandTo(i, rows, columns);
            int[] row = new int[to - from + 1];
            moves[i] = new byte[to - from + 1];
            for (int j = from; j <= to; j++) {
                int both = score(above, j - 1 - aboveFrom);
                if (i > 0 && j > 0 && both > Integer.MIN_VALUE) {
                    both += mine.get(i - 1).letter == theirs.get(j - 1).letter ? EQUAL : OTHER;
                }
                int up = score(above, j - aboveFrom) == Integer.MIN_VALUE
                        ? Integer.MIN_VALUE
                        : score(above, j - aboveFrom) + LEFT_OUT;
                int left = j > from ? row[j - from - 1] + LEFT_OUT : Integer.MIN_VALUE;
                int best = Math.max(both, Math.max(up, left));
                row[j - from] = best == Integer.MIN_VALUE ? 0 : best;
                moves[i][j - from] = best == both ? BOTH : best == up ? MINE : THEIRS;
            }
            above = row;
            aboveFrom = from;
        }
        int[] partners = new int[rows];
        Arrays.fill(partners, -1);
        for (int i = rows, j = columns; i > 0 && j > 0; ) {
            byte move = moves[i][j - bandFrom(i, rows, columns)];
            if (move == BOTH && mine.get(i - 1).letter == theirs.get(j - 1).letter) {
                partners[i - 1] = j - 1;
            }
            i -= move == THEIRS ? 0 : 1;
            j -= move == MINE ? 0 : 1;
        }
        return partners;
    }

    private static int score(int[] row, int at) {
        return row == null || at < 0 || at >= row.length ? Integer.MIN_VALUE : row[at];
    }

    private static int bandFrom(int row, int rows, int columns) {
        return Math.max(0, (int) ((long) row * columns / rows) - band(rows, columns));
    }

    private static int bandTo(int row, int rows, int columns) {
        return Math.min(columns, (int) ((long) row * columns / rows) + band(rows, columns));
    }

    /** Wide enough for the bands of two rows to overlap. */
    private static int band(int rows, int columns) {
        return Math.max(BAND, columns / rows + 1);
    }

    /** Places of the words that have letters: from, to. */
    private static List<int[]> words(String text) {
        List<int[]> words = new ArrayList<>();
        for (int at = 0; at < text.length(); ) {
            int to = at;
            while (to < text.length() && !Character.isWhitespace(text.charAt(to))) {
                to++;
            }
            if (to > at) {
                words.add(new int[] {at, to});
            }
            at = to + 1;
        }
        return words;
    }

    private static List<Letter> letters(List<HeardWord> heard) {
        List<Letter> letters = new ArrayList<>();
        for (int i = 0; i < heard.size(); i++) {
            HeardWord word = heard.get(i);
            int[] its = letters(word.word());
            double end = word.end() == null || !(word.end() >= word.start()) ? word.start() : word.end();
            for (int at = 0; at < its.length; at++) {
                letters.add(new Letter(its[at], i, word.start() + (end - word.start()) * at / its.length));
            }
        }
        return letters;
    }

    /** Letters and digits without their accents and in lower case: what is heard does not depend on spelling. */
    private static int[] letters(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFKD)
                .codePoints()
                .filter(Character::isLetterOrDigit)
                .map(Character::toLowerCase)
                .toArray();
    }

    /** As many of the words as have times within the sound, one after the other. */
    private static List<HeardWord> inOrder(List<HeardWord> heard, double seconds) {
        List<HeardWord> timed = heard.stream()
                .filter(word ->
                        word.word() != null && word.start() != null && word.start() >= 0 && word.start() <= seconds)
                .toList();
        // The longest rising series: one wrong time must not cost all that follow.
        int[] ends = new int[timed.size()];
        int[] before = new int[timed.size()];
        int length = 0;
        for (int i = 0; i < timed.size(); i++) {
            int place = 0;
            int high = length;
            while (place < high) {
                int middle = (place + high) / 2;
                if (timed.get(ends[middle]).start() <= timed.get(i).start()) {
                    place = middle + 1;
                } else {
                    high = middle;
                }
            }
            before[i] = place == 0 ? -1 : ends[place - 1];
            ends[place] = i;
            length = Math.max(length, place + 1);
        }
        HeardWord[] rising = new HeardWord[length];
        for (int i = length == 0 ? -1 : ends[length - 1], at = length - 1; i >= 0; i = before[i], at--) {
            rising[at] = timed.get(i);
        }
        return List.of(rising);
    }
}
