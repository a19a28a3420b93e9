package org.kinoroute.voice;

import org.kinoroute.video.Unavailable;

/** A part of the synthesiser is not on this machine; the message says in one line what to install. */
public class EngineMissingException extends Unavailable {

    public EngineMissingException(String message, Throwable cause) {
        super(message, cause);
    }
}
