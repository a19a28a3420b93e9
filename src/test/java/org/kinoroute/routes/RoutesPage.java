package org.kinoroute.routes;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.kinoroute.routes.RouteDocument.Entry;

/** {@code docs/routes.md}: every built-in route, and how they hang together. */
public final class RoutesPage {

    private static final String QUEUE = "spring-rabbitmq";

    private final List<RouteDocument> documents = RouteFiles.find(Path.of("no-such-folder")).stream()
            .map(RouteDocument::parse)
            .toList();
    private final Set<String> edges = new LinkedHashSet<>();
    private final Map<String, String> queues = new LinkedHashMap<>();

    private record Stop(RouteDocument document, String id, Endpoint endpoint) {}

    public String text() {
        return """
                # Routes

                <!-- Written by the build; do not edit. Renew it: mvn -Dtest=GeneratedDocsTest -Ddocs.update=true test -->

                The pipeline, file by file; read in order it tells the story. `./kinoroute routes` shows the same with
                your own files.

                %s
                ## How they hang together

                Rounded: queues. A broken line: which route it is, is known when a message is there. Calls that a bean
                decides on (the Dynamic Router `scenes-voice-dispatch`, the launcher of the voice workers) and those
                that the command line makes are not drawn.

                ```mermaid
                %s```
                """
                .formatted(table(), graph());
    }

    /** The names of the built-in files, in their order. */
    public List<String> files() {
        return documents.stream().map(document -> document.file().name()).toList();
    }

    private String table() {
        StringBuilder table = new StringBuilder("| file | route | what it does |\n| --- | --- | --- |\n");
        for (RouteDocument document : documents) {
            String file = document.file().name();
            for (RouteSummary summary : RouteSummary.of(document.file())) {
                String kind = summary.kind().equals("route")
                        ? ""
                        : summary.kind().equals("routeTemplate") ? " (template)" : " (configuration)";
                table.append("| %s | `%s`%s | %s |%n"
                        .formatted(
                                file.isEmpty()
                                        ? ""
                                        : "[%s](../src/main/resources/routes/%s)"
                                                .formatted(file.replace(".camel.yaml", ""), file),
                                summary.id(),
                                kind,
                                summary.description().replace("|", "\\|")));
                file = "";
            }
        }
        return table.toString();
    }

    private String graph() {
        List<Stop> consumers = new ArrayList<>();
        List<Stop> calls = new ArrayList<>();
        StringBuilder graph = new StringBuilder("flowchart LR\n");
        for (RouteDocument document : documents) {
            graph.append("  subgraph file%s[\"%s\"]%n"
                    .formatted(
                            document.file().stem().replaceAll("\\W", "_"),
                            document.file().stem()));
            for (Entry entry : document.entries()) {
                entry.id().ifPresent(id -> {
                    graph.append("    ").append(id).append('\n');
                    RouteLinks.of(entry.body()).forEach(endpoint -> (endpoint.consumer() ? consumers : calls)
                            .add(new Stop(document, id, endpoint)));
                });
            }
            graph.append("  end\n");
        }
        consumers.forEach(this::consumer);
        calls.forEach(call -> call(call, consumers));
        queues.forEach((name, node) -> graph.append("  %s([\"%s\"])%n".formatted(node, name)));
        edges.forEach(edge -> graph.append("  ").append(edge).append('\n'));
        return graph.toString();
    }

    private void consumer(Stop stop) {
        stop.endpoint().parameter("queues").ifPresent(queue -> edges.add(queue(queue) + " --> " + stop.id()));
    }

    private void call(Stop call, List<Stop> consumers) {
        Endpoint endpoint = call.endpoint();
        if (endpoint.scheme().equals(QUEUE)) {
            // Without a key the message itself names its queue: the one of its job.
            edges.add(
                    call.id() + " --> " + queue(endpoint.parameter("routingKey").orElse("{{queue}}")));
        }
        if (endpoint.isDirect()) {
            boolean byName = endpoint.uri().contains("${");
            String arrow = byName ? " -.-> " : " --> ";
            // What is found by a name is an extension point, and lies in a file of its own.
            consumers.stream()
                    .filter(consumer -> !byName || consumer.document() != call.document())
                    .filter(consumer -> consumer.endpoint().isDirect() && endpoint.mayReach(consumer.endpoint()))
                    .forEach(consumer -> edges.add(call.id() + arrow + consumer.id()));
        }
    }

    private String queue(String name) {
        String shown = name.equals("{{queue}}") ? "the job's own queue" : name.replaceAll("\\{\\{(.*?)}}", "$1");
        return queues.computeIfAbsent(shown, key -> "queue" + (queues.size() + 1));
    }
}
