package org.kinoroute.jobber;

import jakarta.annotation.PreDestroy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;
import javax.sql.DataSource;
import org.apache.camel.Exchange;
import org.apache.camel.support.SynchronizationAdapter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * No two are at work on the same thing at the same time, however often its message came. The locks are PostgreSQL's, held
 * by a connection of this process: they go when it goes, whatever it dies of, and the next one need not wait for any time
 * to run out. From a machine that has gone without a word the database takes them when its connection does not answer, as
 * is set for all of the pool.
 */
@Component("workLocks")
public class WorkLocks {

    private static final Logger LOG = LoggerFactory.getLogger(WorkLocks.class);

    /** The broker may know sooner than the database that a process has died: its message comes again before its locks go. */
    private static final long PATIENCE_MS = 2_000;

    private static final long GLANCE_MS = 100;

    private static final String DROPPED = "duplicate_dropped";

    private final DataSource database;

    /** What is locked, and by whom. */
    private final Map<String, Lock> held = new HashMap<>();

    private Connection connection;

    public WorkLocks(DataSource database) {
        this.database = database;
    }

    /**
     * Whether somebody else is at work on this: then the message is a duplicate, and whoever is at work brings it to its
     * end. If nobody is, it is locked until the exchange is done, however often its steps are tried.
     *
     * @param part of the video that the stage works on, where there are several
     */
    public boolean isTaken(Exchange exchange, String stage, String video, String part)
            throws SQLException, InterruptedException {
        if (!isHeldByAnother(exchange, stage, video, part)) {
            return false;
        }
        LOG.info("Video {}: its {} is being worked on already; a duplicate is dropped", video, stage);
        exchange.setProperty(DROPPED, true);
        return true;
    }

    /**
     * Whether another has this, and keeps it for longer than a process that has died might seem to. If nobody has, it is
     * locked until the exchange is done, or lets go of it.
     *
     * @param kind of work
     * @param of whom it is
     * @param part which piece of it
     */
    public boolean isHeldByAnother(Exchange exchange, String kind, String of, String part)
            throws SQLException, InterruptedException {
        String work = "kinoroute " + kind + " " + of + " " + part;
        if (isHeld(work, exchange.getExchangeId())) {
            return false;
        }
        for (long waited = 0; !take(work, exchange.getExchangeId()); waited += GLANCE_MS) {
            if (isHeldHere(work) || waited >= PATIENCE_MS) {
                return true;
            }
            Thread.sleep(GLANCE_MS);
        }
        exchange.getExchangeExtension().addOnCompletion(new SynchronizationAdapter() {
            @Override
            public void onDone(Exchange done) {
                release(work, done.getExchangeId());
            }

            @Override
            public boolean allowHandover() {
                return false;
            }
        });
        return false;
    }

    /** Whether a message was a duplicate of what somebody else is at work on. */
    static boolean isDropped(Exchange exchange) {
        return exchange.getProperty(DROPPED) != null;
    }

    /** What an exchange has locked may be taken by others: it is done with it, or hangs. */
    public synchronized void letGo(Exchange exchange) {
        String id = exchange.getExchangeId();
        held.entrySet().stream()
                .filter(lock -> lock.getValue().exchange.equals(id))
                .map(Map.Entry::getKey)
                .toList()
                .forEach(work -> release(work, id));
    }

    /** Whether an exchange of this process has it. */
    private synchronized boolean isHeldHere(String work) {
        return held.containsKey(work);
    }

    /**
     * Whether this very exchange has it still: what is tried again after an outage may have lost it with its connection,
     * and another process may have it by now.
     */
    private synchronized boolean isHeld(String work, String exchange) {
        Lock lock = held.get(work);
        if (lock == null || !lock.exchange.equals(exchange)) {
            return false;
        }
        if (lock.connection == connection && answers()) {
            return true;
        }
        held.remove(work);
        return false;
    }

    private boolean answers() {
        try (Statement statement = connection.createStatement()) {
            return statement.execute("select 1");
        } catch (SQLException gone) {
            LOG.debug("The locks went with their connection", gone);
            hangUp();
            return false;
        }
    }

    private boolean take(String work, String exchange) throws SQLException {
        while (true) {
            // Waiting for the pool must not keep others from letting go of theirs.
            Connection spare = isConnected() ? null : database.getConnection();
            try {
                synchronized (this) {
                    if (held.containsKey(work)) {
                        return false;
                    }
                    boolean fresh = connection == null;
                    if (!fresh || spare != null) {
                        connection = fresh ? spare : connection;
                        spare = fresh ? null : spare;
                        try {
                            return lock(work, exchange);
                        } catch (SQLException broken) {
                            // The database was started anew: what others of this process held is theirs no more, and
                            // nobody's.
                            hangUp();
                            if (fresh) {
                                throw broken;
                            }
                        }
                    }
                }
            } finally {
                if (spare != null) {
                    spare.close();
                }
            }
        }
    }

    private synchronized boolean isConnected() {
        return connection != null;
    }

    private boolean lock(String work, String exchange) throws SQLException {
        boolean taken = ask("select pg_try_advisory_lock(hashtextextended(?, 0))", work);
        if (taken) {
            held.put(work, new Lock(exchange, connection));
        } else if (held.isEmpty()) {
            hangUp();
        }
        return taken;
    }

    private synchronized void release(String work, String exchange) {
        Lock lock = held.get(work);
        if (lock == null || !lock.exchange.equals(exchange)) {
            return;
        }
        held.remove(work);
        try {
            if (connection != null && connection == lock.connection) {
                ask("select pg_advisory_unlock(hashtextextended(?, 0))", work);
            }
        } catch (SQLException broken) {
            LOG.debug("{} was unlocked with its connection", work, broken);
            hangUp();
        }
        if (held.isEmpty()) {
            hangUp();
        }
    }

    private boolean ask(String sql, String work) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, work);
            try (ResultSet answer = statement.executeQuery()) {
                return answer.next() && answer.getBoolean(1);
            }
        }
    }

    /** Nothing is held any more. */
    private void hangUp() {
        try (Connection gone = connection) {
            connection = null;
            if (gone != null) {
                try (Statement statement = gone.createStatement()) {
                    statement.execute("select pg_advisory_unlock_all()");
                }
            }
        } catch (SQLException e) {
            LOG.debug("The connection that held the locks was gone already", e);
        }
    }

    @PreDestroy
    synchronized void close() {
        hangUp();
    }

    /** @param connection that holds it; it is lost with it */
    private record Lock(String exchange, Connection connection) {}
}
