package org.kinoroute.ops;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.apache.camel.Body;
import org.kinoroute.store.ObjectStore;
import org.springframework.stereotype.Component;

/** What the recovery route says and does beside its queries. */
@Component("recoveries")
public class Recoveries {

    private static final Duration UPLOADS_LAST = Duration.ofDays(1);

    /** A listing costs money in some stores. */
    private static final Duration LISTED_EVERY = Duration.ofHours(1);

    private static final Map<String, String> ROLES = Map.of(
            "script", "script",
            "scenes", "jobber",
            "visuals", "visual",
            "voices", "voice",
            "assembly", "assemble",
            "compose", "compose");

    private final ObjectStore store;
    private Instant nextListing = Instant.MIN;

    public Recoveries(ObjectStore store) {
        this.store = store;
    }

    /** Why a video is given up, in words for people; of a row of {@code sql/drive-videos.sql}. */
    public String cause(@Body Map<String, Object> row) {
        if (Boolean.TRUE.equals(row.get("hopeless"))) {
            return "given up: it was taken up %s times since %s, and each time whoever was at work on it died or hung before anything"
                            .formatted(row.get("fruitless"), row.get("since"))
                    + " came of it; the logs of that time say why (often memory or disk is short); mend that, and try the"
                    + " video again";
        }
        return "given up: nobody has taken it up since %s; see that a process with the role %s runs and reaches the broker,"
                        .formatted(row.get("since"), ROLES.getOrDefault((String) row.get("stage"), "jobber"))
                + " and try the video again";
    }

    /** Uploads in parts that nobody will bring to their end. */
    public synchronized void abortUploads() {
        Instant now = Instant.now();
        if (now.isAfter(nextListing)) {
            store.abortUploads(now.minus(UPLOADS_LAST));
            nextListing = now.plus(LISTED_EVERY);
        }
    }
}
