package org.kinoroute.jobber;

import org.kinoroute.video.OutageSign;
import org.kinoroute.video.Unavailable;
import org.springframework.stereotype.Component;

/** A worker's process that could not reach the database, the broker or the store: it says so by its exit status. */
public final class ServicesAway extends Unavailable {

    /** EX_TEMPFAIL of sysexits.h: try it again later. */
    public static final int STATUS = 75;

    ServicesAway(String queue) {
        super("the worker process of the queue " + queue + " could not reach the database, the broker or the store");
    }

    @Component
    static final class Sign implements OutageSign {

        @Override
        public boolean isSeenIn(Throwable cause) {
            return cause instanceof ServicesAway;
        }
    }
}
