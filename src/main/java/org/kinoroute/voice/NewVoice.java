package org.kinoroute.voice;

/**
 * A voice that somebody adds.
 *
 * @param name for people; null: the character's, or the recording's
 * @param character who is to speak with it; null: nobody by itself
 * @param voice {@code [engine:]voice}; null where a recording comes with it
 * @param language BCP 47 tag, or null
 * @param gender {@code male} or {@code female}, or null
 * @param consent null: none was given
 */
record NewVoice(String name, String character, String voice, String language, String gender, Given consent) {

    /** That somebody's voice may be cloned: {@code for} what. */
    record Given(String by, @com.fasterxml.jackson.annotation.JsonProperty("for") String purpose) {}
}
