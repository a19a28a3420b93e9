package org.kinoroute.compose;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * How large what people hand in may be.
 *
 * @param pictureSize bytes of a picture
 * @param picturePixels width times height of a picture, read before it is decoded
 * @param videoSize bytes of a clip or a background video
 * @param videoPixels width times height of a clip or a background video
 * @param videoFrames pictures in a clip or a background video
 * @param clipTime how long a clip may last
 * @param backgroundTime how long a background video may last
 * @param soundSize bytes of music or a voice
 * @param musicTime how long music may last
 * @param voiceTime how long a recorded voice may last
 */
@ConfigurationProperties("kinoroute.uploads")
public record UploadProperties(
        @DefaultValue("25MB") DataSize pictureSize,
        @DefaultValue("50000000") long picturePixels,
        @DefaultValue("200MB") DataSize videoSize,
        @DefaultValue("9000000") long videoPixels,
        @DefaultValue("36000") long videoFrames,
        @DefaultValue("60s") Duration clipTime,
        @DefaultValue("10m") Duration backgroundTime,
        @DefaultValue("60MB") DataSize soundSize,
        @DefaultValue("15m") Duration musicTime,
        @DefaultValue("2m") Duration voiceTime) {

    /** What holds where nothing is configured. */
    static UploadProperties defaults() {
        return new UploadProperties(
                DataSize.ofMegabytes(25),
                50_000_000,
                DataSize.ofMegabytes(200),
                9_000_000,
                36_000,
                Duration.ofSeconds(60),
                Duration.ofMinutes(10),
                DataSize.ofMegabytes(60),
                Duration.ofMinutes(15),
                Duration.ofMinutes(2));
    }
}
