package org.kinoroute.compose;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How videos are composed.
 *
 * @param preset of libx264
 * @param crf constant rate factor of libx264; lower is better and larger
 * @param threads of one encoder; 0: as many as there are processors. Part of what makes a video bit for bit the same
 * @param segmentSeconds how long a segment is about, before it is cut at the next scene
 * @param backgroundSeconds what of a longer background video is used at most, before it starts again
 * @param audioBitrate of the AAC sound, bits per second
 * @param loudness integrated loudness of the sound, LUFS
 * @param truePeak limit of the sound's true peak, dBTP
 * @param musicVolume of the music against the voice where nobody speaks, dB
 * @param ducking how much the music is turned down under the voice, dB
 * @param clipSeconds how long a clip that somebody brings along may be
 */
@ConfigurationProperties("kinoroute.compose")
public record ComposeProperties(
        @DefaultValue("veryfast") String preset,
        @DefaultValue("23") double crf,
        @DefaultValue("0") int threads,
        @DefaultValue("20") double segmentSeconds,
        @DefaultValue("120") double backgroundSeconds,
        @DefaultValue("160000") int audioBitrate,
        @DefaultValue("-14") double loudness,
        @DefaultValue("-1") double truePeak,
        @DefaultValue("-12") double musicVolume,
        @DefaultValue("12") double ducking,
        @DefaultValue("60") double clipSeconds) {

    /** What holds where nothing is configured. */
    public static ComposeProperties defaults() {
        return new ComposeProperties("veryfast", 23, 0, 20, 120, 160_000, -14, -1, -12, 12, 60);
    }

    /** The same with all that would follow from the machine settled, for other machines to encode alike. */
    ComposeProperties settled() {
        return withThreads(encoderThreads());
    }

    /** Whether what was settled elsewhere is what is wanted here, wherever it is encoded. */
    boolean agreesWith(ComposeProperties settled) {
        return (threads == 0 ? withThreads(settled.threads) : this).equals(settled);
    }

    private ComposeProperties withThreads(int number) {
        return new ComposeProperties(
                preset,
                crf,
                number,
                segmentSeconds,
                backgroundSeconds,
                audioBitrate,
                loudness,
                truePeak,
                musicVolume,
                ducking,
                clipSeconds);
    }

    int encoderThreads() {
        return threads > 0 ? threads : Runtime.getRuntime().availableProcessors();
    }
}
