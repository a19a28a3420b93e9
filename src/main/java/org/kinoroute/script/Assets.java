package org.kinoroute.script;

import org.kinoroute.video.Asset;

/** Finds the file that a script names. */
interface Assets {

    /** For scripts of our own, whose files lie in the store: every location is taken as it is. */
    Assets AS_THEY_ARE = (location, where) -> new Asset(location);

    /** @throws org.kinoroute.video.Problem where it is no picture that can be used */
    Asset picture(String location, Where where);
}
