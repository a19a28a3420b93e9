package org.kinoroute.compose;

import java.util.ArrayList;
import java.util.List;
import org.kinoroute.video.Composition;
import org.kinoroute.video.Timeline;

/** How a video is cut into segments, each encoded by itself: at the starts of scenes, by script and timeline alone. */
public record SegmentPlan(List<Segment> segments) {

    public SegmentPlan {
        segments = List.copyOf(segments);
    }

    /** Segments of at least {@code seconds}, but for the last. */
    public static SegmentPlan of(Composition composition, double seconds) {
        Timeline timeline = composition.timeline();
        int fps = composition.settings().fps();
        long frames = timeline.frames(fps);
        long shortest = Math.max(1, Math.round(seconds * fps));
        ShotPlan shots = new ShotPlan(composition);
        List<Segment> segments = new ArrayList<>();
        long from = 0;
        for (int cue = 0; cue < timeline.cues().size(); cue++) {
            long start = timeline.frameAt(timeline.cues().get(cue).start(), fps);
            if (start - from >= shortest && start < frames) {
                segments.add(new Segment(segments.size(), from, start, scenes(composition, shots, cue, start)));
                from = start;
            }
        }
        segments.add(new Segment(segments.size(), from, frames, timeline.cues().size()));
        return new SegmentPlan(segments);
    }

    /** The segments that are settled when nothing is known of the timeline but its first scenes. */
    public SegmentPlan ofFirst(int scenes) {
        return new SegmentPlan(
                segments.stream().filter(segment -> segment.scenes() <= scenes).toList());
    }

    /**
     * How many of the first scenes say all about the frames before a cut. Of a chat it is those before the cut; but how a
     * photo moves hangs on how long it is seen, and the next shot may fade in already.
     */
    private static int scenes(Composition composition, ShotPlan shots, int cue, long cut) {
        Timeline timeline = composition.timeline();
        int fps = composition.settings().fps();
        long settled = composition.shots().isEmpty()
                ? cut
                : cut + Math.round(composition.settings().transition() * fps);
        for (ShotPlan.Piece piece : shots.pieces()) {
            if (!piece.isChat() && piece.appears() < cut) {
                settled = Math.max(settled, piece.to());
            }
        }
        int scenes = cue;
        while (scenes < timeline.cues().size()
                && timeline.frameAt(timeline.cues().get(scenes).start(), fps) < settled) {
            scenes++;
        }
        return scenes;
    }

    /**
     * Frames from {@code from} to before {@code to}.
     *
     * @param scenes so many first scenes say all about them
     */
    public record Segment(int index, long from, long to, int scenes) {

        public long frames() {
            return to - from;
        }
    }
}
