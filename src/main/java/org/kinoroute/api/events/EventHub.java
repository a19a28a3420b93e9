package org.kinoroute.api.events;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.Queue;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.kinoroute.api.OfTheApi;
import org.kinoroute.api.VideoRecords;
import org.kinoroute.api.access.ApiKeys;
import org.kinoroute.api.access.Visitor;
import org.kinoroute.video.VideoState;
import org.kinoroute.video.Videos;
import org.postgresql.PGConnection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import org.springframework.boot.autoconfigure.jdbc.JdbcConnectionDetails;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Tells all who listen. One thread and one connection, on which the database says that there is something new: each record
 * is read once, however many listen, and who listens costs no thread.
 */
@Component
@OfTheApi
class EventHub implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(EventHub.class);

    private static final int BATCH = 1000;
    private static final int SOON_MS = 20;
    private static final int LATER_MS = 500;
    private static final long HEARTBEAT_NS = 15_000_000_000L;
    private static final byte[] HEARTBEAT = ": still here\n\n".getBytes(StandardCharsets.UTF_8);

    private final EventLog log;
    private final VideoRecords records;
    private final Videos videos;
    private final ApiKeys keys;
    private final JdbcConnectionDetails database;

    private final Queue<Listener> coming = new ConcurrentLinkedQueue<>();
    private final List<Listener> listeners = new ArrayList<>();
    private Cursor position;
    private volatile boolean running;
    private Thread thread;

    EventHub(EventLog log, VideoRecords records, Videos videos, ApiKeys keys, JdbcConnectionDetails database) {
        this.log = log;
        this.records = records;
        this.videos = videos;
        this.keys = keys;
        this.database = database;
    }

    /** Somebody listens from now on. */
    void add(Listener listener) {
        coming.add(listener);
        if (!running) {
            listener.end();
        }
    }

    @Override
    public void start() {
        running = true;
        thread = new Thread(this::run, "kinoroute-events");
        thread.setDaemon(true);
        thread.start();
    }

    private void run() {
        boolean isInterrupted = false;
        while (running) {
            try (Connection connection = connect()) {
                listen(connection);
                isInterrupted = false;
                tell(connection);
            } catch (SQLException | RuntimeException | OutOfMemoryError e) {
                if (running) {
                    // Once for each outage, however long it is.
                    LOG.atLevel(isInterrupted ? Level.DEBUG : Level.WARN)
                            .log("Events are interrupted, trying again: {}", e.getMessage());
                    isInterrupted = true;
                    // They come back, and say what they have heard.
                    endAll();
                    pause();
                }
            }
        }
        endAll();
    }

    private Connection connect() throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", database.getUsername());
        properties.setProperty("password", database.getPassword());
        // A server that has gone without a word is found out.
        properties.setProperty("tcpKeepAlive", "true");
        properties.setProperty("connectTimeout", "10");
        return DriverManager.getConnection(database.getJdbcUrl(), properties);
    }

    private void endAll() {
        coming.forEach(Listener::end);
        coming.clear();
        listeners.forEach(Listener::end);
        listeners.clear();
    }

    private void listen(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("listen video_events");
        }
        if (position == null) {
            position = log.end();
        }
    }

    private void tell(Connection connection) throws SQLException {
        PGConnection notices = connection.unwrap(PGConnection.class);
        long heartbeat = System.nanoTime() + HEARTBEAT_NS;
        boolean unsettled = true;
        while (running) {
            // New listeners wait no longer than this either.
            var heard = notices.getNotifications(unsettled || !coming.isEmpty() ? SOON_MS : LATER_MS / 10);
            if (unsettled || heard != null && heard.length > 0) {
                passOn();
                unsettled = log.hasUnsettled();
            }
            welcome();
            if (System.nanoTime() > heartbeat) {
                heartbeat = System.nanoTime() + HEARTBEAT_NS;
                // A notice may have been lost with a connection.
                passOn();
                sendAwayTheRevoked();
                listeners.forEach(listener -> listener.send(HEARTBEAT));
                listeners.removeIf(Listener::isClosed);
            }
        }
    }

    private void passOn() {
        List<EventLog.Event> events;
        do {
            events = log.after(position, BATCH);
            if (!events.isEmpty()) {
                if (!listeners.isEmpty()) {
                    tell(events, listeners);
                }
                position = events.get(events.size() - 1).cursor();
            }
        } while (events.size() == BATCH);
    }

    /** What a video is now, once, at the place of its latest event. */
    private void tell(List<EventLog.Event> events, Collection<Listener> to) {
        Map<UUID, EventLog.Event> latest = new LinkedHashMap<>();
        for (EventLog.Event event : events) {
            latest.remove(event.video());
            latest.put(event.video(), event);
        }
        for (EventLog.Event event : latest.values()) {
            List<Listener> hearing =
                    to.stream().filter(listener -> listener.hears(event)).toList();
            if (hearing.isEmpty()) {
                continue;
            }
            byte[] text = text(event).getBytes(StandardCharsets.UTF_8);
            hearing.forEach(listener -> listener.send(text));
            if (hearing.stream().anyMatch(listener -> listener.video() != null) && isTheEnd(event)) {
                hearing.stream().filter(listener -> listener.video() != null).forEach(Listener::end);
            }
        }
        listeners.removeIf(Listener::isClosed);
    }

    /** Whether the video is over, and there is no more to tell: its end may show before the event that tells it. */
    private boolean isTheEnd(EventLog.Event event) {
        return videos.find(event.video()).map(VideoState::isOver).orElse(true) && log.isLatest(event);
    }

    private String text(EventLog.Event event) {
        return (event.deleted() ? Optional.<ObjectNode>empty() : records.summary(event.video()))
                .map(record -> "event: video\nid: " + event.cursor() + "\ndata: " + record + "\n\n")
                .orElseGet(() ->
                        "event: deleted\nid: " + event.cursor() + "\ndata: {\"id\":\"" + event.video() + "\"}\n\n");
    }

    /** Who comes hears first what was missed, then all that is told from then on: by one thread, so nothing in between. */
    private void welcome() {
        Listener listener;
        while ((listener = coming.poll()) != null) {
            listener.send("retry: 2000\n: welcome\n\n");
            listeners.add(listener);
            Cursor since = listener.since();
            boolean reset = since != null && log.isForgotten(since);
            if (since != null && !reset) {
                tell(
                        log.between(
                                since,
                                position,
                                listener.video(),
                                listener.visitor().admin() || listener.video() != null
                                        ? null
                                        : listener.visitor().owner()),
                        List.of(listener));
            } else if (reset) {
                listener.send("event: reset\nid: " + position + "\ndata: {}\n\n");
            }
            if (listener.video() != null && (since == null || reset)) {
                tell(List.of(new EventLog.Event(position, listener.video(), "", false)), List.of(listener));
            } else {
                // Where to go on from, should the connection break before the first event.
                Cursor heard = max(position, since);
                listener.send("id: " + heard + "\n\n");
                if (listener.video() != null && isTheEnd(new EventLog.Event(heard, listener.video(), "", false))) {
                    listener.end();
                }
            }
        }
    }

    private static Cursor max(Cursor one, Cursor other) {
        return other == null || one.compareTo(other) > 0 ? one : other;
    }

    private void sendAwayTheRevoked() {
        List<UUID> shown = listeners.stream()
                .map(Listener::visitor)
                .map(Visitor::key)
                .filter(Objects::nonNull)
                .filter(key -> key.getMostSignificantBits() != 0)
                .distinct()
                .toList();
        if (!shown.isEmpty()) {
            Set<UUID> revoked = new HashSet<>(shown);
            keys.good(shown).forEach(revoked::remove);
            listeners.stream()
                    .filter(listener -> revoked.contains(listener.visitor().key()))
                    .forEach(Listener::end);
        }
    }

    private static void pause() {
        try {
            Thread.sleep(LATER_MS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** All streams end, so that the web server need not wait for them; who listened comes back to whoever is there. */
    @Override
    public void stop() {
        running = false;
        try {
            thread.join(2000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** Stopped before the web server, which would wait for the streams. */
    @Override
    public int getPhase() {
        return Integer.MAX_VALUE;
    }
}
