package org.kinoroute.compose;

/** FFmpeg refused: what was tried, and what it said. */
public class MediaException extends RuntimeException {

    private final int code;

    MediaException(String what, int code, String said) {
        super(what + ": " + said);
        this.code = code;
    }

    int code() {
        return code;
    }
}
