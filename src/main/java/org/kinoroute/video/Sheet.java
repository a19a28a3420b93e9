package org.kinoroute.video;

/**
 * A tall picture out of which sprites are cut.
 *
 * @param key of the PNG (with alpha) in the store
 * @param width in pixels
 * @param height in pixels
 */
public record Sheet(String key, int width, int height) {}
