package org.kinoroute.visual;

import org.kinoroute.video.Unavailable;

/** The browser is missing, or failed twice at the same picture. */
public class BrowserException extends Unavailable {

    BrowserException(String message, Throwable cause) {
        super(message, cause);
    }
}
