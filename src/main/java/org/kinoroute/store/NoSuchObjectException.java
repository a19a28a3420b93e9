package org.kinoroute.store;

/** A key under which nothing lies. */
public class NoSuchObjectException extends RuntimeException {

    public NoSuchObjectException(String key, Throwable cause) {
        super("There is no object " + key + " in the store", cause);
    }
}
