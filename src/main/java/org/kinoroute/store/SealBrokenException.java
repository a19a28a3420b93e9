package org.kinoroute.store;

import java.io.IOException;
import java.io.UncheckedIOException;

/** A sealed object that cannot be what was stored under its key: changed, cut short, swapped, or for another key. */
public class SealBrokenException extends UncheckedIOException {

    SealBrokenException(String key, String why) {
        super(new IOException("The object " + key + " of the store cannot be read: " + why));
    }

    SealBrokenException(String key, String why, Throwable cause) {
        super(new IOException("The object " + key + " of the store cannot be read: " + why, cause));
    }
}
