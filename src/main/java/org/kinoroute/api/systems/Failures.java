package org.kinoroute.api.systems;

import org.kinoroute.video.Causes;
import org.kinoroute.video.FieldProblem;
import org.kinoroute.video.Problem;
import org.kinoroute.video.TooManyJobs;
import org.kinoroute.video.Unavailable;

/** What an error means for a client, whatever its system's way to say so. */
final class Failures {

    private Failures() {}

    /** 400 for what is the client's to mend, 503 for what is missing here, else 500. */
    static int status(Throwable error) {
        Throwable told = told(error);
        if (told instanceof TooManyJobs) {
            return 429;
        }
        return told instanceof Problem ? 400 : told instanceof Unavailable ? 503 : 500;
    }

    /** In one line for people; what was not made for them stays in the log. */
    static String words(Throwable error) {
        return status(error) == 500 ? "something went wrong; the log of the server says more" : Causes.of(error);
    }

    /** The field that is meant, or null. */
    static String field(Throwable error) {
        return told(error) instanceof FieldProblem problem ? problem.field() : null;
    }

    private static Throwable told(Throwable error) {
        Throwable cause = error;
        while (!(cause instanceof Problem || cause instanceof Unavailable)
                && cause.getCause() != null
                && cause.getCause() != cause) {
            cause = cause.getCause();
        }
        return cause;
    }
}
