package org.kinoroute.embedded;

import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.BiFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The three servers over one data folder: started side by side, each waited for only by who first needs it. */
public final class EmbeddedStack implements Servers, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedStack.class);

    private final DataFolder folder;
    private final CompletableFuture<PostgresServer> postgres;
    private final CompletableFuture<AmqpServer> amqp;
    private final CompletableFuture<S3Server> s3;

    private EmbeddedStack(DataFolder folder) {
        this.folder = folder;
        String password = folder.password();
        this.postgres = launch("postgres", PostgresServer::start, password);
        this.amqp = launch("broker", AmqpServer::start, password);
        this.s3 = launch("store", S3Server::start, password);
    }

    /**
     * Takes hold of the folder and begins to start the servers; returns at once.
     *
     * @throws org.kinoroute.video.Unavailable if another process holds the folder, or it cannot be written to
     */
    public static EmbeddedStack start(Path folder) {
        return new EmbeddedStack(DataFolder.open(folder));
    }

    private <T> CompletableFuture<T> launch(String name, BiFunction<DataFolder, String, T> start, String password) {
        CompletableFuture<T> server = new CompletableFuture<>();
        Thread thread = new Thread(
                () -> {
                    long begin = System.nanoTime();
                    try {
                        server.complete(start.apply(folder, password));
                        LOG.debug("Embedded {} started in {} ms", name, (System.nanoTime() - begin) / 1_000_000);
                    } catch (Throwable e) {
                        server.completeExceptionally(e);
                    }
                },
                "embedded-" + name);
        thread.setDaemon(true);
        thread.start();
        return server;
    }

    @Override
    public String jdbcUrl() {
        return postgres.join().jdbcUrl();
    }

    @Override
    public int amqpPort() {
        return amqp.join().port();
    }

    @Override
    public URI store() {
        return s3.join().endpoint();
    }

    @Override
    public String password() {
        return folder.password();
    }

    /**
     * Lets other processes of the folder's owner know where the servers are, until this one ends.
     *
     * @param lane on which this process works
     */
    public void publish(String lane) {
        RunningServer.write(folder, this, lane);
    }

    /** Stops the servers side by side, then lets go of the folder. */
    @Override
    public void close() {
        RunningServer.remove(folder);
        List<CompletableFuture<Void>> stops = new ArrayList<>();
        for (CompletableFuture<? extends AutoCloseable> server : List.of(postgres, amqp, s3)) {
            stops.add(server.handleAsync((started, failed) -> {
                if (started != null) {
                    try {
                        started.close();
                    } catch (Exception e) {
                        throw new CompletionException(e);
                    }
                }
                return null;
            }));
        }
        stops.forEach(stop -> stop.exceptionally(e -> {
                    LOG.warn("A server did not stop cleanly: {}", e.toString());
                    return null;
                })
                .join());
        folder.close();
    }
}
