package org.kinoroute.intake;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.kinoroute.store.ContentKey;
import org.kinoroute.video.Brief;
import org.kinoroute.video.JsonConfiguration;
import org.kinoroute.video.Script;
import org.kinoroute.video.Settings;
import org.kinoroute.video.VideoRequest;

/**
 * A submission that was read and checked in full.
 *
 * @param script whose assets are keys of the store; null: it is to be written
 * @param brief that it is to be written from; null: there is a script
 * @param files everything that lies under those keys
 * @param notes what was decided for the maker, to be shown
 */
public record Order(
        Script script,
        Brief brief,
        Settings settings,
        double budget,
        List<VideoRequest.LocalFile> files,
        List<String> notes) {

    private static final ObjectMapper JSON =
            new JsonConfiguration().objectMapper().configure(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS, true);

    /**
     * By what the same order is known again.
     *
     * @param more what belongs to it, too
     */
    public String key(Object... more) {
        return ContentKey.sha256(json(Arrays.asList(told(), settings, budget, Arrays.asList(more))));
    }

    /** What enters the pipeline. */
    public VideoRequest video(UUID id, String lane, String key, VideoRequest.Origin origin) {
        return new VideoRequest(id, lane, key, origin, script, brief, settings, budget, files);
    }

    private Object told() {
        return Objects.requireNonNullElse(script, brief);
    }

    static byte[] json(Object value) {
        try {
            return JSON.writeValueAsString(value).getBytes(StandardCharsets.UTF_8);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
