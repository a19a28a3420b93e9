package org.kinoroute.voice;

import java.util.Map;

/**
 * A voice that a maker can choose.
 *
 * @param id as a submission names it
 * @param name for people
 * @param description for people
 * @param engine that speaks it
 * @param language that it speaks; null: any
 * @param gender {@code male} or {@code female}; null: not known
 * @param character who speaks with it, in a mapping; else null
 * @param isMapping whether it was added: a character's voice, or a recorded one
 * @param isSample whether it was recorded
 * @param owner who added it; null: it is for all
 * @param seconds of the recording; else null
 * @param consent of whose recorded voice it is: {@code by}, {@code for}, {@code at}; else null
 * @param preview path of a sentence in this voice
 */
public record VoiceChoice(
        String id,
        String name,
        String description,
        String engine,
        String language,
        String gender,
        String character,
        boolean isMapping,
        boolean isSample,
        String owner,
        Double seconds,
        Map<String, String> consent,
        String preview) {}
