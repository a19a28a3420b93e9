package org.kinoroute.video;

/** A rectangle of a sheet, in pixels; {@code sheet} is the sheet's place in its list. */
public record Sprite(int sheet, int x, int y, int width, int height) {}
