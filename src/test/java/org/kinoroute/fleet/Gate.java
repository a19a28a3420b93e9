package org.kinoroute.fleet;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A way to a server that can be shut, as if the server were out of reach, and opened again. */
final class Gate implements AutoCloseable {

    private final InetSocketAddress server;
    private final ServerSocket door;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private volatile boolean shut;

    Gate(InetSocketAddress server) {
        this(server, InetAddress.getLoopbackAddress());
    }

    /** @param at which address of this machine it is found */
    Gate(InetSocketAddress server, InetAddress at) {
        this.server = server;
        try {
            door = new ServerSocket(0, 100, at);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        start("gate-" + port(), this::let);
    }

    int port() {
        return door.getLocalPort();
    }

    /** Breaks every connection off, and lets none in. */
    void shut() {
        shut = true;
        open.forEach(Gate::close);
    }

    void open() {
        shut = false;
    }

    private void let() {
        while (!door.isClosed()) {
            try {
                Socket guest = door.accept();
                if (shut) {
                    close(guest);
                } else {
                    start("gate-in", () -> connect(guest));
                }
            } catch (IOException closed) {
                // The door is looked at again.
            }
        }
    }

    private void connect(Socket guest) {
        Socket host = new Socket();
        open.add(guest);
        open.add(host);
        try {
            host.connect(server);
            if (shut) {
                throw new IOException("shut meanwhile");
            }
            start("gate-out", () -> pass(host, guest));
            pass(guest, host);
        } catch (IOException e) {
            end(guest, host);
        }
    }

    private void pass(Socket from, Socket to) {
        try (InputStream in = from.getInputStream();
                OutputStream out = to.getOutputStream()) {
            in.transferTo(out);
        } catch (IOException broken) {
            // As the server's or the client's own would have been.
        } finally {
            end(from, to);
        }
    }

    private void end(Socket one, Socket other) {
        close(one);
        close(other);
        open.remove(one);
        open.remove(other);
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void start(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        door.close();
        shut();
    }
}
