package org.kinoroute.compose;

import java.nio.file.Path;
import java.util.Locale;
import org.kinoroute.video.Problem;

/** Pieces of video that a script or a maker brings along; they are shown without their sound. */
public final class Clips {

    private static final String WANTED = "a clip is a piece of video: MP4, WebM or MOV";

    private Clips() {}

    /**
     * What a file holds, as it is seen when turned upright.
     *
     * @param longest how long it may be, in seconds; {@link ComposeProperties#clipSeconds()}
     * @throws Problem if it cannot be a clip; found by decoding its first picture
     */
    public static Backgrounds.Info probe(Path file, double longest) {
        Backgrounds.Info info = Probe.picture(file, Probe.PICTURES, WANTED);
        if (info.picture()) {
            throw new Problem(file + ": is a picture; " + WANTED);
        }
        // Lengths are told in whole frames: the last one may stand over.
        if (info.seconds() > longest + 0.1) {
            throw new Problem(String.format(
                    Locale.ROOT,
                    "%s: lasts %.1f seconds, and %s are the most (kinoroute.compose.clip-seconds); cut it",
                    file,
                    info.seconds(),
                    longest == Math.rint(longest) ? Long.toString((long) longest) : Double.toString(longest)));
        }
        return info;
    }

    /** The same with the limit that holds where nothing is configured. */
    public static Backgrounds.Info probe(Path file) {
        return probe(file, ComposeProperties.defaults().clipSeconds());
    }
}
