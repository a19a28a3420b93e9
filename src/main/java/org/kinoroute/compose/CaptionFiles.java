package org.kinoroute.compose;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.kinoroute.video.Composition;
import org.kinoroute.video.Timeline;
import org.kinoroute.video.Timeline.Cue;
import org.kinoroute.video.WordTime;

/** Writes the captions that lie beside a video, as SubRip and as WebVTT. */
public final class CaptionFiles {

    private static final int LINE = 42;
    private static final int LINES = 2;

    /** Keeps a player from taking what follows for markup; takes no room itself. */
    private static final String GUARD = "\u200B";

    /** Writes both files, in UTF-8. */
    public void write(Composition composition, Path srt, Path vtt) {
        StringBuilder subRip = new StringBuilder();
        StringBuilder webVtt = new StringBuilder("WEBVTT\n");
        int number = 0;
        for (Caption caption : captions(composition.timeline())) {
            number++;
            subRip.append(number)
                    .append('\n')
                    .append(time(caption.startMs, ','))
                    .append(" --> ")
                    .append(time(caption.endMs, ','))
                    .append('\n');
            caption.lines.forEach(line -> subRip.append(plain(line)).append('\n'));
            subRip.append('\n');
            webVtt.append('\n')
                    .append(time(caption.startMs, '.'))
                    .append(" --> ")
                    .append(time(caption.endMs, '.'))
                    .append('\n');
            if (caption.speaker != null) {
                webVtt.append("<v ").append(escaped(caption.speaker)).append('>');
            }
            webVtt.append(escaped(String.join("\n", caption.lines))).append('\n');
        }
        try {
            Files.writeString(srt, subRip);
            Files.writeString(vtt, webVtt);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Caption> captions(Timeline timeline) {
        List<Caption> captions = new ArrayList<>();
        for (Cue cue : timeline.cues()) {
            if (cue.text() != null && !clean(cue.text()).isEmpty() && cue.voice() > 0) {
                captions(cue, timeline.sampleRate(), captions);
            }
        }
        return captions;
    }

    private static void captions(Cue cue, int rate, List<Caption> captions) {
        String speaker = cue.character() == null || clean(cue.character()).isEmpty() ? null : clean(cue.character());
        List<Piece> pieces = pieces(cue, rate);
        long cueStart = Math.round(1000.0 * cue.start() / rate);
        long cueEnd = Math.round(1000.0 * (cue.start() + cue.voice()) / rate);
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        long start = cueStart;
        for (Piece piece : pieces) {
            int length = line.length() == 0 ? piece.text.length() : line.length() + 1 + piece.text.length();
            if (length > LINE && line.length() > 0) {
                lines.add(line.toString());
                line.setLength(0);
                if (lines.size() == LINES) {
                    long next = Math.min(cueEnd - 1, cueStart + piece.startMs);
                    captions.add(new Caption(start, Math.max(start + 1, next), speaker, List.copyOf(lines)));
                    start = Math.max(start + 1, next);
                    lines.clear();
                }
            }
            line.append(line.length() == 0 ? "" : " ").append(piece.text);
        }
        lines.add(line.toString());
        captions.add(new Caption(start, Math.max(start + 1, cueEnd), speaker, List.copyOf(lines)));
    }

    /** The words of a cue with their times; none longer than a line. */
    private static List<Piece> pieces(Cue cue, int rate) {
        String text = clean(cue.text());
        String[] shown = text.split(" ");
        List<WordTime> words = cue.words();
        boolean spoken = words.size() == shown.length;
        double length = 1000.0 * cue.voice() / rate;
        List<Piece> pieces = new ArrayList<>();
        int characters = 0;
        for (int i = 0; i < shown.length; i++) {
            // Where other words are said than shown, time passes evenly over what is shown.
            double start = spoken ? 1000 * words.get(i).start() : length * characters / text.length();
            double end = spoken ? 1000 * words.get(i).end() : length * (characters + shown[i].length()) / text.length();
            split(shown[i], start, end, pieces);
            characters += shown[i].length() + 1;
        }
        return pieces;
    }

    private static void split(String word, double start, double end, List<Piece> pieces) {
        int count = word.codePointCount(0, word.length());
        for (int at = 0; at < count; at += LINE) {
            int from = word.offsetByCodePoints(0, at);
            int to = word.offsetByCodePoints(0, Math.min(count, at + LINE));
            long startMs = Math.round(start + (end - start) * at / count);
            pieces.add(new Piece(word.substring(from, to), startMs));
        }
    }

    /** One line, without control characters: no text can end its caption and begin another one. */
    private static String clean(String text) {
        return text.replaceAll("[\\p{Cc}\\u2028\\u2029\\s]+", " ").strip();
    }

    private static String plain(String line) {
        return line.replace("-->", "--" + GUARD + ">")
                .replaceAll("<(?=[A-Za-z/!])", "<" + GUARD)
                .replace("{\\", "{" + GUARD + "\\");
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    private static String time(long ms, char point) {
        return String.format(
                Locale.ROOT,
                "%02d:%02d:%02d%c%03d",
                ms / 3_600_000,
                ms / 60_000 % 60,
                ms / 1000 % 60,
                point,
                ms % 1000);
    }

    private record Caption(long startMs, long endMs, String speaker, List<String> lines) {}

    private record Piece(String text, long startMs) {}
}
