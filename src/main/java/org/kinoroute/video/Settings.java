package org.kinoroute.video;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * How a video is made, complete: the maker's choices over the defaults of the configuration.
 *
 * @param width of the frame, pixels; even, 240 to 3840
 * @param height of the frame, pixels; even, 240 to 3840
 * @param fps frames per second, 10 to 60
 * @param layout how a chat fills its panel
 * @param messagesPerGroup in {@code groups}
 * @param startBuffer before the first voice, seconds
 * @param endBuffer after the last voice, seconds
 * @param pause after each scene but the last, seconds
 * @param silence how long a scene with nothing to say lasts, seconds
 * @param transition how long one shot fades into the next, seconds; 0: it cuts
 * @param motion bubbles pop in, the list scrolls smoothly, the typing indicator runs; layers enter, photos move
 * @param captions name of a style in {@code config/captions}; null: none burned in
 * @param background key of the background video or picture in the store; null: the chat fills the frame
 * @param music key of the music in the store, or null
 * @param seed of everything that is left to chance
 */
public record Settings(
        int width,
        int height,
        int fps,
        Layout layout,
        int messagesPerGroup,
        double startBuffer,
        double endBuffer,
        double pause,
        double silence,
        double transition,
        boolean motion,
        String captions,
        String background,
        String music,
        long seed) {

    /** Settings of a chat, which has no transitions. */
    public Settings(
            int width,
            int height,
            int fps,
            Layout layout,
            int messagesPerGroup,
            double startBuffer,
            double endBuffer,
            double pause,
            double silence,
            boolean motion,
            String captions,
            String background,
            String music,
            long seed) {
        this(
                width,
                height,
                fps,
                layout,
                messagesPerGroup,
                startBuffer,
                endBuffer,
                pause,
                silence,
                0,
                motion,
                captions,
                background,
                music,
                seed);
    }

    /** How a chat fills its panel. */
    public enum Layout {
        /** The chat grows and scrolls. */
        @JsonProperty("scroll")
        SCROLL,
        /** Some messages, then a fresh start. */
        @JsonProperty("groups")
        GROUPS
    }
}
