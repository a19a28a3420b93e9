package org.kinoroute.video;

import java.util.List;
import org.springframework.stereotype.Component;

/** Tells an outage of the database, the broker or the store from a fault of what was worked on, for the routes. */
@Component("outages")
public class Outages {

    /** Longer than any chain of causes that is no circle. */
    private static final int LONGEST = 30;

    private final List<OutageSign> signs;

    public Outages(List<OutageSign> signs) {
        this.signs = List.copyOf(signs);
    }

    /** Whether an error, or what lies behind it, says that a service is out of reach. */
    public boolean isOutage(Throwable error) {
        int depth = 0;
        for (Throwable cause = error; cause != null && depth < LONGEST; cause = cause.getCause()) {
            Throwable one = cause;
            if (one instanceof OutOfReach || signs.stream().anyMatch(sign -> sign.isSeenIn(one))) {
                return true;
            }
            depth++;
        }
        return false;
    }
}
