package org.kinoroute.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.impl.NoOpLog;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kinoroute.embedded.ExternalServers.Service;
import org.kinoroute.video.Unavailable;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.logging.DeferredLogFactory;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;

/** Where the servers are, in the words of the older systems' users. */
class OlderVariablesTest {

    @TempDir
    Path folder;

    private final List<String> logged = new ArrayList<>();

    private ConfigurableEnvironment environment(String... namesAndValues) {
        Map<String, Object> given = new HashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            given.put(namesAndValues[i], namesAndValues[i + 1]);
        }
        ConfigurableEnvironment environment = new StandardEnvironment();
        environment.getPropertySources().addFirst(new MapPropertySource("given", given));
        Log log = new NoOpLog() {
            @Override
            public void info(Object message) {
                logged.add(message.toString());
            }
        };
        DeferredLogFactory logs = destination -> log;
        new OlderVariables(logs).postProcessEnvironment(environment, new SpringApplication());
        return environment;
    }

    private static void assertEmbedded(ConfigurableEnvironment environment, Service... services) {
        assertThat(List.of(Service.values()).stream().filter(service -> service.isEmbedded(environment)))
                .containsExactly(services);
    }

    @Test
    void withoutAnyAllAreEmbedded() {
        assertEmbedded(environment(), Service.values());
    }

    @Test
    void allAreSomebodysOwnWhereNoneIsToBeEmbedded() {
        assertEmbedded(environment("kinoroute.embedded.enabled", "false"));
    }

    @Test
    void aDatabaseOfOnesOwnTakesThePlaceOfTheEmbeddedOneAlone() {
        ConfigurableEnvironment environment = environment("POSTGRES_HOST", "db", "POSTGRES_USER", "me");

        assertEmbedded(environment, Service.BROKER, Service.STORE);
        assertThat(environment.getProperty("spring.datasource.url"))
                .isEqualTo("jdbc:postgresql://db:5432/video_voice_integration");
        assertThat(environment.getProperty("spring.datasource.username")).isEqualTo("me");
    }

    @Test
    void aBrokerOfOnesOwnHasItsVirtualHost() {
        ConfigurableEnvironment environment =
                environment("RABBITMQ_HOST", "mq", "RABBITMQ_PORT", "5673", "RABBITMQ_VHOST", "videos");

        assertEmbedded(environment, Service.POSTGRES, Service.STORE);
        assertThat(environment.getProperty("spring.rabbitmq.host")).isEqualTo("mq");
        assertThat(environment.getProperty("spring.rabbitmq.port")).isEqualTo("5673");
        assertThat(environment.getProperty("spring.rabbitmq.virtual-host")).isEqualTo("videos");
    }

    @Test
    void r2IsAStore() {
        ConfigurableEnvironment environment = environment(
                "R2_ACCOUNT_ID", "abc", "R2_ACCESS_KEY_ID", "k", "R2_SECRET_ACCESS_KEY", "s", "AWS_ACCESS_KEY_ID", "x");

        assertEmbedded(environment, Service.POSTGRES, Service.BROKER);
        assertThat(environment.getProperty("kinoroute.store.endpoint"))
                .isEqualTo("https://abc.r2.cloudflarestorage.com");
        assertThat(environment.getProperty("kinoroute.store.region")).isEqualTo("auto");
        assertThat(environment.getProperty("kinoroute.store.access-key")).isEqualTo("k");
    }

    @Test
    void keysOfAwsAloneNameNoStore() {
        assertEmbedded(environment("AWS_ACCESS_KEY_ID", "k", "AWS_SECRET_ACCESS_KEY", "s"), Service.values());
    }

    @Test
    void whatIsSetInSpringsOwnWordsGoesFirst() {
        ConfigurableEnvironment environment =
                environment("POSTGRES_HOST", "old", "spring.datasource.url", "jdbc:postgresql://new/db");

        assertThat(environment.getProperty("spring.datasource.url")).isEqualTo("jdbc:postgresql://new/db");
        assertEmbedded(environment, Service.BROKER, Service.STORE);
    }

    @Test
    void levelsOfLogsHaveOtherNamesElsewhere() {
        assertThat(environment("LOG_LEVEL", "WARNING").getProperty("LOG_LEVEL")).isEqualTo("warn");
        assertThat(environment("LOG_LEVEL", "DEBUG").getProperty("LOG_LEVEL")).isEqualTo("DEBUG");
    }

    @Test
    void redisIsIgnoredInOneLine() {
        environment("REDIS_HOST", "r", "REDIS_PORT", "6379");

        assertThat(logged).singleElement().asString().startsWith("REDIS_HOST, REDIS_PORT: ignored");
    }

    @Test
    void allThatCannotBeReachedIsNamed() throws IOException {
        String nobody;
        try (ServerSocket socket = new ServerSocket(0)) {
            nobody = String.valueOf(socket.getLocalPort());
        }
        ConfigurableEnvironment environment = environment(
                "POSTGRES_HOST",
                "127.0.0.1",
                "POSTGRES_PORT",
                nobody,
                "RABBITMQ_HOST",
                "127.0.0.1",
                "RABBITMQ_PORT",
                nobody,
                "AWS_ENDPOINT_URL_S3",
                "http://127.0.0.1:" + nobody);

        assertThatThrownBy(() -> ExternalServers.check(environment))
                .isInstanceOf(Unavailable.class)
                .message()
                .satisfies(message -> assertThat(message.lines())
                        .satisfiesExactly(
                                line -> assertThat(line).contains("POSTGRES_HOST", "cannot be reached"),
                                line -> assertThat(line).contains("RABBITMQ_HOST", "cannot be reached"),
                                line -> assertThat(line).contains("AWS_ENDPOINT_URL_S3", "cannot be reached")));
    }

    @Test
    void whatIsThereIsFound() {
        Path programs = Path.of(System.getProperty("kinoroute.embedded.programs"));
        try (EmbeddedStack theirs =
                EmbeddedStack.start(folder, programs, EnumSet.of(Service.POSTGRES, Service.BROKER))) {
            String port = theirs.jdbcUrl().replaceFirst(".*:(\\d+)/.*", "$1");
            String[] variables = {
                "POSTGRES_HOST",
                "127.0.0.1",
                "POSTGRES_PORT",
                port,
                "DATABASE_NAME",
                "postgres",
                "POSTGRES_PASSWORD",
                theirs.password(),
                "RABBITMQ_HOST",
                "127.0.0.1",
                "RABBITMQ_PORT",
                String.valueOf(theirs.amqpPort()),
                "RABBITMQ_USER",
                "kinoroute",
                "RABBITMQ_PASSWORD",
                theirs.password(),
                "RABBITMQ_VHOST",
                "kinoroute"
            };

            assertThatCode(() -> ExternalServers.check(environment(variables))).doesNotThrowAnyException();
            variables[7] = "wrong";
            assertThatThrownBy(() -> ExternalServers.check(environment(variables)))
                    .hasMessageContaining("password");
        }
    }
}
