package org.kinoroute.library;

import java.text.Normalizer;
import java.util.Locale;
import java.util.UUID;

/** Names that came from outside, made harmless: never a path, nothing that cannot be seen. */
final class Names {

    private static final int LONGEST = 100;

    private Names() {}

    /** What something is to be called, by the name of its file without the ending. */
    static String title(String fileName) {
        String name = plain(fileName);
        int dot = name.lastIndexOf('.');
        String title = shortened(
                (dot > 0 ? name.substring(0, dot) : name).replace('_', ' ').strip());
        return title.isEmpty() || isId(title) ? "Untitled" : title;
    }

    /** A file's name for a link, with the ending of what it really is. */
    static String file(String fileName, String ending) {
        String name = plain(fileName);
        int dot = name.lastIndexOf('.');
        String stem = Normalizer.normalize(dot > 0 ? name.substring(0, dot) : name, Normalizer.Form.NFD)
                .replaceAll("\\p{M}", "")
                .replaceAll("[^A-Za-z0-9._-]+", "-")
                .replaceAll("\\.\\.+", ".")
                .replaceAll("^[.-]+|[.-]+$", "");
        return (stem.isEmpty() ? "file" : shortened(stem)) + ending.toLowerCase(Locale.ROOT);
    }

    private static String plain(String fileName) {
        String name = fileName == null ? "" : fileName.replaceAll("[\\p{Cntrl}\\p{Cf}\\p{Zl}\\p{Zp}]", "");
        return name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1)
                .strip();
    }

    private static String shortened(String name) {
        return name.codePointCount(0, name.length()) <= LONGEST
                ? name
                : name.substring(0, name.offsetByCodePoints(0, LONGEST));
    }

    static boolean isId(String text) {
        try {
            return UUID.fromString(text).toString().equalsIgnoreCase(text);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
