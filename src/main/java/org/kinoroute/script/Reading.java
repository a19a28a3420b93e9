package org.kinoroute.script;

import java.util.List;
import org.kinoroute.video.Script;

/**
 * What came of reading a script.
 *
 * @param script complete and checked
 * @param notes what was decided for the maker, one line each, to be shown; may be empty
 */
public record Reading(Script script, List<String> notes) {

    public Reading {
        notes = List.copyOf(notes);
    }
}
