package org.kinoroute.embedded;

import com.rabbitmq.client.ConnectionFactory;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.sql.DriverManager;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import org.kinoroute.video.Causes;
import org.kinoroute.video.OutOfReach;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.env.PropertyResolver;

/** Servers of one's own in place of embedded ones: whether they can be reached is found out before anything is started. */
final class ExternalServers {

    private static final Logger LOG = LoggerFactory.getLogger(ExternalServers.class);
    private static final int PATIENCE_SECONDS = 10;

    private ExternalServers() {}

    /** What the application needs beside itself. */
    enum Service {
        POSTGRES,
        BROKER,
        STORE;

        /** The setting that says whether it runs inside this process. */
        String setting() {
            return "kinoroute.embedded." + name().toLowerCase(Locale.ROOT);
        }

        boolean isEmbedded(PropertyResolver settings) {
            return settings.getProperty(setting(), Boolean.class, true);
        }
    }

    private interface Attempt {
        void run() throws Exception;
    }

    /** @throws OutOfReach that names all that cannot be reached, each in a line of its own */
    static void check(PropertyResolver settings) {
        List<String> missing = new ArrayList<>();
        if (!Service.POSTGRES.isEmbedded(settings)) {
            String url = settings.getProperty("spring.datasource.url", "");
            attempt(missing, "the database " + url + " (POSTGRES_HOST)", () -> postgres(url, settings));
        }
        if (!Service.BROKER.isEmbedded(settings)) {
            String host = settings.getProperty(
                    "spring.rabbitmq.addresses",
                    settings.getProperty("spring.rabbitmq.host", "localhost") + ":"
                            + settings.getProperty("spring.rabbitmq.port", "5672"));
            attempt(missing, "the broker " + host + " (RABBITMQ_HOST)", () -> rabbitmq(settings));
        }
        String endpoint = settings.getProperty("kinoroute.store.endpoint", "");
        if (!Service.STORE.isEmbedded(settings) && !endpoint.isBlank()) {
            attempt(missing, "the store " + endpoint + " (R2_ACCOUNT_ID, AWS_ENDPOINT_URL_S3)", () -> store(endpoint));
        }
        if (!missing.isEmpty()) {
            throw new OutOfReach(String.join("\n", missing));
        }
    }

    private static void attempt(List<String> missing, String what, Attempt attempt) {
        try {
            attempt.run();
        } catch (Exception e) {
            String line = what + " cannot be reached: " + Causes.of(e)
                    + "; start it, mend its address and password, or leave them out: then an embedded one is used";
            LOG.error(line);
            missing.add(line);
        }
    }

    private static void postgres(String url, PropertyResolver settings) throws Exception {
        Properties properties = new Properties();
        properties.setProperty("user", settings.getProperty("spring.datasource.username", ""));
        properties.setProperty("password", settings.getProperty("spring.datasource.password", ""));
        properties.setProperty("loginTimeout", String.valueOf(PATIENCE_SECONDS));
        DriverManager.getConnection(url, properties).close();
    }

    private static void rabbitmq(PropertyResolver settings) throws Exception {
        if (settings.containsProperty("spring.rabbitmq.addresses")) {
            // Several of them, and which one answers is for the client to find out.
            return;
        }
        ConnectionFactory factory = new ConnectionFactory();
        factory.setHost(settings.getProperty("spring.rabbitmq.host", "localhost"));
        factory.setPort(settings.getProperty("spring.rabbitmq.port", Integer.class, 5672));
        factory.setUsername(settings.getProperty("spring.rabbitmq.username", "guest"));
        factory.setPassword(settings.getProperty("spring.rabbitmq.password", "guest"));
        factory.setVirtualHost(settings.getProperty("spring.rabbitmq.virtual-host", "/"));
        if (settings.getProperty("spring.rabbitmq.ssl.enabled", Boolean.class, false)) {
            factory.useSslProtocol();
        }
        factory.setConnectionTimeout(PATIENCE_SECONDS * 1000);
        factory.newConnection().close();
    }

    /** Whatever it answers, it is there; whether the keys are good shows when the bucket is looked for. */
    private static void store(String endpoint) throws Exception {
        HttpClient client = HttpClient.newBuilder()
                .connectTimeout(Duration.ofSeconds(PATIENCE_SECONDS))
                .build();
        client.send(
                HttpRequest.newBuilder(URI.create(endpoint))
                        .timeout(Duration.ofSeconds(PATIENCE_SECONDS))
                        .build(),
                BodyHandlers.discarding());
    }
}
