package org.kinoroute.voice;

import java.time.Instant;
import org.kinoroute.video.VideoRequest;

/**
 * A recorded voice that may be cloned.
 *
 * @param key in the store; as a voice, it is what {@code --voice CHARACTER=} and mappings name
 * @param name for people
 * @param sha256 of the recording as it came
 * @param seconds how long it is
 */
public record VoiceSample(String key, String name, String sha256, double seconds, Consent consent) {

    /**
     * That somebody's voice may be cloned.
     *
     * @param by whose voice it is, or who speaks for them
     * @param purpose what it may be used for
     * @param at when it was given; null: now
     */
    public record Consent(String by, String purpose, Instant at) {}

    /**
     * A recording that somebody hands in.
     *
     * @param name for people, such as that of its file
     * @param sound of any kind
     * @param consent null: none was given
     * @param owner whose voice it becomes
     */
    public record Offer(String name, byte[] sound, Consent consent, String owner) {

        /** Handed in by somebody on this machine. */
        public Offer(String name, byte[] sound, Consent consent) {
            this(name, sound, consent, VideoRequest.Origin.LOCAL.owner());
        }
    }
}
