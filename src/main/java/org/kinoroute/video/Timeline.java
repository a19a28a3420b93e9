package org.kinoroute.video;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.List;

/**
 * When each scene of a video is heard and seen, in samples of the output's sound, so that nothing ever drifts: a frame's
 * time is computed from samples, never summed up from rounded frames.
 *
 * @param sampleRate of the output's sound, Hz; all sample counts here are in it
 * @param cues one for each scene, in order
 * @param samples length of the whole video, start and end buffer included
 */
public record Timeline(int sampleRate, List<Cue> cues, long samples) {

    public Timeline {
        cues = List.copyOf(cues);
    }

    /** The frame shown first at or after a sample, at a frame rate: half a frame off at most. */
    public long frameAt(long sample, int fps) {
        return Math.floorDiv(2 * sample * fps + sampleRate, 2L * sampleRate);
    }

    /** Length of the whole video. */
    @JsonIgnore
    public double getSeconds() {
        return (double) samples / sampleRate;
    }

    /** Number of frames of the video. */
    public long frames(int fps) {
        return Math.max(1, frameAt(samples, fps));
    }

    /**
     * One scene in time.
     *
     * @param scene index of the scene
     * @param start first sample of its voice; a notice has that of the scene it comes with
     * @param voice samples of its voice or silence; 0 for a notice
     * @param pause samples of quiet after it; 0 after the last scene and for a notice
     * @param character who speaks; null for a notice
     * @param text what is shown in captions; null where nothing is said
     * @param audio key of its WAV; null where nothing is said
     * @param offset first sample of the WAV that is heard, in the output's rate: 0, unless one WAV tells several scenes
     * @param words times relative to {@code start}, in seconds
     */
    public record Cue(
            int scene,
            long start,
            long voice,
            long pause,
            String character,
            String text,
            String audio,
            long offset,
            List<WordTime> words) {

        /** A cue that is heard from its WAV's first sample. */
        public Cue(
                int scene,
                long start,
                long voice,
                long pause,
                String character,
                String text,
                String audio,
                List<WordTime> words) {
            this(scene, start, voice, pause, character, text, audio, 0, words);
        }

        public Cue {
            words = List.copyOf(words);
        }
    }
}
