package org.kinoroute.script;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;

/** Tells the name at the head of an exported line from its text, though either may hold colons. */
final class ExportNames {

    /** Marks of direction that the app adds, not people; an Arabic or Hebrew writer's own stand inside the text. */
    private static final Pattern APP_MARKS = Pattern.compile("[\\u200e\\u202a-\\u202c\\u2066-\\u2069]");
    /** So many messages of one name, all going on with the same word and a colon: that word belongs to the name. */
    private static final int ENOUGH = 3;

    private final List<String> known = new ArrayList<>();

    ExportNames(ScriptRequest request) {
        if (request.participants() != null) {
            request.participants().stream().filter(Objects::nonNull).forEach(known::add);
        }
        if (request.me() != null) {
            known.add(request.me());
        }
        known.removeIf(n -> !n.contains(":"));
    }

    /** @param from null for a system line */
    record Split(String from, String text) {}

    /** Looks at the lines' beginnings for names that hold a colon themselves. */
    void learn(List<String> rests) {
        Map<String, Set<String>> seconds = new HashMap<>();
        Map<String, Integer> counts = new HashMap<>();
        for (String rest : rests) {
            String[] parts = bare(Text.clip(rest, 300)).split(": ", 3);
            if (parts.length > 1) {
                counts.merge(parts[0], 1, Integer::sum);
                seconds.computeIfAbsent(parts[0], n -> new HashSet<>()).add(parts.length > 2 ? parts[1] : "");
            }
        }
        seconds.forEach((name, words) -> {
            String word = words.iterator().next();
            if (words.size() == 1 && !word.isBlank() && word.length() <= 40 && counts.get(name) >= ENOUGH) {
                known.add(name + ": " + word);
            }
        });
        known.sort(Comparator.comparingInt(String::length).reversed());
    }

    Split split(String written) {
        String rest = bare(written);
        int line = rest.indexOf('\n');
        String first = line < 0 ? rest : rest.substring(0, line);
        int colon = known.stream()
                .filter(n -> first.startsWith(n + ":"))
                .map(String::length)
                .findFirst()
                .orElseGet(() ->
                        first.contains(": ") ? first.indexOf(": ") : first.endsWith(":") ? first.length() - 1 : -1);
        String name = colon < 0 ? "" : Text.name(first.substring(0, colon).replaceFirst("^~[ \\u00a0\\u202f]*", ""));
        String text = Text.clean(rest.substring(Math.max(0, colon + 1)));
        if (name.isEmpty() || ExportWords.isSystem(name)) {
            return new Split(null, Text.clean(rest));
        }
        // iOS writes system lines as if the other one or the group had said them, but for a mark before the text.
        boolean marked = written.contains(": \u200e");
        return marked && !ExportWords.isOmitted(text) && !ExportWords.isDeleted(text) && ExportWords.isSystem(text)
                ? new Split(null, text)
                : new Split(name, text);
    }

    private static String bare(String text) {
        return APP_MARKS.matcher(text).replaceAll("");
    }
}
