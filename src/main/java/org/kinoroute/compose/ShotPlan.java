package org.kinoroute.compose;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.kinoroute.compose.PhotoMotion.Way;
import org.kinoroute.video.Composition;
import org.kinoroute.video.Settings;
import org.kinoroute.video.Shot;
import org.kinoroute.video.Timeline;
import org.kinoroute.video.Timeline.Cue;

/**
 * Which shots fill the frame when, in place of the chat, and how one fades into the next. It follows from the composition
 * alone, so that any process may draw any frame.
 */
final class ShotPlan {

    private final List<Piece> pieces = new ArrayList<>();

    ShotPlan(Composition composition) {
        Settings settings = composition.settings();
        Timeline timeline = composition.timeline();
        int fps = settings.fps();
        // Notices take no time; the first and the last shot stand for the buffers before and after them, too.
        List<Cue> cues = timeline.cues().stream()
                .filter(cue -> cue.voice() + cue.pause() > 0)
                .toList();
        long fade = Math.round(settings.transition() * fps);
        for (int i = 0; i < cues.size(); i++) {
            Cue cue = cues.get(i);
            Shot shot = composition.shots().get(cue.scene());
            long start = timeline.frameAt(cue.start(), fps);
            long from = i == 0 ? 0 : start;
            long to = i == cues.size() - 1
                    ? timeline.frames(fps)
                    : timeline.frameAt(cues.get(i + 1).start(), fps);
            Piece before = pieces.isEmpty() ? null : pieces.get(pieces.size() - 1);
            if (before != null && isSame(before.shot, shot)) {
                pieces.set(pieces.size() - 1, before.until(to));
            } else if (from < to) {
                long voiceEnd = timeline.frameAt(cue.start() + cue.voice(), fps);
                // The shot before is whole for a while, too.
                long entering = before == null ? 0 : Math.min(fade, (before.to - before.from) / 2);
                Way way = way(settings, cue.scene(), shot, before == null ? null : before.way);
                LayerMotion layers =
                        LayerMotion.of(shot, settings, start - from, Math.max(voiceEnd, start + 1) - start);
                pieces.add(new Piece(pieces.size(), from, to, entering, shot, way, layers));
            }
        }
        if (pieces.isEmpty()) {
            pieces.add(new Piece(0, 0, timeline.frames(fps), 0, null, null, null));
        }
    }

    /** A picture that goes on from one scene to the next neither fades nor starts again. */
    private static boolean isSame(Shot one, Shot other) {
        if (one == null || other == null) {
            return one == other;
        }
        return one.type() == other.type()
                && Objects.equals(one.key(), other.key())
                && Objects.equals(one.drawing(), other.drawing());
    }

    private static Way way(Settings settings, int scene, Shot shot, Way before) {
        if (shot == null || shot.type() != Shot.Type.PHOTO) {
            return before;
        }
        return settings.motion() ? Way.of(shot.motion(), settings.seed(), scene, before) : Way.NONE;
    }

    List<Piece> pieces() {
        return pieces;
    }

    /** Whether pictures last, but for short moments; else every frame is another one. */
    boolean isStill() {
        return pieces.stream().noneMatch(Piece::isMoving);
    }

    /** What is to be seen at a frame. */
    Moment at(long frame) {
        int index = 0;
        while (index < pieces.size() - 1 && pieces.get(index).to <= frame) {
            index++;
        }
        Piece piece = pieces.get(index);
        Piece next = index + 1 < pieces.size() ? pieces.get(index + 1) : null;
        if (next == null || frame < next.from - next.entering) {
            return new Moment(piece, null, 0);
        }
        double part = (frame - (next.from - next.entering) + 1.0) / (next.entering + 1.0);
        return new Moment(piece, next, (int) Math.round(256 * part * part * (3 - 2 * part)));
    }

    /**
     * @param above what fades in over it, or null
     * @param weight of what fades in, of 256
     */
    record Moment(Piece below, Piece above, int weight) {}

    /**
     * A shot for a time, or the chat. All times are frames.
     *
     * @param index among the pieces
     * @param from where it is whole
     * @param to where the next one is whole
     * @param entering how long it fades in before {@code from}
     * @param shot null: the chat
     * @param way in which a photo moves; of another shot that of the last photo before it, or null
     * @param layers how the layers of a drawing enter, counted from {@code from}; null elsewhere
     */
    record Piece(int index, long from, long to, long entering, Shot shot, Way way, LayerMotion layers) {

        private Piece until(long end) {
            return new Piece(index, from, end, entering, shot, way, layers);
        }

        /** At equal moments it is the same picture. */
        long moment(long frame) {
            return switch (shot.type()) {
                case STILL -> 0;
                case PHOTO -> way == Way.NONE ? 0 : frame - appears();
                // While it fades in, its first picture stands.
                case CLIP -> Math.max(0, frame - from);
                case DRAWING -> layers.moment(frame - from);
            };
        }

        /** Frames that anything of it is seen. */
        long length() {
            return to - appears();
        }

        boolean isChat() {
            return shot == null;
        }

        /** The first frame at which anything of it is seen. */
        long appears() {
            return from - entering;
        }

        boolean isMoving() {
            return shot != null && (shot.type() == Shot.Type.CLIP || shot.type() == Shot.Type.PHOTO && way != Way.NONE);
        }
    }
}
