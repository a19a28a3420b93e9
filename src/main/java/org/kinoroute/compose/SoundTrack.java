package org.kinoroute.compose;

import java.nio.file.Path;
import java.util.function.Supplier;
import org.kinoroute.store.ObjectStore;
import org.kinoroute.video.Composition;
import org.kinoroute.video.Timeline;

/**
 * Makes the sound of a whole video: voices, music below them, and the loudness that platforms ask for. The sound is
 * mixed anew for each pass over it, so that memory does not grow with its length.
 */
public final class SoundTrack {

    /** Samples that are worked on at a time. */
    static final int BLOCK = 1024;

    /** Encoding lets peaks grow a little. */
    private static final double MARGIN = 0.5;

    /** Louder than this, noise would be all that is heard; dB. */
    private static final double MOST_GAIN = 40;

    private static final double CLOSE_ENOUGH = 0.1;
    private static final int TRIES = 4;

    private final ObjectStore store;
    private final ComposeProperties properties;

    public SoundTrack(ObjectStore store, ComposeProperties properties) {
        this.store = store;
        this.properties = properties;
    }

    /** Writes the sound as an MP4 with one AAC stream, exactly as long as the timeline. */
    public void encode(Composition composition, Path out, Progress progress) {
        Timeline timeline = composition.timeline();
        Supplier<SoundSource> mix = mix(composition, progress);
        double ceiling = factor(properties.truePeak() - MARGIN);
        double gain = factor(gain(mix, timeline, ceiling, progress));
        try (SoundSource source = new Limiter(mix.get(), gain, ceiling);
                AacWriter writer =
                        new AacWriter(out, timeline.sampleRate(), properties.audioBitrate(), timeline.samples())) {
            float[] left = new float[BLOCK];
            float[] right = new float[BLOCK];
            long done = 0;
            while (done < timeline.samples()) {
                progress.check();
                int count = source.read(left, right, writer.block());
                writer.put(left, right, count);
                done += count;
                progress.done(done, timeline.samples());
            }
            writer.finish();
        }
    }

    private Supplier<SoundSource> mix(Composition composition, Progress progress) {
        Timeline timeline = composition.timeline();
        String key = composition.settings().music();
        Supplier<SoundSource> voices = () -> new VoiceMix(timeline, store);
        if (key == null) {
            return voices;
        }
        Path file = store.fetch(key);
        Supplier<SoundSource> music = () -> new SoundFile(file, timeline.sampleRate());
        double voice = measure(voices, timeline, progress);
        // Music is mixed by how loud it is, not by how loud its file happens to be.
        double song = measure(music, timeline, progress);
        double level = (voice > Loudness.SILENCE ? voice : properties.loudness()) + properties.musicVolume();
        double gain = song > Loudness.SILENCE ? factor(level - song) : 1;
        return () -> new MusicMix(voices.get(), music, timeline, gain, properties.ducking());
    }

    /** By how much the sound must be turned up to be as loud as wanted after its peaks are held down; dB. */
    private double gain(Supplier<SoundSource> mix, Timeline timeline, double ceiling, Progress progress) {
        Limiter dry = new Limiter(mix.get(), 1, Float.MAX_VALUE);
        double loudness;
        try (dry) {
            loudness = Loudness.measure(dry, timeline.sampleRate(), timeline.samples(), progress);
        }
        if (loudness <= Loudness.SILENCE) {
            return 0;
        }
        double gain = Math.min(MOST_GAIN, properties.loudness() - loudness);
        boolean limited = dry.highest() * factor(gain) > ceiling;
        for (int i = 0; limited && i < TRIES; i++) {
            double tried = gain;
            double missing = properties.loudness()
                    - measure(() -> new Limiter(mix.get(), factor(tried), ceiling), timeline, progress);
            if (Math.abs(missing) < CLOSE_ENOUGH) {
                break;
            }
            gain = Math.min(MOST_GAIN, gain + missing);
        }
        return gain;
    }

    private static double measure(Supplier<SoundSource> sound, Timeline timeline, Progress progress) {
        try (SoundSource source = sound.get()) {
            return Loudness.measure(source, timeline.sampleRate(), timeline.samples(), progress);
        }
    }

    private static double factor(double decibels) {
        return Math.pow(10, decibels / 20);
    }
}
