package org.kinoroute.compose;

import java.nio.file.Path;
import java.util.function.Supplier;
import org.kinoroute.store.ObjectStore;
import org.kinoroute.video.Composition;
import org.kinoroute.video.Timeline;

/** Makes the sound of a whole video: voices, music below them, and the loudness that platforms ask for. */
public final class SoundTrack {

    /** Samples that are worked on at a time. */
    static final int BLOCK = 1024;

    private final ObjectStore store;
    private final ComposeProperties properties;

    public SoundTrack(ObjectStore store, ComposeProperties properties) {
        this.store = store;
        this.properties = properties;
    }

    /** Writes the sound as an MP4 with one AAC stream, exactly as long as the timeline. */
    public void encode(Composition composition, Path out, Progress progress) {
        Timeline timeline = composition.timeline();
        Supplier<SoundSource> mix = () -> new VoiceMix(timeline, store);
        try (SoundSource source = mix.get();
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
}
