package org.kinoroute.video;

/** A rectangle in pixels. */
public record Box(int x, int y, int width, int height) {}
