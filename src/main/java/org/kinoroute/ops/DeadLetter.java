package org.kinoroute.ops;

import com.rabbitmq.client.GetResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

/**
 * A message that could not be worked on.
 *
 * @param id by which it is named
 * @param video that it is about; null: none that has an id
 * @param queue that it came from; null: not known
 */
record DeadLetter(String id, UUID video, String queue, GetResponse message) {

    static DeadLetter of(GetResponse message) {
        String id = header(message, SetAside.ID);
        return new DeadLetter(
                // Of an older release, or by somebody else: the same as long as it lies there.
                id != null
                        ? id
                        : "unmarked-"
                                + Integer.toHexString(Objects.hash(
                                        Arrays.hashCode(message.getBody()),
                                        String.valueOf(message.getProps().getHeaders()))),
                uuid(header(message, "video_id")),
                header(message, SetAside.QUEUE),
                message);
    }

    /** Whether it was set aside before that moment; one of an older release, which does not say when, was. */
    boolean isBefore(Instant moment) {
        try {
            String at = header(SetAside.AT);
            return at == null || Instant.parse(at).isBefore(moment);
        } catch (DateTimeParseException e) {
            return true;
        }
    }

    /** What people want to know of it. */
    Map<String, String> told() {
        Map<String, String> told = new LinkedHashMap<>();
        told.put("id", id);
        told.put("video", video == null ? "" : video.toString());
        told.put("scene", Objects.toString(header("scene"), ""));
        told.put("stage", Objects.toString(header("stage"), ""));
        told.put("queue", Objects.toString(queue, ""));
        told.put("cause", Objects.toString(header("cause"), ""));
        told.put("at", Objects.toString(header(SetAside.AT), ""));
        told.put("attempts", Objects.toString(header(SetAside.ATTEMPTS), ""));
        told.put("message", beginning(new String(message.getBody(), StandardCharsets.UTF_8)));
        return told;
    }

    String header(String name) {
        return header(message, name);
    }

    private static String header(GetResponse message, String name) {
        Map<String, Object> headers = message.getProps().getHeaders();
        Object value = headers == null ? null : headers.get(name);
        return value == null ? null : value.toString();
    }

    private static UUID uuid(String text) {
        try {
            return text == null ? null : UUID.fromString(text);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private static String beginning(String text) {
        return text.length() > 500 ? text.substring(0, 500) + " …" : text;
    }
}
