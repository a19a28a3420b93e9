package org.kinoroute.voice;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

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
            Piece piece = piece(shown.subList(i, shown.size()), pronunciation);
            List<String> words = piece.words();
            String said = piece.said();
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

    /** Several texts as one, spoken in one go. */
    public static SpokenText of(List<SpokenText> texts) {
        StringBuilder spoken = new StringBuilder();
        List<Part> parts = new ArrayList<>();
        for (SpokenText next : texts) {
            if (spoken.length() > 0 && !next.isEmpty()) {
                spoken.append(' ');
            }
            int shift = spoken.length();
            next.parts.forEach(part -> parts.add(new Part(part.words, part.from + shift, part.to + shift)));
            spoken.append(next.text);
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

    private record Piece(List<String> words, String said) {}

    /** The first piece of what is left. */
    private static Piece piece(List<String> left, Pronunciation pronunciation) {
        // A currency sign that stands apart from its number is read after it.
        if (left.size() > 2) {
            Optional<String> many = pronunciation.money(left.get(0), left.get(1), left.get(2));
            if (many.isPresent()) {
                return new Piece(left.subList(0, 3), many.get());
            }
        }
        if (left.size() > 1) {
            Optional<String> money = pronunciation.money(left.get(0), left.get(1));
            if (money.isPresent()) {
                return new Piece(left.subList(0, 2), money.get());
            }
        }
        return new Piece(left.subList(0, 1), WordCleaner.clean(left.get(0), pronunciation));
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
