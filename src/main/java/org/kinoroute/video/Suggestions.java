package org.kinoroute.video;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Names that may have been meant. */
public final class Suggestions {

    private static final int COUNT = 3;

    private Suggestions() {}

    /** The nearest names first. */
    public static List<String> near(String wrong, Collection<String> names) {
        String lower = wrong.toLowerCase(Locale.ROOT);
        // A word of any length may come in; names are short.
        String start = lower.substring(0, Math.min(lower.length(), 40));
        return names.stream()
                .distinct()
                .sorted(Comparator.<String>comparingInt(name -> distance(start, name))
                        .thenComparing(Comparator.naturalOrder()))
                .limit(COUNT)
                .toList();
    }

    private static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j < row.length; j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j < row.length; j++) {
                int substituted = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(substituted, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[b.length()];
    }
}
