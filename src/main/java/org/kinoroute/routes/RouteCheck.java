package org.kinoroute.routes;

import static org.kinoroute.routes.Nodes.entries;
import static org.kinoroute.routes.Nodes.items;
import static org.kinoroute.routes.Nodes.string;
import static org.kinoroute.routes.Nodes.text;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.kinoroute.routes.RouteDocument.Entry;
import org.kinoroute.routes.RouteIndex.Declaration;
import org.kinoroute.video.Problem;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;

/**
 * Checks route files for what Camel would refuse late, or accept and do wrong: a file that is no list, unknown or
 * kebab-case keys, ids that are taken, an error policy that does not exist, a {@code direct:} that leads nowhere, a
 * setting without a value.
 */
public final class RouteCheck {

    private static final Set<String> NAMED = Set.of("route", "routeTemplate", "routeConfiguration");
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{([^{}]+)}}");

    private final List<RouteDocument> documents;
    private final RouteIndex index;
    private final Predicate<String> settings;

    /**
     * @param settings says whether a setting has a value; Spring's {@code Environment::containsProperty}
     * @throws Problem where a file cannot be read at all
     */
    public RouteCheck(List<RouteFile> files, Predicate<String> settings) {
        this.documents = files.stream().map(RouteDocument::parse).toList();
        this.index = new RouteIndex(documents);
        this.settings = settings;
    }

    /**
     * Checks the user's files, and that the built-in ones still find what they call where a file was replaced.
     *
     * @throws Problem the first that is wrong, with file, line and remedy
     */
    public void checkUserFiles() {
        List<RouteDocument> users = documents.stream()
                .filter(document -> !document.file().isBuiltIn())
                .toList();
        users.forEach(this::check);
        users.stream().filter(document -> document.file().replaces() != null).forEach(this::checkLosses);
    }

    /** Checks every file, the built-in ones included. */
    public void checkAll() {
        documents.forEach(this::check);
    }

    private void check(RouteDocument document) {
        RouteSchema.check(document);
        document.entries().forEach(entry -> checkName(document, entry));
        index.taken(document).forEach(same -> refuseTaken(document, same));
        checkReferences(document);
    }

    private void checkReferences(RouteDocument document) {
        for (Entry entry : document.entries()) {
            if (entry.kind().equals("templatedRoute")) {
                checkTemplated(document, entry.body());
            }
            checkConfigurations(document, entry.body());
            RouteLinks.of(entry.body()).forEach(endpoint -> checkEndpoint(document, endpoint));
            checkPlaceholders(document, entry.body(), parameters(entry.body()));
        }
    }

    private static void checkName(RouteDocument document, Entry entry) {
        if (entry.kind().equals("from")) {
            throw document.problem(entry.key(), "a route needs an id; write \"- route:\" with id: and from: below it");
        }
        boolean forEveryRoute = entry.kind().equals("routeConfiguration");
        if (NAMED.contains(entry.kind())
                && !forEveryRoute
                && entry.id().filter(id -> !id.isBlank()).isEmpty()) {
            throw document.problem(entry.key(), "this " + entry.kind() + " has no id; add \"id:\" below it");
        }
        if (entry.kind().equals("templatedRoute")
                && string(entry.body(), "routeId").isEmpty()) {
            throw document.problem(entry.key(), "this templatedRoute has no id; add \"routeId:\" below it");
        }
        if (document.file().isBuiltIn()
                && NAMED.contains(entry.kind())
                && string(entry.body(), "description").isEmpty()) {
            throw document.problem(
                    entry.key(), "this " + entry.kind() + " has no description; say what it does in one sentence");
        }
    }

    private static void refuseTaken(RouteDocument document, List<Declaration> same) {
        // In its own file the second one is to blame, else the one that is not built in.
        Declaration mine = same.stream()
                .filter(one -> one.document() == document)
                .reduce((first, last) -> last)
                .orElseThrow();
        Declaration other = same.stream().filter(one -> one != mine).findFirst().orElseThrow();
        String what;
        String remedy;
        if (mine.kind().equals("from")) {
            what = "a route begins at " + mine.name();
            remedy = "let this one begin elsewhere";
        } else if (mine.name().equals(RouteIndex.FOR_EVERY_ROUTE)) {
            what = "a routeConfiguration without id, which holds for every route that names none, is";
            remedy = "give this one an id, and name it in your routes as routeConfigurationId";
        } else {
            what = other.kind() + " \"" + mine.name() + "\" is";
            remedy = "give this one another id";
        }
        boolean replaceable =
                other.document() != document && other.document().file().isBuiltIn();
        throw document.problem(
                mine.at(),
                what + " there already, in " + other.where() + "; " + remedy
                        + (replaceable
                                ? ", or call this file "
                                        + other.document().file().name() + " to replace that one"
                                : ""));
    }

    private void checkConfigurations(RouteDocument document, Node node) {
        items(node).forEach(item -> checkConfigurations(document, item));
        for (NodeTuple entry : entries(node)) {
            Node value = entry.getValueNode();
            if (text(entry.getKeyNode()).equals("routeConfigurationId")
                    && !text(value).isEmpty()
                    && !index.hasConfiguration(text(value))) {
                throw document.problem(
                        value,
                        "there is no routeConfiguration \"" + text(value) + "\"; there is "
                                + quoted(index.configurations()));
            }
            checkConfigurations(document, value);
        }
    }

    private void checkTemplated(RouteDocument document, Node body) {
        Node reference = Nodes.value(body, "routeTemplateRef").orElse(body);
        String id = text(reference);
        Node template = index.template(id)
                .orElseThrow(() -> document.problem(
                        reference, "there is no routeTemplate \"" + id + "\"; there is " + quoted(index.templates())));
        Set<String> declared = parameters(template);
        Set<String> given = new TreeSet<>();
        for (Node parameter : Nodes.value(body, "parameters").map(Nodes::items).orElse(List.of())) {
            String name = string(parameter, "name").orElse("");
            given.add(name);
            if (!declared.contains(name)) {
                throw document.problem(
                        parameter,
                        "routeTemplate \"" + id + "\" has no parameter \"" + name + "\"; it has " + quoted(declared));
            }
        }
        for (Node parameter :
                Nodes.value(template, "parameters").map(Nodes::items).orElse(List.of())) {
            String name = string(parameter, "name").orElse("");
            boolean optional = Nodes.value(parameter, "defaultValue").isPresent()
                    || string(parameter, "required").filter("false"::equals).isPresent();
            if (!optional && !given.contains(name)) {
                throw document.problem(
                        reference,
                        "routeTemplate \"" + id + "\" needs the parameter \"" + name + "\"; add it under parameters:");
            }
        }
    }

    private void checkEndpoint(RouteDocument document, Endpoint endpoint) {
        if (endpoint.hasQuery() && endpoint.hasParameters()) {
            throw document.problem(
                    endpoint.at(),
                    "options stand behind the \"?\" and in parameters: both, where Camel reads but one; move all of"
                            + " them to parameters:");
        }
        String scheme = endpoint.scheme();
        if (!scheme.isEmpty() && !isComponent(scheme)) {
            throw document.problem(
                    endpoint.at(),
                    "there is no component \"" + scheme + "\"; look at its spelling, or add its jar to the class path");
        }
        if (endpoint.isDirect() && !endpoint.consumer() && !index.leadsSomewhere(endpoint)) {
            throw document.problem(
                    endpoint.at(), "no route begins at " + endpoint.address() + "; add one, or look at its spelling");
        }
    }

    private static boolean isComponent(String scheme) {
        return RouteCheck.class.getResource("/META-INF/services/org/apache/camel/component/" + scheme) != null;
    }

    private void checkPlaceholders(RouteDocument document, Node node, Set<String> parameters) {
        items(node).forEach(item -> checkPlaceholders(document, item, parameters));
        entries(node).forEach(entry -> checkPlaceholders(document, entry.getValueNode(), parameters));
        Matcher matcher = PLACEHOLDER.matcher(text(node));
        while (matcher.find()) {
            String key = matcher.group(1).strip();
            // {{?key}} may be missing; what has a colon brings its own default, or is a function such as env:
            boolean needed = !key.startsWith("?") && !key.contains(":");
            String name = key.startsWith("!") ? key.substring(1) : key;
            if (needed && !parameters.contains(name) && !settings.test(name)) {
                throw document.problem(
                        node,
                        "the setting {{" + name + "}} has no value; give it one in config/application.yaml, or here: {{"
                                + name + ":value}}");
            }
        }
    }

    /** What others call in a built-in file must be in the one that replaces it, or in another. */
    private void checkLosses(RouteDocument document) {
        RouteFile builtIn = document.file().replaces();
        RouteIndex before = new RouteIndex(List.of(RouteDocument.parse(builtIn)));
        refuseLost(document, "routeConfiguration", before.configurations(), index.configurations());
        refuseLost(document, "routeTemplate", before.templates(), index.templates());
        for (RouteDocument other : documents) {
            for (Endpoint call : RouteLinks.of(other.root())) {
                if (call.isDirect() && before.leadsSomewhere(call) && !index.leadsSomewhere(call)) {
                    throw document.problem(
                            document.root(),
                            "no route begins at " + call.address() + ", as in the built-in file, and "
                                    + other.file().location() + ":" + Nodes.line(call.at())
                                    + " calls it; let one of these routes begin there");
                }
            }
        }
    }

    private static void refuseLost(RouteDocument document, String kind, Set<String> before, Set<String> now) {
        before.stream().filter(id -> !now.contains(id)).findFirst().ifPresent(id -> {
            throw document.problem(
                    document.root(),
                    "there is no " + kind + " \"" + id + "\", as in the built-in file, and others use it; add one");
        });
    }

    /** The names of a template's parameters. */
    private static Set<String> parameters(Node template) {
        return Nodes.value(template, "parameters").map(Nodes::items).orElse(List.of()).stream()
                .flatMap(parameter -> string(parameter, "name").stream())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String quoted(Set<String> names) {
        return names.isEmpty()
                ? "none"
                : names.stream().map(name -> "\"" + name + "\"").collect(Collectors.joining(", "));
    }
}
