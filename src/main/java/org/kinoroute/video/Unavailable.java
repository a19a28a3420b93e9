package org.kinoroute.video;

/**
 * A part that is missing, busy or out of reach, through no fault of the input; the message is one line that says what,
 * and how to mend it.
 */
public class Unavailable extends RuntimeException {

    public Unavailable(String message) {
        super(message);
    }

    public Unavailable(String message, Throwable cause) {
        super(message, cause);
    }
}
