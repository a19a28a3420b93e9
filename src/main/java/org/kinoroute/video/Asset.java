package org.kinoroute.video;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/**
 * A file that a script brings along.
 *
 * @param location while a script is read: the absolute path of the file; once the video is accepted: its key in the
 *     store, {@code assets/<sha256>.<type>}
 */
public record Asset(@JsonValue String location) {

    @JsonCreator
    public Asset {}
}
