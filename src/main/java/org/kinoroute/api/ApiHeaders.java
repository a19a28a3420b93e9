package org.kinoroute.api;

import java.util.Locale;
import java.util.Set;
import org.apache.camel.Exchange;
import org.apache.camel.spi.HeaderFilterStrategy;

/**
 * Lets no header of a request in but some, and all of an answer out but Camel's own; Camel's default keeps some back,
 * such as {@code Cache-Control}.
 *
 * @param in those that are let in, in lower case
 */
record ApiHeaders(Set<String> in) implements HeaderFilterStrategy {

    /** W3C's, by which the trace of a caller goes on. */
    static final Set<String> TRACE = Set.of("traceparent", "tracestate");

    /** What the web server sets by itself, or Camel in a way of its own. */
    private static final Set<String> TRANSPORT = Set.of("content-type", "content-length", "transfer-encoding");

    @Override
    public boolean applyFilterToExternalHeaders(String name, Object value, Exchange exchange) {
        return !in.contains(name.toLowerCase(Locale.ROOT));
    }

    @Override
    public boolean applyFilterToCamelHeaders(String name, Object value, Exchange exchange) {
        String lower = name.toLowerCase(Locale.ROOT);
        return lower.startsWith("camel") || TRANSPORT.contains(lower);
    }
}
