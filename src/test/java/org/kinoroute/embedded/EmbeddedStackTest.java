package org.kinoroute.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.MessageProperties;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.DriverManager;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kinoroute.video.Unavailable;

class EmbeddedStackTest {

    @TempDir
    Path folder;

    @Test
    void everythingOutlivesAStopAndOneInstanceHoldsTheFolder() throws Exception {
        Path data = folder.resolve("data with spaces");
        try (EmbeddedStack stack = EmbeddedStack.start(data, data.resolve("bin"))) {
            try (var sql = DriverManager.getConnection(stack.jdbcUrl(), "postgres", stack.password());
                    var statement = sql.createStatement()) {
                statement.execute("create table kept (what text)");
                statement.execute("insert into kept values ('a row')");
            }
            try (Connection connection = connect(stack)) {
                Channel channel = connection.createChannel();
                channel.queueDeclare("kept", true, false, false, null);
                channel.confirmSelect();
                channel.basicPublish(
                        "", "kept", MessageProperties.PERSISTENT_BASIC, "a message".getBytes(StandardCharsets.UTF_8));
                channel.waitForConfirmsOrDie(5000);
            }
            assertThatThrownBy(() -> EmbeddedStack.start(data, data.resolve("bin")))
                    .isInstanceOf(Unavailable.class)
                    .hasMessageContaining("another Kinoroute is at work on it")
                    .hasMessageContaining("--data DIR");
            assertThatThrownBy(() -> DriverManager.getConnection(stack.jdbcUrl(), "postgres", "guess"))
                    .hasMessageContaining("password");
            assertThat(PosixFilePermissions.toString(
                            Files.getPosixFilePermissions(data.resolve("credentials.properties"))))
                    .isEqualTo("rw-------");
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(data.resolve("bin"))))
                    .isEqualTo("rwxr-xr-x");
        }
        assertThat(data.resolve("postgres/postmaster.pid")).doesNotExist();
        try (EmbeddedStack stack = EmbeddedStack.start(data, data.resolve("bin"))) {
            try (var sql = DriverManager.getConnection(stack.jdbcUrl(), "postgres", stack.password());
                    var rows = sql.createStatement().executeQuery("select what from kept")) {
                assertThat(rows.next()).isTrue();
                assertThat(rows.getString(1)).isEqualTo("a row");
            }
            try (Connection connection = connect(stack)) {
                byte[] body = connection.createChannel().basicGet("kept", true).getBody();
                assertThat(new String(body, StandardCharsets.UTF_8)).isEqualTo("a message");
            }
        }
    }

    @Test
    void aFolderThatCannotBeWrittenToIsNamed() throws Exception {
        Path file = Files.writeString(folder.resolve("file"), "in the way");
        assertThatThrownBy(() -> EmbeddedStack.start(file, file.resolve("bin")))
                .isInstanceOf(Unavailable.class)
                .hasMessageContaining(file.toString())
                .hasMessageContaining("--data DIR");
    }

    private static Connection connect(Servers servers) throws Exception {
        ConnectionFactory factory = new ConnectionFactory();
        factory.setHost("127.0.0.1");
        factory.setPort(servers.amqpPort());
        factory.setUsername("kinoroute");
        factory.setPassword(servers.password());
        factory.setVirtualHost("kinoroute");
        return factory.newConnection();
    }
}
