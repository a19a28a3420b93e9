package org.kinoroute.script;

import com.fasterxml.jackson.annotation.JsonIgnore;
import org.kinoroute.video.Brief;
import org.kinoroute.video.Settings;

/** A video whose script is still to be written: the brief, and how it is to be made. Lies in the store as {@code brief.json}. */
public record Commission(Brief brief, Settings settings) {

    /** The name of the route that writes it, {@code direct:script-<format>}. */
    @JsonIgnore
    public String getFormat() {
        return brief.format();
    }
}
