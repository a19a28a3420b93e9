package org.kinoroute.video;

import java.util.Map;

/**
 * All that composition needs to know of a video; media by key.
 *
 * @param title for the file's metadata
 * @param language BCP 47 tag, for the file's metadata
 * @param settings size, rate, layout, motion, background, music
 * @param timeline what is heard and seen when
 * @param chat the chat's pictures, or null where no scene shows it
 * @param shots by index of the scene: what fills the frame instead of the chat
 * @param captions the burned-in captions' pictures, or null
 * @param expected seconds that the video was expected to last by its script alone: what has to be settled before the last
 *     voice is there follows from this
 */
public record Composition(
        String title,
        String language,
        Settings settings,
        Timeline timeline,
        ChatLayout chat,
        Map<Integer, Shot> shots,
        CaptionCards captions,
        double expected) {

    /** A composition that lasts as long as was expected. */
    public Composition(
            String title,
            String language,
            Settings settings,
            Timeline timeline,
            ChatLayout chat,
            Map<Integer, Shot> shots,
            CaptionCards captions) {
        this(title, language, settings, timeline, chat, shots, captions, timeline.getSeconds());
    }

    /** The same that shows the chat throughout. */
    public Composition(
            String title,
            String language,
            Settings settings,
            Timeline timeline,
            ChatLayout chat,
            CaptionCards captions) {
        this(title, language, settings, timeline, chat, Map.of(), captions);
    }

    public Composition {
        shots = shots == null ? Map.of() : Map.copyOf(shots);
    }
}
