package org.kinoroute.assembly;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.kinoroute.video.Scene;
import org.kinoroute.video.Script;
import org.kinoroute.video.Settings;
import org.kinoroute.video.Timeline;
import org.kinoroute.video.Timeline.Cue;
import org.kinoroute.video.Voice;

/** Lays scenes out in time: start buffer, each voice with its pause, end buffer. */
final class Timelines {

    /** Samples per second of the output's sound. */
    static final int SAMPLE_RATE = 48_000;

    private Timelines() {}

    /**
     * @param voices by index of their scene; a scene without one is silent for a while, a notice takes no time
     */
    static Timeline of(Script script, Settings settings, Map<Integer, Voice> voices) {
        List<Scene> scenes = script.scenes();
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
            Voice voice = voices.get(index);
            long length = voice == null ? samples(settings.silence()) : resampled(voice);
            long pause = index == scenes.size() - 1 ? 0 : samples(settings.pause());
            cues.add(new Cue(
                    index,
                    now,
                    length,
                    pause,
                    scene.from(),
                    scene.isSpoken() ? scene.text() : null,
                    voice == null ? null : voice.key(),
                    voice == null ? List.of() : voice.words()));
            now += length + pause;
        }
        return new Timeline(SAMPLE_RATE, cues, now + samples(settings.endBuffer()));
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
