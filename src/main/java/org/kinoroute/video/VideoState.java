package org.kinoroute.video;

import java.util.List;
import java.util.UUID;

/**
 * Where a job stands.
 *
 * @param title of the video
 * @param status one of {@code pending}, {@code processing}, {@code completed}, {@code failed}
 * @param stage the latest stage under way, or null
 * @param progress percent, weighted by how long each stage is expected to take
 * @param timeLeft seconds until the video is expected to be there; null: it waits, or is over
 * @param degraded what could not be made as asked, and why
 * @param errorCode of a failure, e.g. {@code cancelled}, or null
 * @param errorMessage stage, cause and remedy of a failure, or null
 */
public record VideoState(
        UUID id,
        String title,
        String status,
        String stage,
        double progress,
        Double timeLeft,
        List<String> degraded,
        String errorCode,
        String errorMessage) {

    public boolean isOver() {
        return status.equals("completed") || status.equals("failed");
    }

    /**
     * How long one stage took; stages overlap.
     *
     * @param seconds from its beginning to its end, or to now
     */
    public record StageTime(String stage, double seconds) {}
}
