package org.kinoroute.video;

/**
 * Input that cannot be used, told to the person who gave it: what is wrong, where, and how to mend it.
 *
 * <p>The message is one line that stands by itself, e.g. {@code chat.yaml:12: scenes[3].time: "25:99" is no time of day;
 * write it like 14:02}.
 */
public class Problem extends RuntimeException {

    public Problem(String message) {
        super(message);
    }

    public Problem(String message, Throwable cause) {
        super(message, cause);
    }
}
