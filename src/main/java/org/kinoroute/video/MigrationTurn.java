package org.kinoroute.video;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.flywaydb.core.Flyway;
import org.springframework.boot.autoconfigure.flyway.FlywayMigrationStrategy;
import org.springframework.stereotype.Component;

/**
 * Of processes that start side by side one after the other brings the tables up to date. Flyway's own lock comes too late:
 * who finds its history there, and nothing in it yet, gives up.
 */
@Component
public final class MigrationTurn implements FlywayMigrationStrategy {

    private static final String LOCK = "(hashtextextended('kinoroute migration', 0))";
    private static final long GLANCE_MS = 100;

    @Override
    public void migrate(Flyway flyway) {
        try (Connection connection = flyway.getConfiguration().getDataSource().getConnection();
                Statement statement = connection.createStatement()) {
            while (!ask(statement, "select pg_try_advisory_lock" + LOCK)) {
                Thread.sleep(GLANCE_MS);
            }
            try {
                flyway.migrate();
            } finally {
                ask(statement, "select pg_advisory_unlock" + LOCK);
            }
        } catch (SQLException e) {
            throw new Unavailable("the database: its tables cannot be brought up to date: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Unavailable("nobody waits any more for the tables to be brought up to date", e);
        }
    }

    private static boolean ask(Statement statement, String question) throws SQLException {
        try (ResultSet answer = statement.executeQuery(question)) {
            return answer.next() && answer.getBoolean(1);
        }
    }
}
