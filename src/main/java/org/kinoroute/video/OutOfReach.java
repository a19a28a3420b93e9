package org.kinoroute.video;

/** A service that all stages share, such as the database, cannot be reached for now. */
public class OutOfReach extends Unavailable {

    public OutOfReach(String message) {
        super(message);
    }
}
