package org.kinoroute.script;

import java.nio.file.Path;

/** Finds the file that a script names, where that is not a path of this machine. */
public interface FileFinder {

    /** @throws org.kinoroute.video.Problem that says what is wrong with the name; the place is added */
    Path find(String name);
}
