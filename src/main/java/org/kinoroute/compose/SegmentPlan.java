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
        List<Segment> segments = new ArrayList<>();
        long from = 0;
        for (Timeline.Cue cue : timeline.cues()) {
            long start = timeline.frameAt(cue.start(), fps);
            if (start - from >= shortest && start < frames) {
                segments.add(new Segment(segments.size(), from, start));
                from = start;
            }
        }
        segments.add(new Segment(segments.size(), from, frames));
        return new SegmentPlan(segments);
    }

    /** Frames from {@code from} to before {@code to}. */
    public record Segment(int index, long from, long to) {

        public long frames() {
            return to - from;
        }
    }
}
