package org.kinoroute.compose;

import java.util.Arrays;
import java.util.Iterator;
import org.kinoroute.store.ObjectStore;
import org.kinoroute.video.Timeline;
import org.kinoroute.video.Timeline.Cue;

/** All voices of a video, each from exactly its cue's first sample to its last, and silence elsewhere. */
final class VoiceMix implements SoundSource {

    /** Faded in and out at the edges of a voice, against clicks; 1.5 ms at 48 kHz. */
    private static final int EDGE = 72;

    private final ObjectStore store;
    private final Timeline timeline;
    private final Iterator<Cue> cues;
    private final float[] voiceLeft;
    private final float[] voiceRight;
    private Cue cue;
    private SoundFile voice;
    private long position;

    VoiceMix(Timeline timeline, ObjectStore store) {
        this.timeline = timeline;
        this.store = store;
        cues = timeline.cues().stream()
                .filter(any -> any.audio() != null && any.voice() > 0)
                .iterator();
        voiceLeft = new float[SoundTrack.BLOCK];
        voiceRight = new float[SoundTrack.BLOCK];
        cue = cues.hasNext() ? cues.next() : null;
    }

    @Override
    public int read(float[] left, float[] right, int count) {
        int block = (int) Math.min(count, timeline.samples() - position);
        Arrays.fill(left, 0, block, 0);
        Arrays.fill(right, 0, block, 0);
        long end = position + block;
        while (cue != null && cue.start() < end) {
            long from = Math.max(position, cue.start());
            long to = Math.min(end, cue.start() + cue.voice());
            add(left, right, (int) (from - position), (int) (to - from), from - cue.start());
            if (cue.start() + cue.voice() > end) {
                break;
            }
            next();
        }
        position = end;
        return block;
    }

    private void add(float[] left, float[] right, int at, int count, long offset) {
        if (voice == null) {
            voice = new SoundFile(store.fetch(cue.audio()), timeline.sampleRate());
            skip(cue.offset());
        }
        for (int done = 0; done < count; ) {
            // A file that is shorter than its cue by rounding is followed by silence.
            int part = voice.read(voiceLeft, voiceRight, Math.min(count - done, voiceLeft.length));
            if (part == 0) {
                return;
            }
            for (int i = 0; i < part; i++) {
                long sample = offset + done + i;
                long edge = Math.min(sample, cue.voice() - 1 - sample);
                float gain = edge >= EDGE ? 1 : (float) (edge + 1) / (EDGE + 1);
                left[at + done + i] += voiceLeft[i] * gain;
                right[at + done + i] += voiceRight[i] * gain;
            }
            done += part;
        }
    }

    private void skip(long samples) {
        for (long left = samples; left > 0; ) {
            int read = voice.read(voiceLeft, voiceRight, (int) Math.min(left, voiceLeft.length));
            if (read == 0) {
                return;
            }
            left -= read;
        }
    }

    private void next() {
        if (voice != null) {
            voice.close();
            voice = null;
        }
        cue = cues.hasNext() ? cues.next() : null;
    }

    @Override
    public void close() {
        if (voice != null) {
            voice.close();
            voice = null;
        }
    }
}
