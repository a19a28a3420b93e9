package org.kinoroute.voice;

/** Tells pictures from letters. */
final class Emojis {

    private Emojis() {}

    /** A text without its emojis and without characters that nobody sees or hears. */
    static String remove(String text) {
        StringBuilder rest = new StringBuilder(text.length());
        text.codePoints().filter(c -> !isPicture(c) && !isSilent(c)).forEach(rest::appendCodePoint);
        return rest.toString();
    }

    private static boolean isPicture(int c) {
        return c >= 0x1F000 && c <= 0x1FAFF // the emoji blocks, flags and skin tones among them
                || c >= 0x2300 && c <= 0x23FF // technical signs, clocks
                || c >= 0x2190 && c <= 0x21FF // arrows
                || c >= 0x2460 && c <= 0x24FF && c != 0x24C2 && c > 0x249B // letters in circles
                || c >= 0x2500 && c <= 0x27BF // boxes, shapes, signs, dingbats
                || c >= 0x2900 && c <= 0x297F
                || c >= 0x2B00 && c <= 0x2BFF
                || c >= 0xE0000 && c <= 0xE007F // tags of flags
                || c == 0x20E3 // keycap
                || c == 0x24C2
                || c == 0x3030
                || c == 0x303D
                || c == 0x3297
                || c == 0x3299
                || c == 0xA9
                || c == 0xAE
                || c == 0x2122
                || c == 0x203C
                || c == 0x2049;
    }

    private static boolean isSilent(int c) {
        if (c == 0x200C) {
            return false; // parts letters in Persian and Indic scripts
        }
        return c >= 0xFE00 && c <= 0xFE0F
                || c >= 0xE0100 && c <= 0xE01EF
                || switch (Character.getType(c)) {
                    case Character.CONTROL,
                            Character.FORMAT,
                            Character.PRIVATE_USE,
                            Character.SURROGATE,
                            Character.UNASSIGNED -> true;
                    default -> false;
                };
    }
}
