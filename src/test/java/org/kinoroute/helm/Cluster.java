package org.kinoroute.helm;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;

/** As much of a cluster as a chart sees: an API server that knows one Secret, which an earlier install has left. */
final class Cluster implements AutoCloseable {

    static final String SECRET = "kept-auth";
    static final String KEY = "kr_made_by_an_earlier_install_of_the_chart";

    private final HttpServer server;

    Cluster() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    /** What a program of Kubernetes finds the cluster by. */
    Path kubeconfig(Path folder) throws IOException {
        return Files.writeString(
                folder.resolve("kubeconfig"),
                """
                apiVersion: v1
                kind: Config
                clusters: [{name: test, cluster: {server: "http://127.0.0.1:%d"}}]
                contexts: [{name: test, context: {cluster: test, user: test}}]
                users: [{name: test, user: {}}]
                current-context: test
                """
                        .formatted(server.getAddress().getPort()));
    }

    private void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        if (path.equals("/api/v1")) {
            send(
                    exchange,
                    200,
                    """
                    {"kind": "APIResourceList", "apiVersion": "v1", "groupVersion": "v1", "resources": [
                     {"name": "secrets", "singularName": "secret", "namespaced": true, "kind": "Secret",
                      "verbs": ["get", "list"]}]}""");
        } else if (path.equals("/api/v1/namespaces/" + HelmRun.NAMESPACE + "/secrets/" + SECRET)) {
            send(
                    exchange,
                    200,
                    """
                    {"kind": "Secret", "apiVersion": "v1", "metadata": {"name": "%s"}, "data": {"admin-key": "%s"}}"""
                            .formatted(
                                    SECRET, Base64.getEncoder().encodeToString(KEY.getBytes(StandardCharsets.UTF_8))));
        } else {
            send(
                    exchange,
                    404,
                    """
                    {"kind": "Status", "apiVersion": "v1", "status": "Failure", "reason": "NotFound", "code": 404}""");
        }
    }

    private static void send(HttpExchange exchange, int status, String json) throws IOException {
        byte[] body = json.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
