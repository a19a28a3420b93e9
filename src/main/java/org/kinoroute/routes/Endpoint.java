package org.kinoroute.routes;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.nodes.Node;

/**
 * An endpoint that a route file names.
 *
 * @param at where it is named
 * @param uri as it is written
 * @param consumer whether a route begins there; else it is called
 * @param hasParameters whether a {@code parameters:} block stands beside the URI
 */
record Endpoint(Node at, String uri, boolean consumer, boolean hasParameters) {

    private static final Pattern SCHEME = Pattern.compile("([A-Za-z][A-Za-z0-9+.-]*)(?::.*|\\?.*|$)", Pattern.DOTALL);

    /** The component's name; empty where only a running route knows it. */
    String scheme() {
        Matcher matcher = SCHEME.matcher(uri);
        return matcher.matches() ? matcher.group(1) : "";
    }

    boolean isDirect() {
        return scheme().equals("direct");
    }

    boolean hasQuery() {
        return uri.indexOf('?') >= 0;
    }

    /** {@code direct:name} without options. */
    String address() {
        return uri.replaceFirst("\\?.*$", "").replaceFirst("^direct:/*", "direct:");
    }

    /** Where the part begins that only a running route knows; -1: all is known. */
    private static int variable(String address) {
        int expression = address.indexOf("${");
        int placeholder = address.indexOf("{{");
        return expression < 0 || placeholder < 0
                ? Math.max(expression, placeholder)
                : Math.min(expression, placeholder);
    }

    /** Whether a call of this endpoint may reach that consumer. */
    boolean mayReach(Endpoint other) {
        String here = address();
        String there = other.address();
        int end = variable(here);
        int otherEnd = variable(there);
        if (end < 0 && otherEnd < 0) {
            return here.equals(there);
        }
        String start = end < 0 ? here : here.substring(0, end);
        String otherStart = otherEnd < 0 ? there : there.substring(0, otherEnd);
        return otherEnd < 0
                ? there.startsWith(start)
                : end < 0 ? here.startsWith(otherStart) : start.startsWith(otherStart) || otherStart.startsWith(start);
    }
}
