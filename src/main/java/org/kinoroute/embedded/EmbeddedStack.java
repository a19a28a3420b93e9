package org.kinoroute.embedded;

import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.BiFunction;
import org.kinoroute.embedded.ExternalServers.Service;
import org.kinoroute.store.StoreTerms;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The three servers over one data folder: started side by side, each waited for only by who first needs it. */
public final class EmbeddedStack implements Servers, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedStack.class);

    private final DataFolder folder;
    private final Set<Service> services;
    private final CompletableFuture<PostgresServer> postgres;
    private final CompletableFuture<AmqpServer> amqp;
    private final CompletableFuture<S3Server> s3;

    private EmbeddedStack(DataFolder folder, Path programs, Set<Service> services) {
        this.folder = folder;
        this.services = services;
        this.postgres = launch(Service.POSTGRES, (data, password) -> PostgresServer.start(data, programs, password));
        this.amqp = launch(Service.BROKER, AmqpServer::start);
        this.s3 = launch(Service.STORE, S3Server::start);
    }

    /**
     * Takes hold of the folder and begins to start the servers; returns at once.
     *
     * @param programs folder of PostgreSQL itself, which is unpacked there if it is not there yet
     * @throws org.kinoroute.video.Unavailable if another process holds the folder, or it cannot be written to
     */
    public static EmbeddedStack start(Path folder, Path programs) {
        return start(folder, programs, EnumSet.allOf(Service.class));
    }

    /** The same with some of the servers alone; the others are somebody's own. */
    static EmbeddedStack start(Path folder, Path programs, Set<Service> services) {
        return new EmbeddedStack(DataFolder.open(folder), programs, services);
    }

    private <T> CompletableFuture<T> launch(Service service, BiFunction<DataFolder, String, T> start) {
        CompletableFuture<T> server = new CompletableFuture<>();
        String name = service.name().toLowerCase(Locale.ROOT);
        if (!services.contains(service)) {
            server.completeExceptionally(new IllegalStateException("the " + name + " is not embedded"));
            return server;
        }
        String password = folder.password();
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
        return services.contains(Service.POSTGRES) ? postgres.join().jdbcUrl() : "";
    }

    @Override
    public int amqpPort() {
        return services.contains(Service.BROKER) ? amqp.join().port() : 0;
    }

    @Override
    public URI store() {
        return services.contains(Service.STORE) ? s3.join().endpoint() : URI.create("");
    }

    @Override
    public String password() {
        return folder.password();
    }

    /**
     * Lets other processes of the folder's owner know where the servers are, until this one ends.
     *
     * @param lane on which this process works
     * @param terms of the store, to which they have to keep
     */
    public void publish(String lane, StoreTerms terms) {
        RunningServer.write(folder, this, lane, terms);
    }

    /** Lets them know that the servers are coming. */
    void announce() {
        RunningServer.announce(folder);
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
