package org.kinoroute.video;

import java.util.Map;
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
 * @param motion whether bubbles pop in, the list scrolls, layers enter and photos move
 * @param formats by name of the format, what is otherwise there than in a chat
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
        @DefaultValue("true") boolean motion,
        @DefaultValue Map<String, OfFormat> formats) {

    /**
     * What is otherwise in a format than in a chat; null: as in a chat.
     *
     * @param size of the frame, {@code WIDTHxHEIGHT} in pixels
     * @param captions name of a style in {@code config/captions}, or {@code off}
     * @param transition how long one picture fades into the next, seconds
     * @param startBuffer before the first voice, seconds
     * @param endBuffer after the last voice, seconds
     * @param pause between scenes, seconds
     */
    public record OfFormat(
            String size, String captions, Double transition, Double startBuffer, Double endBuffer, Double pause) {}

    /** The defaults of a format. */
    public OfFormat of(String format) {
        OfFormat own = formats.getOrDefault(format, new OfFormat(null, null, null, null, null, null));
        return new OfFormat(
                own.size == null ? size : own.size,
                own.captions == null ? "off" : own.captions,
                own.transition == null ? Double.valueOf(0) : own.transition,
                own.startBuffer == null ? Double.valueOf(startBuffer) : own.startBuffer,
                own.endBuffer == null ? Double.valueOf(endBuffer) : own.endBuffer,
                own.pause == null ? Double.valueOf(pause) : own.pause);
    }
}
