package org.kinoroute.embedded;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.commons.logging.Log;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.env.EnvironmentPostProcessor;
import org.springframework.boot.logging.DeferredLogFactory;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.MapPropertySource;

/**
 * Environment variables by which the users of the older systems say where their servers are; and of each service,
 * whether it is theirs or runs inside this process. What is set in Kinoroute's or Spring's own words goes first.
 */
public class OlderVariables implements EnvironmentPostProcessor, Ordered {

    private static final Map<String, String> LEVELS =
            Map.of("warning", "warn", "critical", "error", "fatal", "error", "notset", "trace", "verbose", "debug");

    private final Log log;

    public OlderVariables(DeferredLogFactory logs) {
        log = logs.getLog(OlderVariables.class);
    }

    /** After the files are read in which somebody may have set the same. */
    @Override
    public int getOrder() {
        return Ordered.LOWEST_PRECEDENCE;
    }

    @Override
    public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
        Map<String, Object> settings = new HashMap<>();
        postgres(environment, settings);
        rabbitmq(environment, settings);
        store(environment, settings);
        String embedded = environment.getProperty("kinoroute.embedded.enabled", "true");
        for (ExternalServers.Service service : ExternalServers.Service.values()) {
            settings.putIfAbsent(service.setting(), embedded);
        }
        environment.getPropertySources().addLast(new MapPropertySource("olderVariables", settings));
        logLevel(environment);
        ignored(environment);
    }

    private static void postgres(ConfigurableEnvironment environment, Map<String, Object> settings) {
        String host = environment.getProperty("POSTGRES_HOST", "");
        if (!host.isBlank()) {
            settings.put(
                    "spring.datasource.url",
                    "jdbc:postgresql://%s:%s/%s"
                            .formatted(
                                    host,
                                    environment.getProperty("POSTGRES_PORT", "5432"),
                                    environment.getProperty("DATABASE_NAME", "video_voice_integration")));
            settings.put("spring.datasource.username", environment.getProperty("POSTGRES_USER", "postgres"));
            settings.put("spring.datasource.password", environment.getProperty("POSTGRES_PASSWORD", ""));
        }
        if (!host.isBlank() || environment.containsProperty("spring.datasource.url")) {
            settings.put(ExternalServers.Service.POSTGRES.setting(), "false");
        }
    }

    private static void rabbitmq(ConfigurableEnvironment environment, Map<String, Object> settings) {
        String host = environment.getProperty("RABBITMQ_HOST", "");
        if (!host.isBlank()) {
            settings.put("spring.rabbitmq.host", host);
            settings.put("spring.rabbitmq.port", environment.getProperty("RABBITMQ_PORT", "5672"));
            settings.put("spring.rabbitmq.username", environment.getProperty("RABBITMQ_USER", "guest"));
            settings.put("spring.rabbitmq.password", environment.getProperty("RABBITMQ_PASSWORD", "guest"));
            settings.put("spring.rabbitmq.virtual-host", environment.getProperty("RABBITMQ_VHOST", "/"));
        }
        if (!host.isBlank()
                || environment.containsProperty("spring.rabbitmq.host")
                || environment.containsProperty("spring.rabbitmq.addresses")) {
            settings.put(ExternalServers.Service.BROKER.setting(), "false");
        }
    }

    private static void store(ConfigurableEnvironment environment, Map<String, Object> settings) {
        String account = environment.getProperty("R2_ACCOUNT_ID", "");
        String endpoint =
                environment.getProperty("AWS_ENDPOINT_URL_S3", environment.getProperty("AWS_ENDPOINT_URL", ""));
        if (!account.isBlank()) {
            settings.put("kinoroute.store.endpoint", "https://" + account + ".r2.cloudflarestorage.com");
            settings.put("kinoroute.store.region", "auto");
            settings.put("kinoroute.store.access-key", environment.getProperty("R2_ACCESS_KEY_ID", ""));
            settings.put("kinoroute.store.secret-key", environment.getProperty("R2_SECRET_ACCESS_KEY", ""));
        } else if (!endpoint.isBlank()) {
            settings.put("kinoroute.store.endpoint", endpoint);
        }
        // Keys of AWS lie about on many machines: by themselves they say nothing of this store.
        settings.putIfAbsent("kinoroute.store.access-key", environment.getProperty("AWS_ACCESS_KEY_ID", ""));
        settings.putIfAbsent("kinoroute.store.secret-key", environment.getProperty("AWS_SECRET_ACCESS_KEY", ""));
        settings.putIfAbsent(
                "kinoroute.store.region",
                environment.getProperty("AWS_REGION", environment.getProperty("AWS_DEFAULT_REGION", "us-east-1")));
        if (settings.containsKey("kinoroute.store.endpoint")
                || environment.containsProperty("kinoroute.store.endpoint")) {
            settings.put(ExternalServers.Service.STORE.setting(), "false");
        }
    }

    /** Levels have other names elsewhere, and an unknown one would stop the start. */
    private static void logLevel(ConfigurableEnvironment environment) {
        String level = environment.getProperty("LOG_LEVEL", "").strip().toLowerCase(java.util.Locale.ROOT);
        if (LEVELS.containsKey(level)) {
            environment
                    .getPropertySources()
                    .addFirst(new MapPropertySource("olderLogLevel", Map.of("LOG_LEVEL", LEVELS.get(level))));
        }
    }

    private void ignored(ConfigurableEnvironment environment) {
        TreeSet<String> redis = environment.getPropertySources().stream()
                .flatMap(source -> source instanceof EnumerablePropertySource<?> names
                        ? Stream.of(names.getPropertyNames())
                        : Stream.of())
                .filter(name -> name.startsWith("REDIS_"))
                .collect(Collectors.toCollection(TreeSet::new));
        if (!redis.isEmpty()) {
            log.info(String.join(", ", redis)
                    + ": ignored; Kinoroute keeps its state in PostgreSQL, and needs no Redis");
        }
    }
}
