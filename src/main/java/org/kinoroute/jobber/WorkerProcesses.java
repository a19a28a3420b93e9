package org.kinoroute.jobber;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.annotation.PreDestroy;
import java.io.BufferedReader;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.camel.CamelContext;
import org.apache.camel.support.LifecycleStrategySupport;
import org.kinoroute.store.StoreConnection;
import org.kinoroute.video.OutOfReach;
import org.kinoroute.video.Problem;
import org.kinoroute.video.Unavailable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.autoconfigure.amqp.RabbitConnectionDetails;
import org.springframework.boot.autoconfigure.jdbc.JdbcConnectionDetails;
import org.springframework.context.ApplicationContext;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.stereotype.Component;
import org.springframework.util.ClassUtils;

/**
 * Workers that are processes of their own: this application once more, with the name of a queue. Whoever has one come
 * waits until it has ended; it ends with this process, however that ends.
 */
@Component("workerProcesses")
public class WorkerProcesses {

    private static final Logger LOG = LoggerFactory.getLogger("org.kinoroute.worker");
    private static final long STOP_SECONDS = 2;

    /** With which a worker ends that cannot reach the services: EX_TEMPFAIL of sysexits.h, try it again later. */
    public static final int OUT_OF_REACH = 75;

    /** All else that this process was started with is nothing to a worker: keys of the API are not, for one. */
    private static final Set<String> VARIABLES = Set.of("PATH", "HOME", "LANG", "LC_ALL", "TZ", "TMPDIR", "LOG_LEVEL");

    private static final List<String> SETTINGS = List.of(
            "kinoroute.home",
            "kinoroute.config",
            "kinoroute.data",
            "kinoroute.lane",
            "kinoroute.routes.folder",
            "kinoroute.voice.",
            "kinoroute.model.",
            "kinoroute.store.",
            "kinoroute.prices.",
            "kinoroute.retry.",
            "kinoroute.tables.",
            "kinoroute.theme.folder",
            "camel.component.openai.",
            "openai.",
            "elevenlabs.");

    private final ApplicationContext application;
    private final TemporaryQueues queues;
    private final Workers workers;
    private final ObjectMapper json;
    private final JobberProperties.Process properties;
    private final ObjectProvider<JdbcConnectionDetails> database;
    private final ObjectProvider<RabbitConnectionDetails> broker;
    private final ObjectProvider<StoreConnection> store;
    private final CompletableFuture<Void> closed = new CompletableFuture<>();

    WorkerProcesses(
            ApplicationContext application,
            CamelContext camel,
            TemporaryQueues queues,
            Workers workers,
            ObjectMapper json,
            JobberProperties properties,
            ObjectProvider<JdbcConnectionDetails> database,
            ObjectProvider<RabbitConnectionDetails> broker,
            ObjectProvider<StoreConnection> store) {
        this.application = application;
        this.queues = queues;
        this.workers = workers;
        this.json = json;
        this.properties = properties.process();
        this.database = database;
        this.broker = broker;
        this.store = store;
        camel.addLifecycleStrategy(new LifecycleStrategySupport() {
            @Override
            public void onContextStopping(CamelContext context) {
                close();
            }
        });
    }

    /**
     * Has a process do the job of a queue, and returns when it has ended and the job is done.
     *
     * @throws Unavailable if it has ended, and the job is not done
     * @throws OutOfReach if that is so because a service is away, which is nobody's fault
     */
    public void workFor(String queue) throws Exception {
        if (!TemporaryQueues.isName(queue)) {
            throw new Problem("a message that asks for a worker names no queue of a job: " + queue);
        }
        if (isClosing()) {
            throw new GivenBack(queue);
        }
        if (!queues.exists(queue)) {
            return;
        }
        Process process = start(queue);
        try {
            LOG.info("Process {} works on the queue {}", process.pid(), queue);
            tell(process);
            CompletableFuture.anyOf(process.onExit(), closed).get();
            if (isClosing()) {
                throw new GivenBack(queue);
            }
            int status = process.exitValue();
            LOG.info("Process {} of the queue {} has ended with status {}", process.pid(), queue, status);
            if (status == OUT_OF_REACH) {
                throw new OutOfReach("the worker process of the queue " + queue
                        + " cannot reach the database, the broker or the store; the log says more");
            }
            if (status != 0 && queues.exists(queue)) {
                throw new Unavailable("the worker process of the queue " + queue + " has ended with status " + status
                        + "; the log says more");
            }
        } finally {
            stop(process);
            if (!isClosing()) {
                workers.sweep(queue);
            }
        }
    }

    private boolean isClosing() {
        return closed.isDone();
    }

    private Process start(String queue) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(option -> option.startsWith("-X") && !option.startsWith("-XX:ArchiveClassesAtExit"))
                .forEach(command::add);
        command.add("-Xmx" + properties.memory());
        command.addAll(program());
        command.addAll(List.of(
                "worker",
                "--with-parent",
                "--data",
                application.getEnvironment().getRequiredProperty("kinoroute.data")));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        Map<String, String> variables = builder.environment();
        variables.keySet().removeIf(name -> !VARIABLES.contains(name) && !isNeeded(name));
        variables.put("CONSUMER_QUEUE_NAME", queue);
        variables.put("SPRING_APPLICATION_JSON", settings());
        return builder.start();
    }

    /** What is packed into one file is run as that, all else by its class path. */
    private List<String> program() {
        String path = System.getProperty("java.class.path");
        Class<?> main = ClassUtils.getUserClass(
                application.getType(application.getBeanNamesForAnnotation(SpringBootApplication.class)[0], false));
        boolean packed = main.getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toString()
                .contains("nested:");
        return packed ? List.of("-jar", path) : List.of("-cp", path, main.getName());
    }

    /** As a setting, or as the environment variable that it is. */
    private static boolean isNeeded(String name) {
        String setting = name.toLowerCase(Locale.ROOT).replace('_', '.');
        return SETTINGS.stream().anyMatch(setting::startsWith);
    }

    /** Those that decide how a line sounds, and where database, broker and store are. */
    private String settings() {
        Map<String, Object> settings = new TreeMap<>();
        ConfigurableEnvironment environment = (ConfigurableEnvironment) application.getEnvironment();
        for (String source : List.of("commandLineArgs", "systemProperties", "spring.application.json")) {
            if (environment.getPropertySources().get(source) instanceof EnumerablePropertySource<?> given) {
                Arrays.stream(given.getPropertyNames())
                        .filter(WorkerProcesses::isNeeded)
                        .forEach(name -> settings.put(name, environment.getProperty(name)));
            }
        }
        // What was left to its default here may be another one there.
        List.of("kinoroute.home", "kinoroute.data", "kinoroute.lane")
                .forEach(name -> settings.put(name, environment.getProperty(name)));
        JdbcConnectionDetails sql = database.getObject();
        settings.put("spring.datasource.url", sql.getJdbcUrl());
        settings.put("spring.datasource.username", sql.getUsername());
        settings.put("spring.datasource.password", sql.getPassword());
        RabbitConnectionDetails amqp = broker.getObject();
        settings.put(
                "spring.rabbitmq.addresses",
                String.join(
                        ",",
                        amqp.getAddresses().stream()
                                .map(address -> address.host() + ":" + address.port())
                                .toList()));
        settings.put("spring.rabbitmq.username", amqp.getUsername());
        settings.put("spring.rabbitmq.password", amqp.getPassword());
        settings.put("spring.rabbitmq.virtual-host", amqp.getVirtualHost());
        settings.put("kinoroute.embedded.enabled", false);
        StoreConnection objects = store.getObject();
        if (objects.endpoint() != null) {
            settings.put("kinoroute.store.endpoint", objects.endpoint().toString());
        }
        settings.put("kinoroute.store.region", objects.region());
        settings.put("kinoroute.store.access-key", objects.accessKey());
        settings.put("kinoroute.store.secret-key", objects.secretKey());
        settings.put("kinoroute.store.path-style", objects.pathStyle());
        settings.values().removeIf(Objects::isNull);
        try {
            return json.writeValueAsString(settings);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What it says goes into this process's log. */
    private static void tell(Process process) {
        Thread ear = new Thread(
                () -> {
                    try (BufferedReader said = process.inputReader(StandardCharsets.UTF_8)) {
                        for (String line = said.readLine(); line != null; line = said.readLine()) {
                            LOG.info("{}: {}", process.pid(), line);
                        }
                    } catch (IOException e) {
                        LOG.debug("Process {} is not heard any more", process.pid(), e);
                    }
                },
                "worker-" + process.pid());
        ear.setDaemon(true);
        ear.start();
    }

    private void stop(Process process) {
        process.destroy();
        if (isClosing()) {
            // It is on its way, and knows when nobody is there any more.
            return;
        }
        try {
            if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
                LOG.warn("Process {} does not stop: killed", process.pid());
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    /** Stops all of them; their jobs go back. */
    @PreDestroy
    public void close() {
        closed.complete(null);
    }
}
