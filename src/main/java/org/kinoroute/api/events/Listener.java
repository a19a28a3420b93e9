package org.kinoroute.api.events;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.UUID;
import org.kinoroute.api.access.Visitor;

/**
 * One who listens. Nobody waits for a slow one: what cannot be written yet waits here, the connection says when it can,
 * and who falls too far behind is sent away, to come back with the last event it has got.
 */
final class Listener implements WriteListener, AsyncListener {

    private static final int MOST_BYTES = 1_000_000;

    private final Visitor visitor;
    private final UUID video;
    private final Cursor since;
    private final AsyncContext connection;
    private final ServletOutputStream out;
    private final Queue<byte[]> waiting = new ArrayDeque<>();
    private int waitingBytes;
    private boolean ready;
    private boolean unflushed;
    private boolean ending;
    private boolean closed;

    /**
     * @param video alone that is told of; null: all that the visitor sees
     * @param since the last event that was got; null: none
     */
    Listener(Visitor visitor, UUID video, Cursor since, AsyncContext connection) throws IOException {
        this.visitor = visitor;
        this.video = video;
        this.since = since;
        this.connection = connection;
        this.out = connection.getResponse().getOutputStream();
    }

    void open() {
        connection.addListener(this);
        out.setWriteListener(this);
    }

    Visitor visitor() {
        return visitor;
    }

    UUID video() {
        return video;
    }

    Cursor since() {
        return since;
    }

    boolean hears(EventLog.Event event) {
        return video == null ? visitor.admin() || visitor.owner().equals(event.owner()) : video.equals(event.video());
    }

    synchronized boolean isClosed() {
        return closed;
    }

    void send(String text) {
        send(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Sends as soon as it can be; returns at once. */
    synchronized void send(byte[] text) {
        if (closed || ending) {
            return;
        }
        waiting.add(text);
        waitingBytes += text.length;
        if (waitingBytes > MOST_BYTES) {
            close();
        } else {
            drain();
        }
    }

    /** Ends the stream after all that was sent. */
    synchronized void end() {
        ending = true;
        drain();
    }

    @Override
    public synchronized void onWritePossible() {
        ready = true;
        drain();
    }

    private void drain() {
        try {
            while (ready && !closed && out.isReady()) {
                byte[] next = waiting.poll();
                if (next != null) {
                    waitingBytes -= next.length;
                    out.write(next);
                    unflushed = true;
                } else if (unflushed) {
                    unflushed = false;
                    out.flush();
                } else {
                    if (ending) {
                        close();
                    }
                    return;
                }
            }
        } catch (IOException | IllegalStateException gone) {
            close();
        }
    }

    private void close() {
        if (!closed) {
            closed = true;
            waiting.clear();
            try {
                connection.complete();
            } catch (IllegalStateException completedAlready) {
                // The container has noticed before us.
            }
        }
    }

    @Override
    public synchronized void onError(Throwable error) {
        close();
    }

    @Override
    public synchronized void onComplete(AsyncEvent event) {
        closed = true;
        waiting.clear();
    }

    @Override
    public synchronized void onTimeout(AsyncEvent event) {
        close();
    }

    @Override
    public synchronized void onError(AsyncEvent event) {
        close();
    }

    @Override
    public void onStartAsync(AsyncEvent event) {}
}
