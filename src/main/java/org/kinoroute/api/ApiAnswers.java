package org.kinoroute.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.support.DefaultMessage;
import org.kinoroute.store.ContentKey;
import org.kinoroute.video.Outages;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.util.UriComponentsBuilder;

/** Writes what came of an operation as the answer to its request. */
@Component("apiAnswers")
public class ApiAnswers {

    /** All that a route may say to the outside; Camel would show every header. */
    private static final Set<String> SHOWN = Set.of(
            Exchange.HTTP_RESPONSE_CODE,
            HttpHeaders.CONTENT_TYPE,
            HttpHeaders.LOCATION,
            HttpHeaders.CACHE_CONTROL,
            HttpHeaders.RETRY_AFTER,
            HttpHeaders.SET_COOKIE);

    private final ObjectMapper json;
    private final Outages outages;

    public ApiAnswers(ObjectMapper json, Outages outages) {
        this.json = json;
        this.outages = outages;
    }

    /** The body of the exchange becomes that of the answer: as JSON, unless it is bytes already. */
    public void write(Exchange exchange) throws JsonProcessingException {
        Message message = exchange.getMessage();
        message.getHeaders().keySet().removeIf(name -> !SHOWN.contains(name));
        Object body = message.getBody();
        if (body instanceof Page page) {
            message.setHeader("X-Total-Count", page.total());
            message.setHeader(HttpHeaders.LINK, links(page, exchange));
            body = page.items();
        }
        int status = message.getHeader(Exchange.HTTP_RESPONSE_CODE, 200, int.class);
        if (status == HttpStatus.NO_CONTENT.value()) {
            // The message that came would read the request again where it has no body.
            Message empty = new DefaultMessage(exchange.getContext());
            empty.setHeaders(message.getHeaders());
            exchange.setMessage(empty);
            return;
        }
        byte[] bytes = body instanceof byte[] content ? content : json.writeValueAsBytes(body);
        if (!(body instanceof byte[])) {
            message.setHeader(HttpHeaders.CONTENT_TYPE, "application/json");
        }
        message.setBody(bytes);
        if (message.getHeader(HttpHeaders.CACHE_CONTROL) == null) {
            message.setHeader(HttpHeaders.CACHE_CONTROL, "no-cache, private");
        }
        if (status == HttpStatus.OK.value()
                && exchange.getProperty(ApiDoor.METHOD, "", String.class).equals("GET")) {
            tag(exchange, "W/\"" + ContentKey.sha256(bytes).substring(0, 32) + "\"");
        }
    }

    private static void tag(Exchange exchange, String tag) {
        Message message = exchange.getMessage();
        message.setHeader(HttpHeaders.ETAG, tag);
        String has = exchange.getProperty(ApiDoor.HAS, String.class);
        if (has != null
                && Arrays.stream(has.split(","))
                        .map(String::strip)
                        .anyMatch(known -> known.equals("*") || opaque(known).equals(opaque(tag)))) {
            message.setHeader(Exchange.HTTP_RESPONSE_CODE, HttpStatus.NOT_MODIFIED.value());
            message.removeHeader(HttpHeaders.CONTENT_TYPE);
            message.setBody(null);
        }
    }

    private static String opaque(String tag) {
        return tag.startsWith("W/") ? tag.substring(2) : tag;
    }

    private static String links(Page page, Exchange exchange) {
        List<String> links = new ArrayList<>();
        links.add(link(exchange, 0, page.size(), "first"));
        if (page.page() > 0) {
            links.add(link(exchange, Math.min(page.page() - 1, page.last()), page.size(), "prev"));
        }
        if (page.page() < page.last()) {
            links.add(link(exchange, page.page() + 1, page.size(), "next"));
        }
        links.add(link(exchange, page.last(), page.size(), "last"));
        return String.join(", ", links);
    }

    private static String link(Exchange exchange, int page, int size, String relation) {
        String query = exchange.getProperty(ApiDoor.QUERY, "", String.class);
        String uri = UriComponentsBuilder.fromPath(exchange.getProperty(ApiDoor.PATH, String.class))
                .query(query)
                .replaceQueryParam("page", page)
                .replaceQueryParam("size", size)
                .build()
                .toUriString();
        // The query is the caller's, and goes back as it was encoded; what would end the link early does not.
        return "<" + uri.replace("<", "%3C").replace(">", "%3E") + ">; rel=\"" + relation + "\"";
    }

    /** What went wrong becomes the answer. */
    public void writeProblem(Exchange exchange) throws JsonProcessingException {
        Throwable error = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class);
        ProblemDocument problem =
                ProblemDocument.of(error, exchange.getProperty(ApiDoor.PATH, "", String.class), outages);
        Message message = exchange.getMessage();
        message.removeHeaders("*");
        problem.headers().forEach(message::setHeader);
        message.setHeader(Exchange.HTTP_RESPONSE_CODE, problem.status());
        message.setHeader(HttpHeaders.CONTENT_TYPE, problem.contentType());
        message.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        message.setBody(json.writeValueAsBytes(problem.written()));
    }
}
