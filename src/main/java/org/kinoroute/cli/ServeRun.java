package org.kinoroute.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.kinoroute.embedded.EmbeddedStack;
import org.kinoroute.routes.Roles;
import org.kinoroute.store.StoreProperties;
import org.kinoroute.store.StoreTerms;
import org.kinoroute.video.Causes;
import org.kinoroute.visual.Browser;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.server.PortInUseException;
import org.springframework.boot.web.server.WebServerException;
import org.springframework.context.ConfigurableApplicationContext;
import sun.misc.Signal;

/** One run of {@code serve}: starts the service, says where it is once it answers, and lets it end in good order. */
final class ServeRun {

    private static final Logger LOG = LoggerFactory.getLogger(ServeRun.class);
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final long GLANCE_MS = 50;

    private final Class<?> application;
    private final Path data;
    private final boolean alone;
    private final InetAddress address;
    private final int port;
    private final PrintStream err = System.err;
    private final CountDownLatch stop = new CountDownLatch(1);

    /** @param port 0: any that is free */
    ServeRun(Class<?> application, Surroundings surroundings, InetAddress address, int port) {
        this.application = application;
        this.data = surroundings.path("kinoroute.data");
        // Where others work beside it, what it left behind is with the broker, and theirs.
        this.alone = surroundings.environment().getProperty("kinoroute.embedded.broker", Boolean.class, true);
        this.address = address;
        this.port = port;
    }

    int run() throws InterruptedException {
        checkPort();
        Quiet.libraries(data);
        // At the JVM's own stop all servers would go at once, in no order.
        Signal.handle(new Signal("INT"), signal -> stop.countDown());
        Signal.handle(new Signal("TERM"), signal -> stop.countDown());
        try (ConfigurableApplicationContext context = start()) {
            String lane = context.getEnvironment().getRequiredProperty("kinoroute.lane");
            context.getBeanProvider(EmbeddedStack.class)
                    .ifAvailable(stack -> stack.publish(lane, StoreTerms.of(context.getBean(StoreProperties.class))));
            String url = url(context);
            Roles roles = context.getBean(Roles.class);
            awaitHealth(url + (roles.has("api") ? "/health" : "/actuator/health/readiness"));
            System.out.println("Kinoroute is ready at " + url + " (Ctrl-C stops it)");
            if (roles.has("visual")) {
                warmUp(context.getBean(Browser.class));
            }
            stop.await();
            err.println("kinoroute: stopping; what is not finished goes on at the next start");
        }
        return 0;
    }

    /** At once: the web server is the last to start, and the first to be told of is another server on its port. */
    private void checkPort() {
        try (ServerSocket probe = new ServerSocket()) {
            probe.bind(new InetSocketAddress(address, port));
        } catch (IOException e) {
            PortInUseException.ifPortBindingException(e, inUse -> {
                throw taken();
            });
            throw cannotListen();
        }
    }

    private ConfigurableApplicationContext start() {
        try {
            return new SpringApplicationBuilder(application)
                    .web(WebApplicationType.SERVLET)
                    .run(
                            "--kinoroute.data=" + data,
                            "--kinoroute.embedded.publish=true",
                            "--kinoroute.recovery.start=" + alone,
                            "--server.address=" + address.getHostAddress(),
                            "--server.port=" + port);
        } catch (RuntimeException e) {
            throw explained(e);
        }
    }

    private RuntimeException explained(RuntimeException e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof PortInUseException) {
                return taken();
            }
            if (cause instanceof WebServerException) {
                return cannotListen();
            }
        }
        return e;
    }

    private Failure taken() {
        return new Failure("port " + port + " is taken by another program; choose another with --port");
    }

    private Failure cannotListen() {
        return new Failure("the web server cannot listen on " + address.getHostAddress() + ", port " + port
                + "; choose others with --host and --port");
    }

    private String url(ConfigurableApplicationContext context) {
        InetAddress reached = address.isAnyLocalAddress() ? InetAddress.getLoopbackAddress() : address;
        String host = reached instanceof Inet6Address
                ? "[" + reached.getHostAddress().replaceFirst("%.*", "") + "]"
                : reached.getHostAddress();
        return "http://" + host + ":" + context.getEnvironment().getProperty("local.server.port");
    }

    /** Where all is well the first answer comes at once; a part that is out of reach is told there. */
    private void awaitHealth(String address) throws InterruptedException {
        HttpClient client = HttpClient.newBuilder().connectTimeout(PATIENCE).build();
        HttpRequest health =
                HttpRequest.newBuilder(URI.create(address)).timeout(PATIENCE).build();
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (stop.getCount() > 0 && System.nanoTime() < end) {
            try {
                if (client.send(health, BodyHandlers.discarding()).statusCode() < 500) {
                    return;
                }
            } catch (IOException e) {
                LOG.debug("{} does not answer yet", address, e);
            }
            Thread.sleep(GLANCE_MS);
        }
        if (stop.getCount() > 0) {
            err.println("kinoroute: not all is well; " + address + " says what is missing");
        }
    }

    private void warmUp(Browser browser) {
        browser.warmUp().exceptionally(e -> {
            LOG.warn("The browser does not start", e);
            err.println("kinoroute: no pictures can be drawn: " + Causes.of(e));
            return null;
        });
    }
}
