package org.kinoroute.voice;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PiecesTest {

    private static List<String> cut(String text, int limit) {
        return Pieces.of(text, limit).stream().map(Pieces.Piece::text).toList();
    }

    @Test
    void whatFitsStaysWhole() {
        assertThat(cut("One. Two.", 100)).containsExactly("One. Two.");
        assertThat(cut("   ", 100)).isEmpty();
    }

    @Test
    void sentencesStayWholeWhereTheyFit() {
        assertThat(cut("This is one. This is two! Is this three?", 26))
                .containsExactly("This is one. This is two!", "Is this three?");
    }

    @Test
    void thenClausesThenWordsThenLetters() {
        assertThat(cut("a first part, a second part of it", 20))
                .containsExactly("a first part,", "a second part of it");
        assertThat(cut("only words and no marks", 12)).containsExactly("only words", "and no marks");
        assertThat(cut("abcdefghij", 4)).containsExactly("abcd", "efgh", "ij");
    }

    @Test
    void aDecimalPointEndsNoSentence() {
        assertThat(cut("It costs 3.50 euros today", 14)).containsExactly("It costs 3.50", "euros today");
    }

    @Test
    void scriptsWithoutBlanksAreCutBehindTheirFullStop() {
        assertThat(cut("これは一つ。これは二つ。", 8)).containsExactly("これは一つ。", "これは二つ。");
    }

    @Test
    void everyCharacterIsInItsPlaceAndNoPairIsTornApart() {
        Random random = new Random(5);
        for (int i = 0; i < 1000; i++) {
            String text = Strings.random(random) + " 😀😀😀😀😀😀";
            int limit = 2 + random.nextInt(20);
            StringBuilder rest = new StringBuilder(text);
            for (Pieces.Piece piece : Pieces.of(text, limit)) {
                assertThat(piece.text()).isNotBlank().hasSizeLessThanOrEqualTo(limit);
                assertThat(text.startsWith(piece.text(), piece.offset())).isTrue();
                assertThat(Character.isLowSurrogate(piece.text().charAt(0))).isFalse();
                rest.replace(
                        piece.offset(),
                        piece.offset() + piece.text().length(),
                        " ".repeat(piece.text().length()));
            }
            assertThat(rest.toString()).isBlank();
        }
    }
}
