package org.kinoroute.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.ValidationMessage;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.component.platform.http.springboot.PlatformHttpMessage;
import org.apache.camel.support.SynchronizationAdapter;
import org.kinoroute.api.Operation.Body;
import org.kinoroute.api.Operation.Parameter;
import org.kinoroute.api.Operation.Place;
import org.kinoroute.video.FieldProblem;
import org.kinoroute.video.Problem;
import org.springframework.context.annotation.Lazy;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.util.UriUtils;

/**
 * Lets a request in: finds its operation, checks all of it against the contract, and leaves nothing on the exchange but
 * what was checked.
 */
@Component("apiDoor")
@Lazy
public class ApiDoor {

    /** Name of the operation, which is that of its route. */
    static final String OPERATION = "operation";

    /** Path of the request, for problem documents. */
    static final String PATH = "request_path";

    static final String QUERY = "request_query";

    static final String METHOD = "request_method";

    /** What the caller has already. */
    static final String HAS = "if_none_match";

    /** By the names that the sender gave them, {@code Map<String, Path>}. */
    static final String FILES = "files";

    private final Contract contract;
    private final ApiProperties properties;
    private final ObjectReader json;

    public ApiDoor(Contract contract, ApiProperties properties) {
        this.contract = contract;
        this.properties = properties;
        int longest = (int) Math.min(Integer.MAX_VALUE, properties.maxBody().toBytes());
        JsonMapper mapper = JsonMapper.builder()
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .build();
        mapper.getFactory()
                .setStreamReadConstraints(StreamReadConstraints.builder()
                        .maxStringLength(longest)
                        .maxNestingDepth(100)
                        .build());
        this.json = mapper.reader();
    }

    /** Lets the request of an exchange in, as a call of a route: body, headers for its parameters, files. */
    public void admit(Exchange exchange) throws IOException {
        Message message = exchange.getMessage();
        HttpServletRequest request =
                exchange.getMessage(PlatformHttpMessage.class).getRequest();
        exchange.setProperty(PATH, request.getRequestURI());
        exchange.setProperty(QUERY, request.getQueryString());
        message.removeHeaders("*");
        List<String> path = path(request);
        Contract.Match match =
                contract.match(request.getMethod(), path).orElseThrow(() -> nothing(request.getMethod(), path));
        Operation operation = match.operation();
        exchange.setProperty(OPERATION, operation.id());
        exchange.setProperty(METHOD, operation.method());
        exchange.setProperty(HAS, request.getHeader(HttpHeaders.IF_NONE_MATCH));
        checkAccept(operation, request);
        Map<String, Object> parameters = parameters(operation, match.parameters(), request);
        message.setBody(body(operation, request, exchange));
        parameters.forEach(message::setHeader);
    }

    private static List<String> path(HttpServletRequest request) {
        try {
            return Arrays.stream(request.getRequestURI().substring(1).split("/", -1))
                    .map(part -> UriUtils.decode(part, StandardCharsets.UTF_8))
                    .toList();
        } catch (IllegalArgumentException e) {
            throw new HttpProblem(HttpStatus.BAD_REQUEST, "The path is not well encoded; look at its % signs");
        }
    }

    private RuntimeException nothing(String method, List<String> path) {
        Set<String> methods = contract.methods(path);
        if (methods.isEmpty()) {
            return new HttpProblem(HttpStatus.NOT_FOUND, "There is nothing here; /api/docs shows all that the API has");
        }
        String allowed = String.join(", ", methods);
        return new HttpProblem(
                HttpStatus.METHOD_NOT_ALLOWED,
                method + " is no method of this path; it has " + allowed,
                null,
                Map.of(HttpHeaders.ALLOW, allowed));
    }

    private static void checkAccept(Operation operation, HttpServletRequest request) {
        String accept = request.getHeader(HttpHeaders.ACCEPT);
        if (accept == null || accept.isBlank() || operation.produces().isEmpty()) {
            return;
        }
        List<MediaType> wanted;
        try {
            wanted = MediaType.parseMediaTypes(accept);
        } catch (InvalidMediaTypeException e) {
            throw new HttpProblem(HttpStatus.NOT_ACCEPTABLE, "Accept is no list of media types");
        }
        if (wanted.stream().noneMatch(type -> operation.produces().stream().anyMatch(type::isCompatibleWith))) {
            throw new HttpProblem(
                    HttpStatus.NOT_ACCEPTABLE, "The answer is " + names(operation.produces()) + "; accept that");
        }
    }

    private static String names(Collection<MediaType> types) {
        return types.stream().map(MediaType::toString).collect(Collectors.joining(" or "));
    }

    private static Map<String, Object> parameters(
            Operation operation, Map<String, String> inPath, HttpServletRequest request) {
        if (operation.changes()) {
            request.getParameterMap().keySet().stream()
                    .filter(name -> request.getQueryString() != null && isInQuery(name, request.getQueryString()))
                    .filter(name -> operation.parameters().stream()
                            .noneMatch(known ->
                                    known.place() == Place.QUERY && known.name().equals(name)))
                    .findFirst()
                    .ifPresent(name -> {
                        throw new FieldProblem(
                                cut(name), "is no parameter of this operation; look at its spelling, or leave it out");
                    });
        }
        Map<String, Object> values = new HashMap<>();
        for (Parameter parameter : operation.parameters()) {
            String text =
                    switch (parameter.place()) {
                        case PATH -> inPath.get(parameter.name());
                        case QUERY -> inQuery(parameter.name(), request);
                        case HEADER -> request.getHeader(parameter.name());
                    };
            if ("null".equals(text)) {
                // Camel would take it for nothing at all.
                throw new FieldProblem(parameter.name(), "is \"null\", which is no value here; leave it out");
            }
            Object value = text == null ? parameter.initial() : value(parameter, text);
            if (value != null) {
                values.put(parameter.header(), value);
            } else if (parameter.required()) {
                throw new FieldProblem(parameter.name(), "is missing; add it");
            }
        }
        return values;
    }

    private static boolean isInQuery(String name, String query) {
        return Arrays.stream(query.split("&"))
                .map(pair -> pair.replaceFirst("=.*", ""))
                .anyMatch(known -> known.equals(name) || decoded(known).equals(name));
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return text;
        }
    }

    private static String inQuery(String name, HttpServletRequest request) {
        String[] given = request.getQueryString() != null && isInQuery(name, request.getQueryString())
                ? request.getParameterValues(name)
                : null;
        if (given != null && given.length > 1) {
            throw new FieldProblem(name, "is given twice; give it once");
        }
        return given == null ? null : given[0];
    }

    private static String cut(String name) {
        return name.length() > 100 ? name.substring(0, 100) + "…" : name;
    }

    private static Object value(Parameter parameter, String text) {
        JsonNode node =
                switch (parameter.type()) {
                    case "integer" ->
                        text.matches("-?\\d{1,18}") ? LongNode.valueOf(Long.parseLong(text)) : TextNode.valueOf(text);
                    case "number" ->
                        text.matches("-?\\d{1,15}(\\.\\d{1,15})?")
                                ? DoubleNode.valueOf(Double.parseDouble(text))
                                : TextNode.valueOf(text);
                    case "boolean" ->
                        text.equals("true") || text.equals("false")
                                ? BooleanNode.valueOf(Boolean.parseBoolean(text))
                                : TextNode.valueOf(text);
                    default -> TextNode.valueOf(text);
                };
        Set<ValidationMessage> wrong = parameter.schema().validate(node);
        if (!wrong.isEmpty()) {
            if (parameter.place() == Place.PATH) {
                // What cannot be anything's name is the name of nothing.
                throw new HttpProblem(
                        HttpStatus.NOT_FOUND,
                        parameter.name().equals("id") ? "Video not found" : "There is nothing of that name here");
            }
            throw Violations.problem(wrong, parameter.name());
        }
        if (node.isBoolean()) {
            return node.booleanValue();
        } else if (node.canConvertToInt() && node.isIntegralNumber()) {
            return node.intValue();
        }
        return node.isNumber() ? node.numberValue() : text;
    }

    private byte[] body(Operation operation, HttpServletRequest request, Exchange exchange) throws IOException {
        if (operation.bodies().isEmpty()) {
            return new byte[0];
        }
        MediaType type = type(operation, request);
        Body wanted = operation.bodies().entrySet().stream()
                .filter(body -> body.getKey().isCompatibleWith(type))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElseThrow();
        byte[] content;
        if (type.getType().equals("multipart")) {
            Parts parts = Parts.of(
                    request, exchange.getMessage(), properties.maxBody().toBytes());
            exchange.getExchangeExtension().addOnCompletion(new SynchronizationAdapter() {
                @Override
                public void onDone(Exchange done) {
                    parts.discard();
                }
            });
            exchange.setProperty(FILES, parts.files());
            wanted.files().stream()
                    .filter(name -> !parts.names().contains(name))
                    .findFirst()
                    .ifPresent(name -> {
                        throw new FieldProblem(name, "is missing; send it as a part with a file name");
                    });
            content = parts.request();
        } else {
            // Read by Camel already; BodyLimit has seen to it that it is not too large.
            String text = exchange.getMessage().getBody(String.class);
            content = text == null ? null : text.getBytes(StandardCharsets.UTF_8);
        }
        if (wanted.schema() == null) {
            return new byte[0];
        } else if (content == null || content.length == 0) {
            throw type.getType().equals("multipart")
                    ? new FieldProblem("request", "is missing; send it as a part of that name, with JSON")
                    : new Problem("The body is missing; send JSON");
        }
        return checked(content, wanted.schema());
    }

    private static MediaType type(Operation operation, HttpServletRequest request) {
        String given = request.getContentType();
        try {
            MediaType type = given == null ? null : MediaType.parseMediaType(given);
            if (type != null
                    && type.isConcrete()
                    && operation.bodies().keySet().stream().anyMatch(known -> known.isCompatibleWith(type))) {
                return type;
            }
        } catch (InvalidMediaTypeException e) {
            // Then it is none of those.
        }
        String accepted = names(operation.bodies().keySet());
        throw new HttpProblem(
                HttpStatus.UNSUPPORTED_MEDIA_TYPE,
                "The body has to be " + accepted + "; say so in Content-Type",
                null,
                Map.of(HttpHeaders.ACCEPT, accepted.replace(" or ", ", ")));
    }

    static HttpProblem tooLarge(long most) {
        return new HttpProblem(
                HttpStatus.PAYLOAD_TOO_LARGE,
                "The JSON has more than " + most + " bytes; send files as parts of multipart/form-data");
    }

    /** The JSON, without the fields that are null: they are as good as left out. */
    private byte[] checked(byte[] content, JsonSchema schema) throws IOException {
        JsonNode tree;
        try {
            tree = json.readTree(content);
        } catch (JsonProcessingException e) {
            String where = e.getLocation() == null
                    ? ""
                    : " (line " + e.getLocation().getLineNr() + ", column "
                            + e.getLocation().getColumnNr() + ")";
            String what = e.getOriginalMessage().lines().findFirst().orElse("");
            throw new Problem("The body is no JSON" + where + ": " + (what.length() > 200 ? "look there" : what));
        }
        if (tree instanceof ObjectNode object) {
            object.properties().removeIf(field -> field.getValue().isNull());
        }
        Set<ValidationMessage> wrong = schema.validate(tree);
        if (!wrong.isEmpty()) {
            throw Violations.problem(wrong, null);
        }
        return tree.toString().getBytes(StandardCharsets.UTF_8);
    }
}
