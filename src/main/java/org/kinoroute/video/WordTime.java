package org.kinoroute.video;

/**
 * When one word of a scene is spoken.
 *
 * @param word as the script writes it, with the punctuation at it
 * @param start seconds from the first sample of the scene's voice
 * @param end seconds, at least {@code start} and at most the length of the voice
 */
public record WordTime(String word, double start, double end) {}
