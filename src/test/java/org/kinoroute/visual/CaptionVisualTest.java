package org.kinoroute.visual;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.kinoroute.video.Box;
import org.kinoroute.video.CaptionCards;
import org.kinoroute.video.Problem;
import org.kinoroute.video.Settings;
import org.kinoroute.video.Sprite;

class CaptionVisualTest {

    private static final CaptionVisual CAPTIONS = new CaptionVisual(Studio.BROWSER, VisualProperties.defaults());
    private static final Map<Integer, List<String>> WORDS = Map.of(
            0,
            List.of("Hello", "there,", "how", "are", "you", "today?", "I", "am", "extraordinarily", "well."),
            3,
            List.of("<b>مرحبا</b>", "كيف", "حالك"),
            4,
            List.of());

    private static Settings settings(int width, int height, String style) {
        return new Settings(width, height, 30, Settings.Layout.SCROLL, 4, 1, 3, 0.5, 1.5, true, style, null, null, 1);
    }

    @Test
    void cardsHoldEveryWordOnceAndEndWithSentences() {
        List<CaptionVisual.Words> cards = CaptionVisual.cards(WORDS);

        assertThat(cards)
                .extracting(card -> String.join(" ", card.words()))
                .containsExactly(
                        "Hello there, how are", "you today?", "I am extraordinarily", "well.", "<b>مرحبا</b> كيف حالك");
        assertThat(cards).extracting(CaptionVisual.Words::first).containsExactly(0, 4, 6, 9, 0);
    }

    @ParameterizedTest
    @CsvSource({"bold, 1080, 1920", "box, 1080, 1920", "clean, 1080, 1920", "bold, 1920, 1080", "box, 270, 480"})
    void wordsPartTheirCardAndOnlyTheyChange(String style, int width, int height) {
        Path folder = Studio.temporary();
        CaptionCards captions = CAPTIONS.render(WORDS, "en", settings(width, height, style), folder);

        assertThat(captions.cards()).hasSize(5);
        assertThat(captions.centreY()).isBetween(height / 2, height);
        for (CaptionCards.Card card : captions.cards()) {
            assertThat(card.highlighted().width())
                    .isEqualTo(card.plain().width())
                    .isLessThanOrEqualTo(width);
            assertThat(card.highlighted().height()).isEqualTo(card.plain().height());
            BufferedImage plain = cut(folder, card.plain());
            BufferedImage highlighted = cut(folder, card.highlighted());
            int area = 0;
            for (Box word : card.words()) {
                area += word.width() * word.height();
                assertThat(difference(plain, highlighted, word))
                        .as("the word lights up")
                        .isPositive();
            }
            assertThat(area).as("no pixel without a word").isEqualTo(plain.getWidth() * plain.getHeight());
            assertThat(plain.getRGB(0, 0) >>> 24).as("nothing touches the edge").isZero();
        }
    }

    @Test
    void theKeyKnowsStyleWordsAndSize() {
        String key = CAPTIONS.key(WORDS, "en", settings(1080, 1920, "bold"));

        assertThat(key).matches("captions/[0-9a-f]{64}/cards\\.json");
        assertThat(CAPTIONS.key(WORDS, "en", settings(1080, 1920, "box"))).isNotEqualTo(key);
        assertThat(CAPTIONS.key(WORDS, "en", settings(1080, 1922, "bold"))).isNotEqualTo(key);
    }

    @Test
    void anUnknownStyleIsAProblem() {
        for (String style : new String[] {"nothing", "../captions/bold"}) {
            assertThatThrownBy(() -> CAPTIONS.key(WORDS, "en", settings(1080, 1920, style)))
                    .isInstanceOf(Problem.class)
                    .hasMessageContaining(style);
        }
    }

    private static BufferedImage cut(Path folder, Sprite sprite) {
        return ChatPicture.read(folder.resolve("sheet-" + sprite.sheet() + ".png"))
                .getSubimage(sprite.x(), sprite.y(), sprite.width(), sprite.height());
    }

    private static int difference(BufferedImage a, BufferedImage b, Box box) {
        int different = 0;
        for (int y = box.y(); y < box.y() + box.height(); y++) {
            for (int x = box.x(); x < box.x() + box.width(); x++) {
                different += a.getRGB(x, y) == b.getRGB(x, y) ? 0 : 1;
            }
        }
        return different;
    }
}
