package org.kinoroute.video;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How a video is made where its maker does not say.
 *
 * @param size of a chat's frame, {@code WIDTHxHEIGHT} in pixels
 * @param fps frames per second, 10 to 60
 * @param layout {@code scroll} or {@code groups}
 * @param messagesPerGroup in {@code groups}
 * @param startBuffer before the first voice, seconds
 * @param endBuffer after the last voice, seconds
 * @param pause between scenes, seconds
 * @param silence how long a scene with nothing to say lasts, seconds
 * @param motion whether bubbles pop in, the list scrolls and the typing indicator runs
 */
@ConfigurationProperties("kinoroute.video")
public record VideoDefaults(
        @DefaultValue("1080x1920") String size,
        @DefaultValue("30") int fps,
        @DefaultValue("scroll") String layout,
        @DefaultValue("4") int messagesPerGroup,
        @DefaultValue("1.0") double startBuffer,
        @DefaultValue("3.0") double endBuffer,
        @DefaultValue("0.5") double pause,
        @DefaultValue("1.5") double silence,
        @DefaultValue("true") boolean motion) {}
