package org.kinoroute.compose;

import java.util.ArrayList;
import java.util.List;
import org.kinoroute.video.Composition;
import org.kinoroute.video.Shot;
import org.kinoroute.video.Timeline;
import org.kinoroute.video.Timeline.Cue;

/** Which picture fills the frame when, in place of the chat: that of a scene, from its voice to the end of its pause. */
final class PicturePlan {

    private final List<Span> spans = new ArrayList<>();

    PicturePlan(Composition composition) {
        Timeline timeline = composition.timeline();
        int fps = composition.settings().fps();
        for (int i = 0; i < timeline.cues().size(); i++) {
            Cue cue = timeline.cues().get(i);
            Shot shot = composition.shots().get(cue.scene());
            if (shot != null) {
                // The first and the last picture stand for the buffers before and after them, too.
                long from = i == 0 ? 0 : timeline.frameAt(cue.start(), fps);
                boolean last = i == timeline.cues().size() - 1;
                long to = last ? timeline.frames(fps) : timeline.frameAt(cue.start() + cue.voice() + cue.pause(), fps);
                spans.add(new Span(from, to, shot.key()));
            }
        }
    }

    /** The key of the picture at a frame; null: the chat is seen. */
    String at(long frame) {
        for (Span span : spans) {
            if (span.from <= frame && frame < span.to) {
                return span.key;
            }
        }
        return null;
    }

    /** Frames from {@code from} to before {@code to}. */
    private record Span(long from, long to, String key) {}
}
