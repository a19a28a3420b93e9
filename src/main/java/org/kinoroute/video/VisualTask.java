package org.kinoroute.video;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.List;
import java.util.Map;

/**
 * A visual to be made.
 *
 * @param number place among the visuals of the video, from 0
 * @param kind names the route that makes it, {@code direct:visual-<kind>}
 * @param key under which it will lie in the store
 * @param scenes indexes of the scenes that it shows: all messages of a chat, which is laid out once; else one
 * @param properties what the script says of it; empty for {@code chat}
 */
public record VisualTask(int number, String kind, String key, List<Integer> scenes, Map<String, Object> properties) {

    public VisualTask {
        scenes = List.copyOf(scenes);
        properties = properties == null ? Map.of() : Map.copyOf(properties);
    }

    /** Whether it is a file that the script brings along. */
    @JsonIgnore
    public boolean isBrought() {
        return key.startsWith("assets/");
    }
}
