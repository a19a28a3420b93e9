package org.kinoroute.video;

import java.sql.SQLException;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.stereotype.Component;

/**
 * A disk has no room left: that of this process, whose work another one can do, or that of the database. On a broker of its
 * own the process is alone, and whoever has it make something is told at once.
 */
@Component
@ConditionalOnProperty(name = "kinoroute.embedded.broker", havingValue = "false")
final class FullDisk implements OutageSign {

    private static final String STATE = "53100";

    @Override
    public boolean isSeenIn(Throwable cause) {
        return Causes.isFullDisk(cause) || cause instanceof SQLException error && STATE.equals(error.getSQLState());
    }
}
