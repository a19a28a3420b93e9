package org.kinoroute.video;

/**
 * All that composition needs to know of a video; media by key.
 *
 * @param title for the file's metadata
 * @param language BCP 47 tag, for the file's metadata
 * @param settings size, rate, layout, motion, background, music
 * @param timeline what is heard and seen when
 * @param chat the chat's pictures
 * @param captions the burned-in captions' pictures, or null
 */
public record Composition(
        String title, String language, Settings settings, Timeline timeline, ChatLayout chat, CaptionCards captions) {}
