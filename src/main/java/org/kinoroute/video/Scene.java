package org.kinoroute.video;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Map;

/**
 * One spoken line with its visual; in a chat, one message, day pill or system line.
 *
 * @param kind what is shown
 * @param from the participant who speaks; null for {@code day} and {@code system}
 * @param text what is shown, every character of it; null where there is none (a sticker, a photo without a caption).
 *     For {@code day} and {@code system} the words of the pill
 * @param say what is spoken instead of the text; null: the text; empty: nothing
 * @param language BCP 47 tag in lower case where it differs from the script's, else null
 * @param time shown at the message, e.g. {@code 14:02}; null: none
 * @param status ticks of a message of "me"; null elsewhere
 * @param replyTo index of the scene that is quoted, or null
 * @param reactions emojis with who gave them; may be empty
 * @param media picture of {@code image} and {@code sticker}; null elsewhere
 * @param seconds length shown on a {@code voice_note}; 0 elsewhere
 * @param forwarded a "forwarded" label above the message
 * @param edited an "edited" label at the time
 * @param visual of a {@code visual}; null elsewhere
 */
public record Scene(
        Kind kind,
        String from,
        String text,
        String say,
        String language,
        String time,
        Status status,
        Integer replyTo,
        List<Reaction> reactions,
        Asset media,
        int seconds,
        boolean forwarded,
        boolean edited,
        Visual visual) {

    /** A scene of the chat. */
    public Scene(
            Kind kind,
            String from,
            String text,
            String say,
            String language,
            String time,
            Status status,
            Integer replyTo,
            List<Reaction> reactions,
            Asset media,
            int seconds,
            boolean forwarded,
            boolean edited) {
        this(
                kind, from, text, say, language, time, status, replyTo, reactions, media, seconds, forwarded, edited,
                null);
    }

    public Scene {
        reactions = reactions == null ? List.of() : List.copyOf(reactions);
    }

    public Scene withMedia(Asset media) {
        return new Scene(
                kind, from, text, say, language, time, status, replyTo, reactions, media, seconds, forwarded, edited,
                visual);
    }

    public Scene withVisual(Visual visual) {
        return new Scene(
                kind, from, text, say, language, time, status, replyTo, reactions, media, seconds, forwarded, edited,
                visual);
    }

    /** A plain message. */
    public static Scene message(String from, String text) {
        return new Scene(Kind.MESSAGE, from, text, null, null, null, null, null, List.of(), null, 0, false, false);
    }

    /** Whether its words are to be spoken; words with nothing to say, such as emojis, are found out by the voice. */
    @JsonIgnore
    public boolean isSpoken() {
        String words = say == null ? text : say;
        return from != null && words != null && !words.isBlank() && kind.isSpoken();
    }

    /** What a scene of a chat shows. */
    public enum Kind {
        @JsonProperty("message")
        MESSAGE,
        /** A picture, with the text as its caption. */
        @JsonProperty("image")
        IMAGE,
        @JsonProperty("sticker")
        STICKER,
        /** A voice message; its text is spoken and not shown. */
        @JsonProperty("voice_note")
        VOICE_NOTE,
        @JsonProperty("deleted")
        DELETED,
        /** Media of an export that is not there: a grey line such as "Media omitted". */
        @JsonProperty("omitted")
        OMITTED,
        @JsonProperty("day")
        DAY,
        @JsonProperty("system")
        SYSTEM,
        /** A picture of its own that fills the frame instead of the chat while the text is spoken. */
        @JsonProperty("visual")
        VISUAL;

        /** Whether it is a line between the messages, which comes with the next message and takes no time of its own. */
        public boolean isNotice() {
            return this == DAY || this == SYSTEM;
        }

        boolean isSpoken() {
            return this == MESSAGE || this == IMAGE || this == VOICE_NOTE || this == VISUAL;
        }
    }

    /** Ticks. */
    public enum Status {
        @JsonProperty("sent")
        SENT,
        @JsonProperty("delivered")
        DELIVERED,
        @JsonProperty("read")
        READ
    }

    /**
     * What a scene shows in place of the chat.
     *
     * @param kind names the route that makes it, {@code direct:visual-<kind>}
     * @param file that the script brings along, such as a photo or a clip; null: it is made
     * @param properties all else that the script says of it
     */
    public record Visual(String kind, Asset file, Map<String, Object> properties) {
        public Visual {
            properties = properties == null ? Map.of() : properties;
        }
    }

    /** An emoji, and how many gave it (1 or more). */
    public record Reaction(String emoji, int count) {}
}
