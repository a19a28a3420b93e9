package org.kinoroute.video;

/** Knows by its errors that a service which all stages share, such as the store, is out of reach. */
public interface OutageSign {

    /** @param cause one error of a chain of causes */
    boolean isSeenIn(Throwable cause);
}
