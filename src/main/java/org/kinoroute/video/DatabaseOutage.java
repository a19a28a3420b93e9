package org.kinoroute.video;

import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import org.springframework.stereotype.Component;

/** The database is out of reach, is starting or stopping, or has no connection left. */
@Component
final class DatabaseOutage implements OutageSign {

    private static final String CONNECTION_CLASS = "08";
    private static final String STOPPING_OR_STARTING_CLASS = "57P0";
    private static final String TOO_MANY_CONNECTIONS = "53300";

    @Override
    public boolean isSeenIn(Throwable cause) {
        // The first is the pool's: it has waited for a connection in vain.
        return cause instanceof SQLTransientConnectionException
                || cause instanceof SQLException error && error.getSQLState() != null && isSign(error.getSQLState());
    }

    private static boolean isSign(String state) {
        return state.startsWith(CONNECTION_CLASS)
                || state.startsWith(STOPPING_OR_STARTING_CLASS)
                || state.equals(TOO_MANY_CONNECTIONS);
    }
}
