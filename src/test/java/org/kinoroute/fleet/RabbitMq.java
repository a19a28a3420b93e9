package org.kinoroute.fleet;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.GetResponse;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/**
 * A real RabbitMQ. Where RABBITMQ_HOST is set it is that one, behind a gate that is shut in place of stopping it; else the
 * distribution's server as a process of this user's, with a folder, a node, ports and a cookie of its own.
 */
final class RabbitMq implements AutoCloseable {

    /** The server itself, and not the one that changes to a user of its own first. */
    private static final Path SERVER = Path.of("/usr/lib/rabbitmq/bin/rabbitmq-server");

    private static final Path CONTROL = Path.of("/usr/lib/rabbitmq/bin/rabbitmqctl");
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private final Path folder;
    private final ConnectionFactory access = new ConnectionFactory();
    private final String node;
    private final int distribution;
    private final Gate gate;
    private final Cable cable;
    private final Gate farGate;
    private final int epmdPort;
    private Process epmd;
    private Process server;

    private RabbitMq(Path folder, Cable cable) throws IOException {
        this.folder = folder;
        this.cable = cable;
        String host = System.getenv("RABBITMQ_HOST");
        if (host != null && !host.isBlank()) {
            access.setHost(host);
            access.setPort(Integer.parseInt(variable("RABBITMQ_PORT", "5672")));
            access.setUsername(variable("RABBITMQ_USER", "guest"));
            access.setPassword(variable("RABBITMQ_PASSWORD", "guest"));
            access.setVirtualHost(variable("RABBITMQ_VHOST", "/"));
            InetSocketAddress server = new InetSocketAddress(host, access.getPort());
            gate = new Gate(server);
            farGate = cable == null ? null : new Gate(server, InetAddress.getByName(cable.near()));
            node = null;
            distribution = 0;
            epmdPort = 0;
        } else {
            access.setHost("127.0.0.1");
            access.setPort(Ports.free());
            access.setUsername("fleet");
            access.setPassword(UUID.randomUUID().toString());
            gate = null;
            farGate = null;
            node = "fleet-" + access.getPort() + "@localhost";
            distribution = Ports.free();
            epmdPort = Ports.free();
        }
        access.setAutomaticRecoveryEnabled(false);
    }

    /** @param cable at whose near end it is found, too; null: there is none */
    static RabbitMq start(Path folder, Cable cable) throws IOException {
        RabbitMq rabbit = new RabbitMq(Files.createDirectories(folder), cable);
        if (rabbit.isOwn()) {
            rabbit.prepare();
        }
        rabbit.start();
        return rabbit;
    }

    private static String variable(String name, String otherwise) {
        String value = System.getenv(name);
        return value == null || value.isBlank() ? otherwise : value;
    }

    /** Whether it may be stopped, and nobody else uses it. */
    boolean isOwn() {
        return node != null;
    }

    private List<Gate> gates() {
        return farGate == null ? List.of(gate) : List.of(gate, farGate);
    }

    /** How the application is told of it. */
    Map<String, String> environment() {
        return Map.of(
                "RABBITMQ_HOST", isOwn() ? access.getHost() : "127.0.0.1",
                "RABBITMQ_PORT", String.valueOf(isOwn() ? access.getPort() : gate.port()),
                "RABBITMQ_USER", access.getUsername(),
                "RABBITMQ_PASSWORD", access.getPassword(),
                "RABBITMQ_VHOST", access.getVirtualHost());
    }

    /** The same for who is at the far end of the cable. */
    Map<String, String> environmentFar() {
        return Map.of(
                "RABBITMQ_HOST",
                cable.near(),
                "RABBITMQ_PORT",
                String.valueOf(isOwn() ? access.getPort() : farGate.port()));
    }

    private void prepare() throws IOException {
        if (!Files.isExecutable(SERVER)) {
            throw new IllegalStateException(
                    "there is no RabbitMQ: install the package rabbitmq-server, or name a server by RABBITMQ_HOST");
        }
        Path cookie = Files.writeString(
                folder.resolve(".erlang.cookie"), UUID.randomUUID().toString());
        Files.setPosixFilePermissions(cookie, PosixFilePermissions.fromString("r--------"));
        Files.writeString(
                folder.resolve("rabbitmq.conf"),
                """
                listeners.tcp.1 = 127.0.0.1:%d
                default_user = %s
                default_pass = %s
                log.file.level = info
                """
                                .formatted(access.getPort(), access.getUsername(), access.getPassword())
                        + (cable == null ? "" : "listeners.tcp.2 = " + cable.near() + ":" + access.getPort() + "\n"));
        Files.writeString(folder.resolve("rabbitmq-env.conf"), "");
        Files.writeString(folder.resolve("enabled_plugins"), "[].\n");
        // The one that Erlang starts by itself would stay behind.
        epmd = process("epmd", "-port", String.valueOf(epmdPort), "-address", "127.0.0.1")
                .start();
    }

    private ProcessBuilder process(String... command) {
        File log = folder.resolve("said.log").toFile();
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log));
        Map<String, String> environment = builder.environment();
        environment.keySet().removeIf(name -> name.startsWith("RABBITMQ_") || name.startsWith("ERL_"));
        environment.putAll(Map.of(
                "HOME", folder.toString(),
                "ERL_EPMD_PORT", String.valueOf(epmdPort),
                "ERL_EPMD_ADDRESS", "127.0.0.1"));
        environment.putAll(Map.of(
                "RABBITMQ_NODENAME", node,
                "RABBITMQ_DIST_PORT", String.valueOf(distribution),
                "RABBITMQ_CONF_ENV_FILE", folder.resolve("rabbitmq-env.conf").toString(),
                "RABBITMQ_CONFIG_FILE", folder.resolve("rabbitmq.conf").toString(),
                "RABBITMQ_ADVANCED_CONFIG_FILE",
                        folder.resolve("advanced.config").toString(),
                "RABBITMQ_ENABLED_PLUGINS_FILE",
                        folder.resolve("enabled_plugins").toString(),
                "RABBITMQ_MNESIA_BASE", folder.resolve("mnesia").toString(),
                "RABBITMQ_LOG_BASE", folder.resolve("log").toString(),
                "RABBITMQ_GENERATED_CONFIG_DIR", folder.resolve("config").toString(),
                "RABBITMQ_PID_FILE", folder.resolve("pid").toString()));
        // Erlang's schedulers would look for work in a loop, on processors that others need.
        environment.put("RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS", "+sbwt none +sbwtdcpu none +sbwtdio none");
        return builder;
    }

    void start() throws IOException {
        if (isOwn()) {
            server = process(SERVER.toString()).start();
        } else {
            gates().forEach(Gate::open);
        }
        Awaitility.await("RabbitMQ")
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(100))
                .until(this::answers);
    }

    private boolean answers() throws IOException {
        if (isOwn() && !server.isAlive()) {
            throw new IllegalStateException(
                    "RabbitMQ has ended by itself: " + Files.readString(folder.resolve("said.log")));
        }
        try (Connection connection = access.newConnection()) {
            return connection.isOpen();
        } catch (IOException | java.util.concurrent.TimeoutException notYet) {
            return false;
        }
    }

    /** In good order: whoever is connected is told. */
    void stop() throws InterruptedException {
        end(ProcessHandle::destroy);
    }

    void kill() throws InterruptedException {
        end(ProcessHandle::destroyForcibly);
    }

    private void end(java.util.function.Consumer<ProcessHandle> how) throws InterruptedException {
        if (!isOwn()) {
            gates().forEach(Gate::shut);
            return;
        }
        // The script around it waits for it, and then goes.
        List<ProcessHandle> nodes = server.descendants()
                .filter(one -> one.info().command().orElse("").endsWith("/beam.smp"))
                .toList();
        nodes.forEach(how);
        nodes.forEach(
                one -> one.onExit().completeOnTimeout(one, 30, TimeUnit.SECONDS).join());
        if (!server.waitFor(10, TimeUnit.SECONDS)) {
            server.destroyForcibly().waitFor();
        }
    }

    private interface Work<T> {
        T on(Channel channel) throws IOException;
    }

    private <T> T work(Work<T> work) {
        try (Connection connection = access.newConnection();
                Channel channel = connection.createChannel()) {
            return work.on(channel);
        } catch (IOException | java.util.concurrent.TimeoutException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Puts a message into a queue, as the application itself does. */
    void send(String queue, Map<String, Object> headers, byte[] body) {
        work(channel -> {
            channel.confirmSelect();
            channel.basicPublish(
                    "",
                    queue,
                    new AMQP.BasicProperties.Builder()
                            .headers(headers)
                            .deliveryMode(2)
                            .build(),
                    body);
            try {
                channel.waitForConfirmsOrDie(5000);
            } catch (InterruptedException | java.util.concurrent.TimeoutException e) {
                throw new IllegalStateException(e);
            }
            return null;
        });
    }

    /** How many messages wait in a queue; -1: there is no such queue. */
    int waiting(String queue) {
        try (Connection connection = access.newConnection()) {
            return connection.createChannel().queueDeclarePassive(queue).getMessageCount();
        } catch (IOException missing) {
            return -1;
        } catch (java.util.concurrent.TimeoutException e) {
            throw new IllegalStateException(e);
        }
    }

    void delete(String queue) {
        work(channel -> channel.queueDelete(queue));
    }

    /** Takes all messages that wait in a queue. */
    List<GetResponse> take(String queue) {
        return work(channel -> {
            List<GetResponse> taken = new ArrayList<>();
            for (GetResponse one = channel.basicGet(queue, true); one != null; one = channel.basicGet(queue, true)) {
                taken.add(one);
            }
            return taken;
        });
    }

    /**
     * Puts each message that waits in a queue back twice, the last one first: late, doubled and in the wrong order.
     *
     * @return how many there were
     */
    int shuffle(String queue) {
        List<GetResponse> waiting = take(queue);
        Collections.reverse(waiting);
        for (int time = 0; time < 2; time++) {
            waiting.forEach(one -> send(queue, one.getProps().getHeaders(), one.getBody()));
        }
        return waiting.size();
    }

    /** All queues of one's own server, and how many messages wait in them or are worked on. */
    Map<String, Integer> queues() throws Exception {
        Process control = process(
                        CONTROL.toString(), "-q", "-n", node, "list_queues", "--no-table-headers", "name", "messages")
                .redirectOutput(ProcessBuilder.Redirect.PIPE)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .redirectErrorStream(false)
                .start();
        Map<String, Integer> queues = new TreeMap<>();
        for (String line :
                new String(control.getInputStream().readAllBytes()).lines().toList()) {
            String[] cells = line.split("\t");
            queues.put(cells[0], Integer.parseInt(cells[1]));
        }
        if (control.waitFor() != 0) {
            throw new IllegalStateException("rabbitmqctl has failed");
        }
        return queues;
    }

    @Override
    public void close() throws Exception {
        if (isOwn()) {
            if (server.isAlive()) {
                kill();
            }
            epmd.destroy();
            epmd.waitFor();
        } else {
            for (Gate one : gates()) {
                one.close();
            }
        }
    }
}
