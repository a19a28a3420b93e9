package org.kinoroute.api.systems;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.LinkedHashMap;
import java.util.Map;

/** An answer as an older system gives it: its status, and its JSON, in which what is not there yet is null. */
public record Answer(int status, String json) {

    /** Those systems' names are written out where they are used: they follow no rule. */
    private static final ObjectMapper JSON = new ObjectMapper();

    static Answer of(int status, Object body) {
        try {
            return new Answer(status, JSON.writeValueAsString(body));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Names and values by turns, in the order in which they are to stand. */
    static Map<String, Object> object(Object... namesAndValues) {
        Map<String, Object> object = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            object.put((String) namesAndValues[i], namesAndValues[i + 1]);
        }
        return object;
    }
}
