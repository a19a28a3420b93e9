package org.kinoroute.voice;

import java.util.ArrayList;
import java.util.List;

/**
 * A text made speakable, and which of its words is spoken where; what is shown keeps every character.
 *
 * @param text for the synthesiser
 * @param parts in order, apart from each other
 */
public record SpokenText(String text, List<Part> parts) {

    public SpokenText {
        parts = List.copyOf(parts);
    }

    /**
     * A piece of the spoken text and the words shown for it: mostly one word for one; an abbreviation is one for several
     * spoken words; {@code R$ 50} is two for one piece.
     *
     * @param words as they are shown, with the punctuation at them; never empty
     * @param from where it begins in the spoken text
     * @param to where it ends
     */
    public record Part(List<String> words, int from, int to) {
        public Part {
            words = List.copyOf(words);
        }
    }

    /** Cleans a text for speech in a language; null is a text with nothing to say. */
    public static SpokenText of(String displayText, String language) {
        if (displayText == null) {
            return new SpokenText("", List.of());
        }
        Pronunciation pronunciation = Pronunciation.of(language);
        List<String> shown = split(displayText);
        StringBuilder spoken = new StringBuilder();
        List<Part> parts = new ArrayList<>();
        for (int i = 0; i < shown.size(); ) {
            List<String> words = shown.subList(i, i + 1);
            // A currency sign that stands apart from its number is read after it.
            String together = i + 1 < shown.size()
                    ? pronunciation.money(shown.get(i), shown.get(i + 1)).orElse(null)
                    : null;
            if (together != null) {
                words = shown.subList(i, i + 2);
            }
            String said = together != null ? together : WordCleaner.clean(shown.get(i), pronunciation);
            i += words.size();
            if (hasSound(said)) {
                if (spoken.length() > 0) {
                    spoken.append(' ');
                }
                parts.add(new Part(words, spoken.length(), spoken.length() + said.length()));
                spoken.append(said);
            } else if (!parts.isEmpty()) {
                pauseAfter(spoken, said);
            }
        }
        return new SpokenText(spoken.toString(), parts);
    }

    /** Whether nothing is to be said: no words, or emojis and links only. */
    public boolean isEmpty() {
        return parts.isEmpty();
    }

    /** The words that are timed, as they are shown. */
    public List<String> words() {
        return parts.stream().flatMap(part -> part.words().stream()).toList();
    }

    private static List<String> split(String text) {
        List<String> words = new ArrayList<>();
        int start = -1;
        for (int i = 0; i <= text.length(); i++) {
            boolean space = i == text.length()
                    || Character.isWhitespace(text.charAt(i))
                    || Character.isSpaceChar(text.charAt(i));
            if (space && start >= 0) {
                words.add(text.substring(start, i));
                start = -1;
            } else if (!space && start < 0) {
                start = i;
            }
        }
        return words;
    }

    private static boolean hasSound(String said) {
        return said.codePoints().anyMatch(c -> Character.isLetterOrDigit(c) || "%&+=@°€£¥$".indexOf(c) >= 0);
    }

    /** Punctuation that stands alone ("oi !") still makes its pause. */
    private static void pauseAfter(StringBuilder spoken, String mark) {
        char last = spoken.charAt(spoken.length() - 1);
        if (!mark.isEmpty() && ".,;:!?…".indexOf(last) < 0 && ".,;:!?…".indexOf(mark.charAt(0)) >= 0) {
            spoken.append(mark.charAt(0));
        }
    }
}
