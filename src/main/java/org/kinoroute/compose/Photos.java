package org.kinoroute.compose;

import java.nio.file.Path;
import org.kinoroute.video.Problem;

/** Photos that a script or a maker brings along. */
public final class Photos {

    private static final String WANTED = "a photo is a picture: PNG, JPEG or WebP";

    private Photos() {}

    /**
     * What a file holds, as it is seen when turned upright.
     *
     * @throws Problem if it cannot be a photo; found by decoding it
     */
    public static Backgrounds.Info probe(Path file) {
        Backgrounds.Info info = Probe.picture(file, Probe.PHOTOS, WANTED);
        if (!info.picture()) {
            throw new Problem(file + ": is a video; " + WANTED);
        }
        return info;
    }
}
