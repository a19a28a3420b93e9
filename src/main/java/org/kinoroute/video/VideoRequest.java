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
 * @param script whose assets are keys of the store
 * @param settings whose background and music are keys of the store
 * @param files everything that lies under those keys
 */
public record VideoRequest(UUID id, String lane, String key, Script script, Settings settings, List<LocalFile> files) {

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

    public Plan plan() {
        return new Plan(script, settings);
    }

    /** As the table writes it. */
    public String format() {
        return script.format().name().toLowerCase(Locale.ROOT);
    }
}
