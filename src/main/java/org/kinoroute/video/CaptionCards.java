package org.kinoroute.video;

import java.util.List;

/**
 * The burned-in captions of a video, as pictures: each card is a few words of one scene.
 *
 * @param sheets PNGs with alpha
 * @param centreY where the cards' centre lies in the frame, pixels from the top
 * @param cards in the order of scenes and words; together they hold every word of every spoken scene once
 */
public record CaptionCards(List<Sheet> sheets, int centreY, List<Card> cards) {

    public CaptionCards {
        sheets = List.copyOf(sheets);
        cards = List.copyOf(cards);
    }

    /**
     * @param scene index of the scene
     * @param firstWord index into {@link Voice#words()}
     * @param plain the card with no word highlighted
     * @param highlighted the same card, same size, with every word highlighted
     * @param words the rectangle of each word within the card: what of {@code highlighted} covers {@code plain} while
     *     that word is spoken
     */
    public record Card(int scene, int firstWord, Sprite plain, Sprite highlighted, List<Box> words) {
        public Card {
            words = List.copyOf(words);
        }
    }
}
