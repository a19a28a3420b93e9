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
 */
public record Composition(
        String title,
        String language,
        Settings settings,
        Timeline timeline,
        ChatLayout chat,
        Map<Integer, Shot> shots,
        CaptionCards captions) {

    /** A composition that shows the chat throughout. */
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
