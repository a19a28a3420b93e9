package org.kinoroute.api;

import java.util.Locale;
import org.apache.camel.Exchange;
import org.apache.camel.spi.HeaderFilterStrategy;
import org.springframework.stereotype.Component;

/**
 * Lets no header of a request in, and all of an answer out but Camel's own; Camel's default keeps some back, such as
 * {@code Cache-Control}.
 */
@Component("apiHeaders")
public class ApiHeaders implements HeaderFilterStrategy {

    @Override
    public boolean applyFilterToExternalHeaders(String name, Object value, Exchange exchange) {
        return true;
    }

    @Override
    public boolean applyFilterToCamelHeaders(String name, Object value, Exchange exchange) {
        String lower = name.toLowerCase(Locale.ROOT);
        // The media type is set in a way of its own.
        return lower.startsWith("camel") || lower.equals("content-type");
    }
}
