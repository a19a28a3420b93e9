package org.kinoroute.visual;

/** The browser is missing, or failed twice at the same picture. */
public class BrowserException extends RuntimeException {

    BrowserException(String message, Throwable cause) {
        super(message, cause);
    }
}
