package org.kinoroute.video;

import java.nio.channels.ClosedChannelException;
import java.sql.SQLException;
import org.springframework.stereotype.Component;

/** What went wrong, in one line for people: the innermost cause says most. */
@Component("causes")
public class Causes {

    /** The message of the first error that was made for people, else of the innermost one. */
    public static String of(Throwable error) {
        Throwable cause = error;
        while (!(cause instanceof Problem || cause instanceof Unavailable)
                && cause.getCause() != null
                && cause.getCause() != cause) {
            cause = cause.getCause();
        }
        String message = cause.getMessage() == null
                ? ""
                : cause.getMessage().lines().findFirst().orElse("");
        if (isFullDisk(cause)) {
            return cause instanceof SQLException
                    ? "the disk of the database is full (" + message + "); make room there"
                    : "the disk is full (" + message + "); make room there, or choose another folder with --data DIR";
        }
        if (message.isBlank()) {
            // All that Java's HTTP client says where nobody listens.
            return cause instanceof ClosedChannelException
                    ? "the connection was refused, or broke off"
                    : cause.getClass().getSimpleName();
        }
        return message;
    }

    /** Whether an error, without its causes, says that a disk has no room left. */
    public static boolean isFullDisk(Throwable error) {
        return error.getMessage() != null && error.getMessage().contains("No space left on device");
    }

    /** Lets an error go on that a route has looked at. */
    public void rethrow(Exception error) throws Exception {
        throw error;
    }

    /** The same as {@link #of}, for routes. */
    public String describe(Throwable error) {
        return of(error);
    }
}
