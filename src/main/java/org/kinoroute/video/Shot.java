package org.kinoroute.video;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * What fills the frame while a scene is told, in place of the chat.
 *
 * @param type how it is shown
 * @param key of the picture or the clip in the store; null for a drawing, whose sheets have keys of their own
 * @param drawing of a {@code DRAWING}; null elsewhere
 * @param motion of a {@code PHOTO}: {@code zoom-in}, {@code zoom-out}, {@code left}, {@code right}, {@code up},
 *     {@code down} or {@code none}; null: one of them, by the video's seed
 */
public record Shot(Type type, String key, Drawing drawing, String motion) {

    /** A picture of the frame's size that stands still. */
    public static Shot still(String key) {
        return new Shot(Type.STILL, key, null, null);
    }

    /** How a shot is shown. */
    public enum Type {
        /** A picture of the frame's size that stands still. */
        @JsonProperty("still")
        STILL,
        /** A picture whose layers enter one after the other. */
        @JsonProperty("drawing")
        DRAWING,
        /** A picture of any size that fills the frame and moves slowly (Ken Burns). */
        @JsonProperty("photo")
        PHOTO,
        /** A piece of video that fills the frame, without its sound; a short one begins again. */
        @JsonProperty("clip")
        CLIP
    }
}
