package org.kinoroute.compose;

import java.util.ArrayList;
import java.util.List;
import org.kinoroute.video.ChatLayout.Row;
import org.kinoroute.video.Composition;
import org.kinoroute.video.Timeline;
import org.kinoroute.video.Timeline.Cue;

/**
 * Rows that come at the same moment: a message and the notices that come with it. Times are frames.
 *
 * @param first row
 * @param end row after the last one
 * @param pageFirst first row of the page
 * @param message row of the message
 * @param character who speaks, or an empty text
 * @param mine whether the message is on the right
 * @param page of the rows
 * @param quiet when the voice before ends
 * @param start when the voice begins
 * @param voiceEnd when the voice ends
 */
record Beat(
        int first,
        int end,
        int pageFirst,
        int message,
        String character,
        boolean mine,
        int page,
        long quiet,
        long start,
        long voiceEnd) {

    static List<Beat> of(Composition composition) {
        List<Row> rows = composition.chat().rows();
        Timeline timeline = composition.timeline();
        int fps = composition.settings().fps();
        List<Beat> beats = new ArrayList<>();
        int pageFirst = 0;
        long quiet = 0;
        int row = 0;
        while (row < rows.size()) {
            Cue cue = timeline.cues().get(rows.get(row).scene());
            int first = row;
            int message = row;
            int page = rows.get(first).page();
            long voice = 0;
            String character = null;
            while (row < rows.size() && rows.get(row).page() == page) {
                Cue other = timeline.cues().get(rows.get(row).scene());
                if (other.start() != cue.start()) {
                    break;
                }
                if (other.character() != null || character == null) {
                    message = row;
                    character = other.character();
                }
                voice = Math.max(voice, other.voice());
                row++;
            }
            if (page != rows.get(pageFirst).page()) {
                pageFirst = first;
            }
            long start = timeline.frameAt(cue.start(), fps);
            long voiceEnd = timeline.frameAt(cue.start() + voice, fps);
            boolean mine = rows.get(message).mine() || character == null;
            beats.add(new Beat(
                    first,
                    row,
                    pageFirst,
                    message,
                    character == null ? "" : character,
                    mine,
                    page,
                    Math.min(quiet, start),
                    start,
                    voiceEnd));
            quiet = voiceEnd;
        }
        return List.copyOf(beats);
    }
}
