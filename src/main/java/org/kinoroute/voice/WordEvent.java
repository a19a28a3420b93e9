package org.kinoroute.voice;

/**
 * The synthesiser begins a word.
 *
 * @param offset of its first character in the spoken text, in UTF-16 units as {@link String} counts them
 * @param length in UTF-16 units
 * @param sample where its sound begins
 */
public record WordEvent(int offset, int length, long sample) {}
