package org.kinoroute.script;

import org.kinoroute.video.Asset;

/** Finds the files that a script names. */
interface Assets {

    /** For scripts of our own, whose files lie in the store: every location is taken as it is. */
    Assets AS_THEY_ARE = new Assets() {
        @Override
        public Asset picture(String location, Where where) {
            return new Asset(location);
        }

        @Override
        public Asset clip(String location, Where where) {
            return new Asset(location);
        }
    };

    /** @throws org.kinoroute.video.Problem where it is no picture that can be used */
    Asset picture(String location, Where where);

    /** @throws org.kinoroute.video.Problem where it is no piece of video that can be used */
    Asset clip(String location, Where where);
}
