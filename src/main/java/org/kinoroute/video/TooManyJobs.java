package org.kinoroute.video;

/** An owner has as many videos under way as may be; when one is over, the next is welcome. */
public class TooManyJobs extends Problem {

    /** Seconds after which it is worth another try. */
    public static final int RETRY_AFTER = 30;

    public TooManyJobs(int open, int most) {
        super(open + " videos are under way, and " + most + " may be; wait until one is over, or cancel one");
    }
}
