package org.kinoroute.compose;

import org.kinoroute.video.Box;
import org.kinoroute.video.CaptionCards;
import org.kinoroute.video.CaptionCards.Card;
import org.kinoroute.video.Settings;

/** Burns a caption card into a frame. */
final class CaptionPainter {

    private final CaptionCards captions;
    private final Settings settings;
    private final Sprites sprites;
    private CaptionPlan.Shown prepared;
    private YuvPicture picture;
    private Box place;

    CaptionPainter(CaptionCards captions, Settings settings, Sprites sprites) {
        this.captions = captions;
        this.settings = settings;
        this.sprites = sprites;
    }

    /** Draws a card onto a frame, and tells where; the place is even. */
    Box draw(CaptionPlan.Shown shown, Planes frame) {
        if (!shown.equals(prepared)) {
            prepare(shown);
        }
        int x = place.x();
        for (int row = 0; row < picture.height; row++) {
            int from = row * picture.width;
            frame.blend(0, x, place.y() + row, picture.y, picture.alpha, from, picture.width);
        }
        for (int row = 0; row < picture.height / 2; row++) {
            int from = row * picture.chromaWidth;
            int y = place.y() / 2 + row;
            frame.blend(1, x / 2, y, picture.u, picture.chromaAlpha, from, picture.chromaWidth);
            frame.blend(2, x / 2, y, picture.v, picture.chromaAlpha, from, picture.chromaWidth);
        }
        return place;
    }

    private void prepare(CaptionPlan.Shown shown) {
        Card card = captions.cards().get(shown.card());
        Picture whole = sprites.get(card.plain())
                .with(sprites.get(card.highlighted()), card.words().get(shown.word()));
        // Cut to the frame and grown to even edges: what lies outside of the card is transparent.
        int x = (settings.width() - whole.width) / 2;
        int y = captions.centreY() - whole.height / 2;
        int left = Math.max(0, x & ~1);
        int top = Math.max(0, y & ~1);
        int right = Math.min(settings.width(), x + whole.width + 1 & ~1);
        int bottom = Math.min(settings.height(), y + whole.height + 1 & ~1);
        place = new Box(left, top, Math.max(0, right - left), Math.max(0, bottom - top));
        picture = new YuvPicture(place.width(), place.height(), false);
        Picture part = whole.part(left - x, top - y, place.width(), place.height());
        picture.convert(part.argb, new Box(0, 0, place.width(), place.height()));
        prepared = shown;
    }
}
