package org.kinoroute.voice;

import java.util.List;

/**
 * What a server answers that tells times too.
 *
 * @param audio of any kind
 * @param heard when which word is heard; null: it does not tell
 */
public record TimedAudio(byte[] audio, List<HeardWord> heard) {}
