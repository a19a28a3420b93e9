package org.kinoroute.api.systems;

import java.util.Map;

/** How the marketplace's pipeline tells errors: in a shape of its own, wherever in the server they come to light. */
public final class Marketplace {

    private Marketplace() {}

    /** Whether a path is one of its own. */
    public static boolean isAt(String path) {
        return path.startsWith("/api/video/") || path.equals("/api/ads") || path.startsWith("/api/ads/");
    }

    /**
     * An error's body.
     *
     * @param words what is wrong, in one line
     * @param field that is meant, or null
     */
    public static Map<String, Object> error(String words, String field) {
        return field == null
                ? Answer.object("success", false, "error", words)
                : Answer.object("success", false, "error", words, "field", field);
    }
}
