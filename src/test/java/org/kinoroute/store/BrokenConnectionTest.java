package org.kinoroute.store;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.unit.DataSize;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

/** A server that answers one request on each connection, keeps it, and closes it when the next one comes. */
class BrokenConnectionTest {

    @TempDir
    Path folder;

    private final AtomicInteger answers = new AtomicInteger();
    private final AtomicInteger puts = new AtomicInteger();
    private ServerSocket server;

    @BeforeEach
    void start() throws IOException {
        server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread thread = new Thread(this::serve, "closing-server");
        thread.setDaemon(true);
        thread.start();
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
    }

    private void serve() {
        while (!server.isClosed()) {
            try (Socket connection = server.accept()) {
                connection.setSoTimeout(10_000);
                BufferedReader in = new BufferedReader(new InputStreamReader(connection.getInputStream(), US_ASCII));
                read(in);
                if (answers.getAndDecrement() > 0) {
                    connection
                            .getOutputStream()
                            .write("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n".getBytes(US_ASCII));
                    read(in);
                }
            } catch (IOException gone) {
                // The client's next connection.
            }
        }
    }

    /** One request, without its few bytes of a body. */
    private void read(BufferedReader in) throws IOException {
        String line = in.readLine();
        if (line != null && line.startsWith("PUT")) {
            puts.incrementAndGet();
        }
        while (line != null && !line.isEmpty()) {
            line = in.readLine();
        }
    }

    private S3Client client() throws IOException {
        return new StoreConfiguration()
                .s3Client(
                        new StoreConnection(
                                URI.create("http://127.0.0.1:" + server.getLocalPort()),
                                "us-east-1",
                                "any",
                                "any",
                                true),
                        new StoreProperties(
                                "kinoroute",
                                folder,
                                "http://127.0.0.1:8080",
                                "pictures",
                                List.of(),
                                Duration.ofSeconds(5),
                                Compression.NONE,
                                DataSize.ofBytes(100),
                                Encryption.NONE,
                                "",
                                null,
                                List.of(),
                                100,
                                Duration.ofMinutes(1),
                                false,
                                Duration.ofMinutes(1)),
                        new ObjectInfos(100, Duration.ofMinutes(1)));
    }

    @Test
    void aConnectionThatBreaksIsNoFailure() throws IOException {
        answers.set(2);
        try (S3Client client = client()) {
            client.putObject(put -> put.bucket("kinoroute").key("a"), RequestBody.fromString("a"));
        }

        assertThat(puts).as("on the old connection, and on a new one").hasValue(2);
    }

    @Test
    void aServerThatBreaksThemAllIsAskedTwice() throws IOException {
        answers.set(1);
        try (S3Client client = client()) {
            assertThatThrownBy(() ->
                            client.putObject(put -> put.bucket("kinoroute").key("a"), RequestBody.fromString("a")))
                    .isInstanceOf(SdkClientException.class);
        }

        assertThat(puts).hasValue(2);
    }
}
