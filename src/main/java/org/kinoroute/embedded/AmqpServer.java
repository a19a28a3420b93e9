package org.kinoroute.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.qpid.server.SystemLauncher;
import org.apache.qpid.server.SystemLauncherListener;
import org.apache.qpid.server.model.Broker;
import org.apache.qpid.server.model.Port;
import org.apache.qpid.server.model.State;
import org.apache.qpid.server.model.SystemConfig;
import org.apache.qpid.server.model.VirtualHostNode;
import org.springframework.core.NestedExceptionUtils;

/** A real AMQP 0-9-1 broker (Apache Qpid) in this process, on a free loopback port; durable queues outlive it. */
final class AmqpServer implements AutoCloseable {

    private final SystemLauncher launcher;
    private final int port;

    private AmqpServer(SystemLauncher launcher, int port) {
        this.launcher = launcher;
        this.port = port;
    }

    static AmqpServer start(DataFolder folder, String password) {
        Path data = folder.directory("broker");
        AtomicReference<SystemConfig<?>> system = new AtomicReference<>();
        AtomicReference<Throwable> error = new AtomicReference<>();
        SystemLauncher launcher = new SystemLauncher(new SystemLauncherListener.DefaultSystemLauncherListener() {
            @Override
            public void onContainerResolve(SystemConfig<?> config) {
                system.set(config);
            }

            @Override
            public void errorOnStartup(RuntimeException e) {
                error.set(e);
            }
        });
        // Its database writes into the working folder unless it is told otherwise.
        System.setProperty("derby.stream.error.file", data.resolve("derby.log").toString());
        try {
            // Inside a packed jar the broker looks for this file in vain unless it is told where.
            URL properties = AmqpServer.class.getResource("/embedded/qpid.properties");
            launcher.startup(Map.of(
                    SystemConfig.TYPE, "Memory",
                    SystemConfig.INITIAL_CONFIGURATION_LOCATION,
                            initialConfiguration(data).toUri().toString(),
                    SystemConfig.INITIAL_SYSTEM_PROPERTIES_LOCATION, properties.toString(),
                    SystemConfig.STARTUP_LOGGED_TO_SYSTEM_OUT, false,
                    SystemConfig.CONTEXT,
                            Map.of(
                                    "kinoroute.broker.password",
                                    password,
                                    "kinoroute.broker.queues",
                                    data.resolve("queues").toString())));
            return new AmqpServer(launcher, boundPort(system.get(), error.get()));
        } catch (Exception e) {
            launcher.shutdown();
            Throwable cause = NestedExceptionUtils.getMostSpecificCause(e);
            throw new IllegalStateException("The AMQP broker did not start on " + data + ": " + cause, e);
        }
    }

    private static Path initialConfiguration(Path data) {
        try (var in = AmqpServer.class.getResourceAsStream("/embedded/qpid.json")) {
            Path file = data.resolve("initial-config.json");
            Files.write(file, in.readAllBytes());
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The broker only logs what goes wrong at its start: ask its model whether all is well. */
    private static int boundPort(SystemConfig<?> system, Throwable error) {
        if (error != null || system == null) {
            throw new IllegalStateException("start failed", error);
        }
        Broker<?> broker = (Broker<?>) system.getContainer();
        for (VirtualHostNode<?> node : broker.getVirtualHostNodes()) {
            State host = node.getVirtualHost() == null
                    ? State.UNAVAILABLE
                    : node.getVirtualHost().getState();
            if (node.getState() != State.ACTIVE || host != State.ACTIVE) {
                throw new IllegalStateException(
                        "its node is " + node.getState() + ", its host " + host + "; the log above says why");
            }
        }
        Port<?> port = broker.getPorts().iterator().next();
        if (port.getBoundPort() <= 0) {
            throw new IllegalStateException("port is " + port.getState());
        }
        return port.getBoundPort();
    }

    int port() {
        return port;
    }

    @Override
    public void close() {
        launcher.shutdown();
    }
}
