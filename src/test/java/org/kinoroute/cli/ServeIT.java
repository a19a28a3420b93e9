package org.kinoroute.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kinoroute.Application;
import org.kinoroute.Application.Running;
import org.kinoroute.Trap;

/** A server as a process of its own, and commands beside it on the same data folder. */
class ServeIT {

    /** In which the composition is held up for good. */
    private static final Trap TRAP = new Trap("60-compose.camel.yaml", "compose-to-segments");

    private static final String READY = "Kinoroute is ready at http://127.0.0.1:";

    @TempDir
    Path folder;

    private final List<Running> running = new ArrayList<>();

    @AfterEach
    void stopAll() {
        running.forEach(Running::close);
    }

    @Test
    void makeHandsItsJobToTheServerOnItsFolderAndKeepsToItsTerms() throws Exception {
        String key = "-Dkinoroute.store.key=MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=";
        Running server = serve("-Dkinoroute.store.bucket=films", "-Dkinoroute.store.encryption=aes-256-gcm", key);
        Path properties = folder.resolve("data/server.properties");
        Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> Files.exists(properties));
        assertThat(Files.readString(properties)).contains("starting");

        // Its bucket and encryption are the server's, though nothing here says so.
        Running make = make("Oi, tudo bem?", "chat.mp4", key);
        Running without = make("Oi, sem chave?", "without.mp4");
        assertThat(make.ended()).as(make.said()).isZero();
        assertThat(make.said())
                .contains("a server is starting on this data folder; waiting for it")
                .contains("a server is at work on this data folder");
        for (String ending : List.of(".mp4", ".jpg", ".srt", ".vtt", ".json")) {
            assertThat(folder.resolve("chat" + ending)).isNotEmptyFile();
        }
        assertThat(folder.resolve("data/store/films")).isDirectory();
        assertThat(folder.resolve("data/store/kinoroute")).doesNotExist();

        assertThat(without.ended()).isEqualTo(1);
        assertThat(without.said().lines().filter(line -> line.contains("KINOROUTE_STORE_KEY")))
                .hasSize(1)
                .allMatch(line -> line.contains("encrypts its store with the key") && line.contains("none here"));
        assertThat(without.said()).doesNotContain("Exception");

        Running second = serve();
        assertThat(second.ended()).isEqualTo(1);
        assertThat(second.said()).contains("another Kinoroute is at work on it").hasLineCount(1);

        assertThat(server.process().isAlive()).isTrue();
        assertThat(server.said()).contains(READY);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(properties)))
                .isEqualTo("rw-------");
        assertThat(Files.readString(properties))
                .contains("store.key=")
                .doesNotContain("MDEyMzQ1")
                .doesNotContain("password");
        server.signal("TERM");
        assertThat(server.ended()).as(server.said()).isZero();
        assertThat(server.said()).contains("stopping").doesNotContain("Exception");
        assertThat(properties).doesNotExist();
        assertThat(folder.resolve("data/postgres/postmaster.pid")).doesNotExist();
    }

    @Test
    void aVideoOutlivesItsServerAndCtrlCCancelsIt() throws Exception {
        String trapped = "-Dkinoroute.routes.folder=" + Trap.set(folder.resolve("trap"), TRAP);
        Running server = serve(trapped);
        server.await(READY);
        Running make = make("Tudo bem?", "chat.mp4");
        awaitTrap(1, server);
        server.kill();
        assertThat(make.ended()).as(make.said()).isEqualTo(1);
        assertThat(make.said()).contains("the server that was making the video").doesNotContain("Exception");

        // It goes on by itself, to where it is held up again.
        server = serve(trapped);
        server.await(READY);
        awaitTrap(2, server);
        make = make("Tudo bem?", "chat.mp4");
        make.await("taking up where it was interrupted");
        make.signal("INT");
        assertThat(make.ended()).as(make.said()).isEqualTo(130);
        assertThat(make.said()).contains("cancelled");

        // What a server has left is taken up by a command of its own, and the other way round.
        make = make("E agora?", "other.mp4");
        awaitTrap(3, server);
        server.kill();
        assertThat(make.ended()).isEqualTo(1);
        make = make("E agora?", "other.mp4");
        assertThat(make.ended()).as(make.said()).isZero();
        assertThat(make.said()).contains("taking up where it was interrupted");
        assertThat(folder.resolve("other.mp4")).isNotEmptyFile();
    }

    @Test
    void whereItCannotOrMustNotListenItSaysSo() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            Running busy = start(List.of(), "serve", "--port", String.valueOf(taken.getLocalPort()));
            assertThat(busy.ended()).as(busy.said()).isEqualTo(1);
            assertThat(busy.said())
                    .isEqualToIgnoringNewLines("kinoroute: port " + taken.getLocalPort()
                            + " is taken by another program; choose another with --port");
        }
        assertThat(folder.resolve("data/postgres"))
                .as("told before anything starts")
                .doesNotExist();
        Running open = start(List.of(), "serve", "--port", "0", "--host", "0.0.0.0");
        assertThat(open.ended()).as(open.said()).isEqualTo(2);
        assertThat(open.said())
                .startsWith("kinoroute: --host: 0.0.0.0 is reached by others, and there is no API key: make one with")
                .hasLineCount(1);
    }

    private void awaitTrap(int times, Running server) {
        TRAP.awaitReached(times, folder.resolve("data/kinoroute.log"), server);
    }

    private Running serve(String... options) {
        return start(List.of(options), "serve", "--port", "0");
    }

    private Running make(String text, String out, String... options) throws IOException {
        Path script = Files.writeString(
                folder.resolve("talk-" + out + ".json"),
                "[{\"from\": \"Ana\", \"to\": \"Bruno\", \"text\": \"" + text + "\"}]");
        return start(
                List.of(options),
                "make",
                "--script",
                script.toString(),
                "--out",
                folder.resolve(out).toString(),
                "--size",
                "270x480",
                "--fps",
                "10",
                "--background",
                "none");
    }

    private Running start(List<String> options, String... arguments) {
        Running one =
                Application.in(folder).options(options.toArray(String[]::new)).start(arguments);
        running.add(one);
        return one;
    }
}
