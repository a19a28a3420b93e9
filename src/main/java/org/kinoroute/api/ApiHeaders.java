package org.kinoroute.api;

import java.util.Locale;
import java.util.Set;
import org.apache.camel.Exchange;
import org.apache.camel.spi.HeaderFilterStrategy;
import org.springframework.stereotype.Component;

/**
 * Lets no header of a request in but those by which its caller's trace goes on, and all of an answer out but Camel's own;
 * Camel's default keeps some back, such as {@code Cache-Control}.
 */
@Component("apiHeaders")
public class ApiHeaders implements HeaderFilterStrategy {

    /** Of W3C; the door takes them off the message again. */
    private static final Set<String> TRACE = Set.of("traceparent", "tracestate");

    /** What the web server sets by itself, or Camel in a way of its own. */
    private static final Set<String> TRANSPORT = Set.of("content-type", "content-length", "transfer-encoding");

    @Override
    public boolean applyFilterToExternalHeaders(String name, Object value, Exchange exchange) {
        return !TRACE.contains(name.toLowerCase(Locale.ROOT));
    }

    @Override
    public boolean applyFilterToCamelHeaders(String name, Object value, Exchange exchange) {
        String lower = name.toLowerCase(Locale.ROOT);
        return lower.startsWith("camel") || TRANSPORT.contains(lower);
    }
}
