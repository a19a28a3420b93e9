package org.kinoroute.api;

import com.networknt.schema.JsonSchema;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.springframework.http.MediaType;

/**
 * What the contract says of one operation.
 *
 * @param id its {@code operationId}, which names the route that carries it out
 * @param method of HTTP, in capitals
 * @param path with its parameters in braces
 * @param bodies by media type, the schema of a body that a request needs; empty: it needs none
 * @param produces media types of good answers; empty: they have no body
 */
record Operation(
        String id,
        String method,
        String path,
        List<Parameter> parameters,
        Map<MediaType, Body> bodies,
        Set<MediaType> produces) {

    /** Where a parameter stands. */
    enum Place {
        PATH,
        QUERY,
        HEADER
    }

    /**
     * @param type of its schema, e.g. {@code integer}
     * @param initial value where none is given, or null
     */
    record Parameter(String name, Place place, boolean required, String type, Object initial, JsonSchema schema) {

        /** The header of the exchange that carries it into the route. */
        String header() {
            return name.replaceAll("([a-z])([A-Z])", "$1_$2").replace('-', '_').toLowerCase(Locale.ROOT);
        }
    }

    /**
     * @param schema of JSON, or of the part {@code request}; null: there is none
     * @param files names of parts that must be there
     */
    record Body(JsonSchema schema, Set<String> files) {}

    /** Whether the operation changes something: then a misspelt parameter is not passed over. */
    boolean changes() {
        return !method.equals("GET");
    }
}
