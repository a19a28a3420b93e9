package org.kinoroute.visual;

/** Makes text fit to be shown: what no font and no JSON knows is taken out, everything else is left as it is. */
final class Cleaner {

    private static final int REPLACEMENT = 0xFFFD;

    private Cleaner() {}

    static String clean(String text) {
        if (text == null) {
            return null;
        }
        StringBuilder clean = new StringBuilder(text.length());
        text.replace("\r\n", "\n").codePoints().forEach(c -> {
            if (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE) {
                clean.appendCodePoint(REPLACEMENT);
            } else if (!Character.isISOControl(c) || c == '\n' || c == '\t') {
                clean.appendCodePoint(c);
            }
        });
        return clean.toString();
    }
}
