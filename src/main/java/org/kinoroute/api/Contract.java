package org.kinoroute.api;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.networknt.schema.JsonMetaSchema;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.NonValidationKeyword;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.kinoroute.api.Operation.Body;
import org.kinoroute.api.Operation.Parameter;
import org.kinoroute.api.Operation.Place;
import org.springframework.context.annotation.Lazy;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;

/** The contract of the API, {@code openapi/kinoroute.yaml}: what can be asked, and how. */
@Component("contract")
@Lazy
public class Contract {

    private static final String FILE = "/openapi/kinoroute.yaml";
    private static final String ID = "https://kinoroute.org/openapi.json";
    private static final List<String> METHODS = List.of("get", "post", "put", "patch", "delete");

    private final String yaml;
    private final JsonNode tree;
    private final JsonSchemaFactory schemas;
    private final List<Operation> operations = new ArrayList<>();

    public Contract() {
        try (var in = Contract.class.getResourceAsStream(FILE)) {
            yaml = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            tree = new ObjectMapper(new YAMLFactory()).readTree(yaml);
            String json = tree.toString();
            // The schemas stand in a document that has other words, too.
            JsonMetaSchema words = JsonMetaSchema.builder(JsonMetaSchema.getV202012())
                    .unknownKeywordFactory((word, context) -> new NonValidationKeyword(word))
                    .build();
            schemas = JsonSchemaFactory.builder(JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012))
                    .metaSchema(words)
                    .schemaLoaders(loaders -> loaders.schemas(Map.of(ID, json)))
                    .build();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        tree.get("paths").fields().forEachRemaining(path -> METHODS.stream()
                .filter(path.getValue()::has)
                .forEach(method -> operations.add(operation(path.getKey(), method))));
        // What is written out in a path goes before what is left open.
        operations.sort(Comparator.comparingLong((Operation operation) ->
                operation.path().chars().filter(c -> c == '{').count()));
    }

    /** As it was written. */
    public String yaml() {
        return yaml;
    }

    /** The same as JSON. */
    public String json() {
        return tree.toPrettyString();
    }

    List<Operation> operations() {
        return List.copyOf(operations);
    }

    /** An operation that a request asks for, and what stands in its path for the parameters. */
    record Match(Operation operation, Map<String, String> parameters) {}

    /** The operation of a method and a path, if there is one. */
    Optional<Match> match(String method, List<String> path) {
        String asked = method.equals("HEAD") ? "GET" : method;
        return operations.stream()
                .filter(operation -> operation.method().equals(asked))
                .flatMap(operation ->
                        parameters(operation.path(), path).map(found -> new Match(operation, found)).stream())
                .findFirst();
    }

    /** The methods that a path knows, sorted; none: there is no such path. */
    Set<String> methods(List<String> path) {
        Set<String> methods = new TreeSet<>();
        operations.stream()
                .filter(operation -> parameters(operation.path(), path).isPresent())
                .forEach(operation -> methods.add(operation.method()));
        if (methods.contains("GET")) {
            methods.add("HEAD");
        }
        return methods;
    }

    private static Optional<Map<String, String>> parameters(String template, List<String> path) {
        String[] parts = template.substring(1).split("/");
        if (parts.length != path.size()) {
            return Optional.empty();
        }
        Map<String, String> found = new LinkedHashMap<>();
        for (int i = 0; i < parts.length; i++) {
            if (parts[i].startsWith("{")) {
                found.put(parts[i].substring(1, parts[i].length() - 1), path.get(i));
            } else if (!parts[i].equals(path.get(i))) {
                return Optional.empty();
            }
        }
        return Optional.of(found);
    }

    /** The schema that stands at a place of the contract. */
    JsonSchema schema(String pointer) {
        return schemas.getSchema(SchemaLocation.of(ID + "#" + pointer));
    }

    /** What stands at a place of the contract, and where: a reference is followed. */
    record At(String pointer, JsonNode node) {}

    At at(String pointer) {
        JsonNode node = tree.at(JsonPointer.compile(pointer));
        return node.has("$ref") ? at(node.get("$ref").asText().substring(1)) : new At(pointer, node);
    }

    static String escape(String name) {
        return name.replace("~", "~0").replace("/", "~1");
    }

    private Operation operation(String path, String method) {
        String shared = "/paths/" + escape(path);
        String pointer = shared + "/" + method;
        List<Parameter> parameters = new ArrayList<>();
        for (String of : List.of(shared, pointer)) {
            for (int i = 0; i < tree.at(of).path("parameters").size(); i++) {
                parameters.add(parameter(at(of + "/parameters/" + i)));
            }
        }
        return new Operation(
                tree.at(pointer).get("operationId").asText(),
                method.toUpperCase(Locale.ROOT),
                path,
                parameters,
                bodies(pointer),
                produces(pointer));
    }

    private Parameter parameter(At parameter) {
        At schema = at(parameter.pointer + "/schema");
        JsonNode initial = schema.node.get("default");
        return new Parameter(
                parameter.node.get("name").asText(),
                Place.valueOf(parameter.node.get("in").asText().toUpperCase(Locale.ROOT)),
                parameter.node.path("required").asBoolean(),
                schema.node.path("type").asText("string"),
                initial == null
                        ? null
                        : initial.isInt() ? initial.intValue() : initial.isBoolean() ? initial.booleanValue() : null,
                schema(schema.pointer));
    }

    private Map<MediaType, Body> bodies(String operation) {
        if (!tree.at(operation).has("requestBody")) {
            return Map.of();
        }
        At body = at(operation + "/requestBody");
        Map<MediaType, Body> bodies = new LinkedHashMap<>();
        body.node.get("content").fieldNames().forEachRemaining(type -> {
            At schema = at(body.pointer + "/content/" + escape(type) + "/schema");
            bodies.put(
                    MediaType.parseMediaType(type),
                    type.startsWith("multipart/") ? multipart(schema) : new Body(schema(schema.pointer), Set.of()));
        });
        return bodies;
    }

    private Body multipart(At schema) {
        Set<String> files = new HashSet<>();
        schema.node.path("required").forEach(name -> files.add(name.asText()));
        boolean hasRequest = files.remove("request");
        return new Body(
                hasRequest ? schema(at(schema.pointer + "/properties/request").pointer) : null, Set.copyOf(files));
    }

    private Set<MediaType> produces(String operation) {
        Set<MediaType> types = new LinkedHashSet<>();
        tree.at(operation).get("responses").fieldNames().forEachRemaining(status -> {
            if (status.startsWith("2")) {
                at(operation + "/responses/" + status)
                        .node
                        .path("content")
                        .fieldNames()
                        .forEachRemaining(type -> types.add(MediaType.parseMediaType(type)));
            }
        });
        return types;
    }
}
