package org.kinoroute.compose;

import java.nio.charset.StandardCharsets;
import org.kinoroute.store.ContentKey;
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

    /** Differs where anything that decides the bytes of a segment differs. */
    String fingerprint() {
        String all = this + " " + encoderThreads();
        return ContentKey.sha256(all.getBytes(StandardCharsets.UTF_8)).substring(0, 12);
    }

    int encoderThreads() {
        return threads > 0 ? threads : Runtime.getRuntime().availableProcessors();
    }
}
