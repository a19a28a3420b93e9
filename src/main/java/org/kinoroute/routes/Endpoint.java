package org.kinoroute.routes;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.nodes.Node;

/**
 * An endpoint that a route file names.
 *
 * @param at where it is named
 * @param uri as it is written
 * @param consumer whether a route begins there; else it is called
 * @param parameters the {@code parameters:} block beside the URI; null: there is none
 */
record Endpoint(Node at, String uri, boolean consumer, Node parameters) {

    private static final Pattern SCHEME = Pattern.compile("([A-Za-z][A-Za-z0-9+.-]*)(?::.*|\\?.*|$)", Pattern.DOTALL);

    /** The component's name; empty where only a running route knows it. */
    String scheme() {
        Matcher matcher = SCHEME.matcher(uri);
        return matcher.matches() ? matcher.group(1) : "";
    }

    boolean isDirect() {
        return scheme().equals("direct");
    }

    boolean hasParameters() {
        return parameters != null;
    }

    Optional<String> parameter(String name) {
        return hasParameters() ? Nodes.string(parameters, name) : Optional.empty();
    }

    boolean hasQuery() {
        return uri.indexOf('?') >= 0;
    }

    /** {@code direct:name} without options. */
    String address() {
        return uri.replaceFirst("\\?.*$", "").replaceFirst("^direct:/*", "direct:");
    }

    /** Whether a call of this endpoint may reach that consumer, as far as both are known before they run. */
    boolean mayReach(Endpoint other) {
        String here = address();
        String there = other.address();
        String start = known(here);
        String otherStart = known(there);
        if (start.equals(here)) {
            return otherStart.equals(there) ? here.equals(there) : here.startsWith(otherStart);
        }
        return otherStart.equals(there)
                ? there.startsWith(start)
                : start.startsWith(otherStart) || otherStart.startsWith(start);
    }

    /** What comes before the first expression or setting. */
    private static String known(String address) {
        return address.replaceFirst("(\\$\\{|\\{\\{).*$", "");
    }
}
