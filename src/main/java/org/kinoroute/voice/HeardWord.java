package org.kinoroute.voice;

/**
 * A word as somebody else heard it: an engine, or a transcription.
 *
 * @param start seconds; null: not known
 * @param end seconds; null: not known
 */
public record HeardWord(String word, Double start, Double end) {}
