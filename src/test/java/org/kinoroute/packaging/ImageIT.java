package org.kinoroute.packaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.util.FileSystemUtils;

/**
 * The image's files as the Dockerfile lays them out, and its entry point as an unprivileged user on a file system that
 * nobody can write to: all but an engine.
 */
class ImageIT {

    private static final Path FOLDER = Path.of("target/image").toAbsolutePath();
    private static final Path ROOT = FOLDER.resolve("root");
    private static final String KEY = "an-admins-key-for-this-test";

    /**
     * A mount namespace in which the staged files are at their place, all is read-only but /tmp and the data, and the
     * program runs as the image's user without any rights. There is no /data here: /mnt stands in for it.
     */
    private static final String CONTAINER =
            """
            set -e
            staged=$1; folder=$2; user=$3; shift 3
            mount --make-rprivate /
            mount -t tmpfs -o mode=755 tmpfs /opt
            mkdir /opt/kinoroute
            mount --bind "$staged" /opt/kinoroute
            mount -o remount,bind,ro /opt/kinoroute
            { grep -v '^kinoroute:' /etc/passwd; echo "kinoroute:x:$user:$user::/tmp:/usr/sbin/nologin"; } > "$folder/passwd"
            mount --bind "$folder/passwd" /etc/passwd
            mkdir -p "$folder/data"
            chown "$user:$user" "$folder/data"
            mount --bind "$folder/data" /mnt
            mount -t tmpfs -o mode=1777 tmpfs /tmp
            mount -o remount,bind,ro /
            exec setpriv --reuid="$user" --regid="$user" --clear-groups --no-new-privs --inh-caps=-all --bounding-set=-all "$@"
            """;

    private static Dockerfile dockerfile;

    @BeforeAll
    static void layOut() throws Exception {
        dockerfile = new Dockerfile(Path.of("Dockerfile"));
        FileSystemUtils.deleteRecursively(FOLDER);
        Files.createDirectories(ROOT);
        run(
                java(),
                "-Djarmode=tools",
                "-jar",
                "target/kinoroute.jar",
                "extract",
                "--layers",
                "--destination",
                "target/layers",
                "--force");
        for (Dockerfile.Copy copy : dockerfile.copies()) {
            if (copy.source().equals("/tmp/serve.jsa") || !isIntoTheImage(copy)) {
                continue;
            }
            // The build's folder is this one.
            Path source = Path.of(copy.source().replaceFirst("^/src/", ""));
            assertThat(source)
                    .as("what COPY %s %s takes", copy.source(), copy.target())
                    .exists();
            Path target = ROOT.resolve(copy.target()).normalize();
            if (Files.isDirectory(source)) {
                Files.createDirectories(target);
                run("cp", "-al", source + "/.", target.toString());
            } else {
                run("cp", source.toString(), Files.isDirectory(target) ? target + "/" : target.toString());
            }
        }
        run("chmod", "+x", ROOT.resolve("playwright-driver/node").toString());
    }

    /** The sources go into the stage that builds. */
    private static boolean isIntoTheImage(Dockerfile.Copy copy) {
        return copy.from() != null || List.of("config", "LICENSE").contains(copy.source());
    }

    @AfterAll
    static void cleanUp() throws IOException {
        FileSystemUtils.deleteRecursively(FOLDER);
    }

    private static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    private static void run(String... command) throws Exception {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes());
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(said).isZero();
    }

    @Test
    void theApplicationIsLaidOutForThisPlatformAlone() throws IOException {
        assertThat(ROOT.resolve("kinoroute.jar")).isNotEmptyFile();
        assertThat(ROOT.resolve("config/prompts/chat.en.md")).isNotEmptyFile();
        assertThat(ROOT.resolve("playwright-driver/package/cli.js")).isNotEmptyFile();
        try (Stream<Path> files = Files.list(ROOT.resolve("lib"))) {
            List<String> jars = files.map(file -> file.getFileName().toString()).toList();
            assertThat(jars).hasSizeGreaterThan(100);
            assertThat(jars)
                    .filteredOn(
                            jar -> jar.matches(
                                    ".*(linux|windows|macos|darwin|android|ios|freebsd)[-_]?(x86_64|amd64|x86|arm|aarch|ppc).*"))
                    .isNotEmpty()
                    .allMatch(jar -> jar.matches(".*linux[-_](x86_64|amd64).*"));
        }
    }

    @Test
    void theEntryPointServesAndMakesAVideoAsNobodyInParticular() throws Exception {
        assumeTrue(isPossible(), "not run: this user may not make a mount namespace (root, unshare -m, setpriv)");
        String user = dockerfile.last("USER").split(":")[0];
        int port = freePort();
        Path log = FOLDER.resolve("said");
        List<String> command = new ArrayList<>(List.of(
                "unshare", "-m", "sh", "-c", CONTAINER, "sh", ROOT.toString(), FOLDER.toString(), user, "env", "-i"));
        dockerfile.environment().forEach((name, value) -> command.add(name + "=" + value.replace("/data/", "/mnt/")));
        // It runs for a short while, and without the archive: the second compiler would take as long again.
        command.addAll(List.of(
                "PATH=/usr/bin:/bin", "KINOROUTE_API_ADMINKEY=" + KEY, "JAVA_TOOL_OPTIONS=-XX:TieredStopAtLevel=1"));
        List<String> entry = new ArrayList<>(Dockerfile.exec(dockerfile.last("ENTRYPOINT")));
        assertThat(entry).startsWith("tini", "--", "java");
        command.add(java());
        command.addAll(entry.subList(3, entry.size()));
        command.addAll(Dockerfile.exec(dockerfile.last("CMD")));
        command.addAll(List.of("--port", String.valueOf(port)));
        Process server = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        try {
            Awaitility.await()
                    .atMost(Duration.ofSeconds(180))
                    .until(() -> Files.readString(log).contains(" is ready at ") || !server.isAlive());
            assertThat(log).content().contains(" is ready at ");
            assertThat(Files.readString(Path.of("/proc/" + server.pid() + "/status")))
                    .contains("Uid:\t" + user, "CapEff:\t0000000000000000", "NoNewPrivs:\t1");
            String url = "http://127.0.0.1:" + port;
            String check = dockerfile.last("HEALTHCHECK").replaceFirst(".*http://[^/]+([a-z/]+).*", "$1");
            assertThat(get(url + check, null).statusCode()).isEqualTo(200);
            assertThat(get(url + "/actuator/health/readiness", null).statusCode())
                    .isEqualTo(200);
            assertThat(get(url + "/api/videos", null).statusCode()).isEqualTo(401);
            assertThat(video(url).path("degraded")).isEmpty();
            assertThat(log).content().doesNotContain(KEY);
        } finally {
            server.destroy();
            assertThat(server.waitFor(60, TimeUnit.SECONDS)).isTrue();
        }
        assertThat(server.exitValue()).as(Files.readString(log)).isZero();
    }

    /** Browser, voice and encoder all work there. */
    private static JsonNode video(String url) throws Exception {
        HttpResponse<String> asked = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(url + "/api/videos"))
                                .header("Authorization", "Bearer " + KEY)
                                .header("Content-Type", "application/json")
                                .POST(
                                        HttpRequest.BodyPublishers.ofString(
                                                """
                                                {"format": "chat", "size": "270x480", "fps": 10, "script": {"scenes": [
                                                 {"from": "Ana", "text": "Oi!"}, {"from": "Bruno", "text": "Oi, Ana!"}]}}"""))
                                .build(),
                        BodyHandlers.ofString());
        assertThat(asked.statusCode()).as(asked.body()).isEqualTo(202);
        ObjectMapper json = new ObjectMapper();
        String id = json.readTree(asked.body()).path("id").asText();
        JsonNode[] video = new JsonNode[1];
        Awaitility.await()
                .atMost(Duration.ofSeconds(120))
                .pollInterval(Duration.ofMillis(500))
                .until(() -> {
                    video[0] = json.readTree(get(url + "/api/videos/" + id, KEY).body());
                    return List.of("completed", "failed")
                            .contains(video[0].path("status").asText());
                });
        assertThat(video[0].path("status").asText()).as(video[0].toString()).isEqualTo("completed");
        return video[0];
    }

    private static HttpResponse<String> get(String url, String key) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url));
        if (key != null) {
            request.header("Authorization", "Bearer " + key);
        }
        return HttpClient.newHttpClient().send(request.build(), BodyHandlers.ofString());
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private static boolean isPossible() throws InterruptedException {
        try {
            Process process = new ProcessBuilder(
                            "unshare", "-m", "sh", "-c", "mount --make-rprivate / && setpriv --reuid=10001 true")
                    .start();
            return process.waitFor(10, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (IOException e) {
            return false;
        }
    }
}
