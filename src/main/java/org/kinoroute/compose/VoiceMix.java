package org.kinoroute.compose;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import org.kinoroute.store.ObjectStore;
import org.kinoroute.video.Timeline;
import org.kinoroute.video.Timeline.Cue;

/**
 * All voices of a video, each from exactly its cue's first sample to its last, and silence elsewhere. Cues that tell one
 * WAV on without a pause are heard in one go.
 */
final class VoiceMix implements SoundSource {

    /** Faded in and out at the edges of a voice, against clicks; 1.5 ms at 48 kHz. */
    private static final int EDGE = 72;

    private final ObjectStore store;
    private final Timeline timeline;
    private final Iterator<Spoken> all;
    private final float[] voiceLeft;
    private final float[] voiceRight;
    private Spoken spoken;
    private SoundFile voice;
    private String open;
    /** Samples that were read of the open voice. */
    private long voicePosition;

    private long position;

    VoiceMix(Timeline timeline, ObjectStore store) {
        this.timeline = timeline;
        this.store = store;
        all = spoken(timeline.cues()).iterator();
        voiceLeft = new float[SoundTrack.BLOCK];
        voiceRight = new float[SoundTrack.BLOCK];
        spoken = all.hasNext() ? all.next() : null;
    }

    /**
     * What is heard without a break.
     *
     * @param start first sample, in the video
     * @param audio key of the WAV
     * @param offset first sample, in the WAV
     * @param length samples
     */
    private record Spoken(long start, String audio, long offset, long length) {

        boolean goesOn(Cue cue) {
            return audio.equals(cue.audio()) && start + length == cue.start() && offset + length == cue.offset();
        }

        long end() {
            return start + length;
        }
    }

    private static List<Spoken> spoken(List<Cue> cues) {
        List<Spoken> all = new ArrayList<>();
        for (Cue cue : cues) {
            if (cue.audio() != null && cue.voice() > 0) {
                int last = all.size() - 1;
                if (last >= 0 && all.get(last).goesOn(cue)) {
                    Spoken before = all.get(last);
                    all.set(last, new Spoken(before.start, before.audio, before.offset, before.length + cue.voice()));
                } else {
                    all.add(new Spoken(cue.start(), cue.audio(), cue.offset(), cue.voice()));
                }
            }
        }
        return all;
    }

    @Override
    public int read(float[] left, float[] right, int count) {
        int block = (int) Math.min(count, timeline.samples() - position);
        Arrays.fill(left, 0, block, 0);
        Arrays.fill(right, 0, block, 0);
        long end = position + block;
        while (spoken != null && spoken.start < end) {
            long from = Math.max(position, spoken.start);
            long to = Math.min(end, spoken.end());
            add(left, right, (int) (from - position), (int) (to - from), from - spoken.start);
            if (spoken.end() > end) {
                break;
            }
            spoken = all.hasNext() ? all.next() : null;
        }
        position = end;
        return block;
    }

    private void add(float[] left, float[] right, int at, int count, long offset) {
        if (offset == 0) {
            open();
        }
        for (int done = 0; done < count; ) {
            // A file that is shorter than its cue by rounding is followed by silence.
            int part = voice.read(voiceLeft, voiceRight, Math.min(count - done, voiceLeft.length));
            voicePosition += part;
            if (part == 0) {
                return;
            }
            for (int i = 0; i < part; i++) {
                long sample = offset + done + i;
                long edge = Math.min(sample, spoken.length - 1 - sample);
                float gain = edge >= EDGE ? 1 : (float) (edge + 1) / (EDGE + 1);
                left[at + done + i] += voiceLeft[i] * gain;
                right[at + done + i] += voiceRight[i] * gain;
            }
            done += part;
        }
    }

    /** Goes to where the voice begins; a narration that is cut over scenes is read on. */
    private void open() {
        if (voice == null || !spoken.audio.equals(open) || spoken.offset < voicePosition) {
            close();
            voice = new SoundFile(store.fetch(spoken.audio), timeline.sampleRate());
            open = spoken.audio;
            voicePosition = 0;
        }
        while (voicePosition < spoken.offset) {
            int wanted = (int) Math.min(spoken.offset - voicePosition, voiceLeft.length);
            int read = voice.read(voiceLeft, voiceRight, wanted);
            if (read == 0) {
                return;
            }
            voicePosition += read;
        }
    }

    @Override
    public void close() {
        if (voice != null) {
            voice.close();
            voice = null;
        }
    }
}
