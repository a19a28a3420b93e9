package org.kinoroute.compose;

import java.util.ArrayList;
import java.util.List;
import org.kinoroute.video.CaptionCards.Card;
import org.kinoroute.video.Composition;
import org.kinoroute.video.Timeline;
import org.kinoroute.video.Timeline.Cue;
import org.kinoroute.video.WordTime;

/** Which caption card is shown at each frame, and which of its words is spoken. */
final class CaptionPlan {

    private final List<Step> steps = new ArrayList<>();

    CaptionPlan(Composition composition) {
        if (composition.captions() == null) {
            return;
        }
        Timeline timeline = composition.timeline();
        int fps = composition.settings().fps();
        List<Card> cards = composition.captions().cards();
        for (int i = 0; i < cards.size(); i++) {
            Card card = cards.get(i);
            Cue cue = timeline.cues().get(card.scene());
            for (int word = 0; word < card.words().size(); word++) {
                int index = card.firstWord() + word;
                if (index < cue.words().size()) {
                    WordTime time = cue.words().get(index);
                    long sample = cue.start() + Math.round(time.start() * timeline.sampleRate());
                    add(timeline.frameAt(sample, fps), new Shown(i, word));
                }
            }
            boolean last = i + 1 == cards.size() || cards.get(i + 1).scene() != card.scene();
            if (last) {
                add(timeline.frameAt(cue.start() + cue.voice() + cue.pause(), fps), null);
            }
        }
    }

    private void add(long frame, Shown shown) {
        // Words may be said so fast that two begin in one frame: the later one is shown.
        while (!steps.isEmpty() && steps.get(steps.size() - 1).frame >= frame) {
            steps.remove(steps.size() - 1);
        }
        steps.add(new Step(frame, shown));
    }

    /** What is shown at a frame; null: no caption. */
    Shown at(long frame) {
        int low = 0;
        int high = steps.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (steps.get(middle).frame <= frame) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low == 0 ? null : steps.get(low - 1).shown;
    }

    /** A card with one of its words highlighted, both by their places. */
    record Shown(int card, int word) {}

    private record Step(long frame, Shown shown) {}
}
