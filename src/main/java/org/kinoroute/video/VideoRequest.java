package org.kinoroute.video;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

/**
 * A video that somebody asks for, checked and complete; what enters the pipeline.
 *
 * @param id of the new video
 * @param lane the set of queues on which it travels
 * @param key hash of all that was asked for, by which the same request is known again
 * @param origin who asks for it, and how
 * @param script whose assets are keys of the store; null: it is to be written
 * @param brief that the script is to be written from; null: there is one
 * @param settings whose background and music are keys of the store
 * @param budget that the video may cost at most, in the currency of the prices; 0: no limit
 * @param files everything that lies under those keys
 */
public record VideoRequest(
        UUID id,
        String lane,
        String key,
        Origin origin,
        Script script,
        Brief brief,
        Settings settings,
        double budget,
        List<LocalFile> files) {

    /** How the lane of a process is called that makes a single video, and goes. */
    public static final String LANE_OF_ONE = "kinoroute.make-";

    /**
     * Who asks for a video, and how.
     *
     * @param owner name of the key that was shown; {@code local}: somebody on this machine
     * @param callbackUrl that is told what becomes of the video, or null
     * @param request as JSON, in the form of the API and without files, to be shown again; or null
     */
    public record Origin(String owner, String callbackUrl, String request) {

        /** Somebody on this machine, by the command line. */
        public static final Origin LOCAL = new Origin("local", null, null);

        /** Whether the video waits for its turn; what somebody waits for at a terminal does not. */
        public boolean isWaiting() {
            return request != null;
        }
    }

    /**
     * A file to be stored.
     *
     * @param key under which it is to lie
     * @param path where it lies now
     * @param contentType MIME type
     */
    public record LocalFile(String key, Path path, String contentType) {}

    public VideoRequest {
        files = List.copyOf(files);
    }

    /** The same on another lane. */
    public VideoRequest on(String other) {
        return new VideoRequest(id, other, key, origin, script, brief, settings, budget, files);
    }

    public Plan plan() {
        return new Plan(script, settings);
    }

    /** As the table writes it. */
    public String format() {
        return script == null ? brief.format() : script.format().name().toLowerCase(Locale.ROOT);
    }
}
