package org.kinoroute.api;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.kinoroute.store.ObjectStore;
import org.springframework.amqp.rabbit.core.RabbitTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Whether the three servers that everything needs do answer, and soon. */
@Component("health")
public class Health {

    private static final long LONGEST_MS = 2000;
    private static final String HEALTHY = "healthy";

    private final JdbcClient jdbc;
    private final RabbitTemplate rabbit;
    private final ObjectStore store;

    public Health(JdbcClient jdbc, RabbitTemplate rabbit, ObjectStore store) {
        this.jdbc = jdbc;
        this.rabbit = rabbit;
        this.store = store;
    }

    /**
     * @param status {@code healthy} or {@code unhealthy}
     * @param services by name, the same of each
     */
    public record Report(String status, Map<String, String> services) {

        @JsonIgnore
        public boolean isHealthy() {
            return status.equals(HEALTHY);
        }
    }

    public Report check() {
        CompletableFuture<String> database =
                ask(() -> jdbc.sql("select 1").query(Integer.class).single());
        CompletableFuture<String> broker = ask(() -> rabbit.execute(channel -> channel.isOpen()));
        CompletableFuture<String> objects = ask(() -> store.exists("health"));
        Map<String, String> services = new LinkedHashMap<>();
        services.put("database", database.join());
        services.put("broker", broker.join());
        services.put("storage", objects.join());
        boolean healthy = services.values().stream().allMatch(HEALTHY::equals);
        return new Report(healthy ? HEALTHY : "unhealthy", services);
    }

    private static CompletableFuture<String> ask(Runnable question) {
        return CompletableFuture.runAsync(question)
                .orTimeout(LONGEST_MS, TimeUnit.MILLISECONDS)
                .handle((nothing, error) -> error == null ? HEALTHY : "unhealthy");
    }
}
