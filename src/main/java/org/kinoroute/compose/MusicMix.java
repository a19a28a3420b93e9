package org.kinoroute.compose;

import java.util.function.Supplier;
import org.kinoroute.video.Timeline;
import org.kinoroute.video.Timeline.Cue;

/** Music over and over below the voices; it makes room a little before somebody speaks and comes back afterwards. */
final class MusicMix implements SoundSource {

    private static final double AHEAD = 0.2;
    private static final double HOLD = 0.25;
    private static final double ATTACK = 0.08;
    private static final double RELEASE = 0.4;
    private static final double FADE_IN = 0.5;
    private static final double FADE_OUT = 2;

    private final SoundSource voices;
    private final Supplier<SoundSource> again;
    private final Timeline timeline;
    private final double gain;
    private final double ducking;
    private final float[] musicLeft = new float[SoundTrack.BLOCK];
    private final float[] musicRight = new float[SoundTrack.BLOCK];
    private SoundSource music;
    private long position;
    private int cue;
    /** 1 while somebody speaks, 0 in long pauses. */
    private double spoken;

    /**
     * @param again opens the music from its start
     * @param gain of the music, a factor
     * @param ducking under the voice, dB
     */
    MusicMix(SoundSource voices, Supplier<SoundSource> again, Timeline timeline, double gain, double ducking) {
        this.voices = voices;
        this.again = again;
        this.timeline = timeline;
        this.gain = gain;
        this.ducking = ducking;
        music = again.get();
    }

    @Override
    public int read(float[] left, float[] right, int count) {
        int block = voices.read(left, right, Math.min(count, SoundTrack.BLOCK));
        fill(block);
        double rate = timeline.sampleRate();
        for (int i = 0; i < block; i++) {
            long at = position + i;
            boolean speaks = speaks(at);
            spoken += ((speaks ? 1 : 0) - spoken) / (rate * (speaks ? ATTACK : RELEASE));
            double fade = Math.min(1, Math.min(at / (FADE_IN * rate), (timeline.samples() - at) / (FADE_OUT * rate)));
            float level = (float) (gain * fade * Math.exp(-spoken * ducking * 0.11512925464970229));
            left[i] += musicLeft[i] * level;
            right[i] += musicRight[i] * level;
        }
        position += block;
        return block;
    }

    private boolean speaks(long at) {
        while (cue < timeline.cues().size() && hold(timeline.cues().get(cue)) <= at) {
            cue++;
        }
        if (cue == timeline.cues().size()) {
            return false;
        }
        Cue next = timeline.cues().get(cue);
        return next.start() - Math.round(AHEAD * timeline.sampleRate()) <= at;
    }

    /** Until when a cue turns the music down; at once over where nothing is said. */
    private long hold(Cue spoken) {
        return spoken.audio() == null
                ? Long.MIN_VALUE
                : spoken.start() + spoken.voice() + Math.round(HOLD * timeline.sampleRate());
    }

    private void fill(int count) {
        int done = music.read(musicLeft, musicRight, count);
        float[] left = new float[0];
        float[] right = new float[0];
        while (done < count) {
            music.close();
            music = again.get();
            if (left.length == 0) {
                left = new float[count];
                right = new float[count];
            }
            int part = music.read(left, right, count - done);
            if (part == 0) {
                throw new MediaException("Cannot use the music", 0, "there is no sound in it");
            }
            System.arraycopy(left, 0, musicLeft, done, part);
            System.arraycopy(right, 0, musicRight, done, part);
            done += part;
        }
    }

    @Override
    public void close() {
        voices.close();
        music.close();
    }
}
