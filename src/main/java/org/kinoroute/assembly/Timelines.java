package org.kinoroute.assembly;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.kinoroute.video.Scene;
import org.kinoroute.video.Script;
import org.kinoroute.video.Settings;
import org.kinoroute.video.Timeline;
import org.kinoroute.video.Timeline.Cue;
import org.kinoroute.video.Voice;
import org.kinoroute.video.WordTime;

/** Lays scenes out in time: start buffer, each voice with its pause, end buffer. */
final class Timelines {

    /** Samples per second of the output's sound. */
    static final int SAMPLE_RATE = 48_000;

    /** A scene of which nothing is known yet does take its time. */
    private static final long UNKNOWN = SAMPLE_RATE;

    private Timelines() {}

    /**
     * @param voices by index of their scene; a scene without one is silent for a while, a notice takes no time
     * @param known so many first scenes have what they are going to have; where the next one begins is known, too, and how
     *     it goes on from there does not matter to what was before
     */
    static Timeline of(Script script, Settings settings, Map<Integer, Voice> voices, int known) {
        List<Scene> scenes = script.scenes();
        Map<Integer, Piece> pieces = script.format().isNarrated() ? narration(script, voices) : pieces(voices);
        int last = lastTimed(scenes);
        List<Cue> cues = new ArrayList<>(scenes.size());
        long now = samples(settings.startBuffer());
        for (int index = 0; index < scenes.size(); index++) {
            Scene scene = scenes.get(index);
            if (scene.kind().isNotice() && index < last) {
                // Comes with the next message, and so begins where that does.
                cues.add(new Cue(index, now, 0, 0, null, null, null, List.of()));
                continue;
            }
            Piece piece = pieces.get(index);
            long silence = index < known ? samples(settings.silence()) : UNKNOWN;
            long length = piece == null ? silence : piece.length;
            long pause = index == scenes.size() - 1 ? 0 : samples(settings.pause());
            cues.add(new Cue(
                    index,
                    now,
                    length,
                    pause,
                    scene.from(),
                    scene.isSpoken() ? scene.text() : null,
                    piece == null ? null : piece.key,
                    piece == null ? 0 : piece.offset,
                    piece == null ? List.of() : piece.words));
            now += length + pause;
        }
        return new Timeline(SAMPLE_RATE, cues, now + samples(settings.endBuffer()));
    }

    /** What is heard of a WAV while a scene is told; samples of the output. */
    private record Piece(String key, long offset, long length, List<WordTime> words) {}

    private static Map<Integer, Piece> pieces(Map<Integer, Voice> voices) {
        Map<Integer, Piece> pieces = new HashMap<>();
        voices.forEach((scene, voice) -> pieces.put(scene, new Piece(voice.key(), 0, resampled(voice), voice.words())));
        return pieces;
    }

    /** One voice for all scenes, cut in the middle of the quiet between two of them. */
    private static Map<Integer, Piece> narration(Script script, Map<Integer, Voice> voices) {
        Map<Integer, Piece> pieces = new HashMap<>();
        Voice voice = voices.get(script.narrator());
        if (voice == null) {
            return pieces;
        }
        int part = 0;
        for (int index = 0; index < script.scenes().size(); index++) {
            if (script.scenes().get(index).isSpoken()) {
                int first = voice.cuts().get(part);
                int end = ++part < voice.cuts().size()
                        ? voice.cuts().get(part)
                        : voice.words().size();
                if (first < end) {
                    long from = cut(voice, first);
                    double shift = (double) from / SAMPLE_RATE;
                    List<WordTime> words = voice.words().subList(first, end).stream()
                            .map(word -> new WordTime(word.word(), word.start() - shift, word.end() - shift))
                            .toList();
                    pieces.put(index, new Piece(voice.key(), from, cut(voice, end) - from, words));
                }
            }
        }
        return pieces;
    }

    private static long cut(Voice voice, int word) {
        List<WordTime> words = voice.words();
        if (word == 0) {
            return 0;
        } else if (word == words.size()) {
            return resampled(voice);
        }
        return samples((words.get(word - 1).end() + words.get(word).start()) / 2);
    }

    /** Notices after the last message have no message to come with, and take the time of a silent scene. */
    private static int lastTimed(List<Scene> scenes) {
        int last = scenes.size() - 1;
        while (last >= 0 && scenes.get(last).kind().isNotice()) {
            last--;
        }
        return last;
    }

    private static long resampled(Voice voice) {
        return -Math.floorDiv(-voice.samples() * SAMPLE_RATE, (long) voice.sampleRate());
    }

    private static long samples(double seconds) {
        return Math.round(seconds * SAMPLE_RATE);
    }
}
