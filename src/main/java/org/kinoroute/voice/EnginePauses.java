package org.kinoroute.voice;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/** When a server that said "not now" wants to be asked again, which holds for all that it is asked. */
@Component("enginePauses")
public class EnginePauses {

    private final Map<String, Instant> until = new ConcurrentHashMap<>();
    private final long longest;
    private final Clock clock = Clock.systemUTC();

    public EnginePauses(VoiceProperties properties) {
        this.longest = properties.longestPause();
    }

    /** How long to wait before an engine is asked, milliseconds. */
    public long millis(String engine) {
        Instant end = until.get(engine);
        return end == null ? 0 : Math.max(0, end.toEpochMilli() - clock.millis());
    }

    /** @param retryAfter the header: seconds or a date; null or anything else: nothing was said */
    void note(String engine, String retryAfter) {
        note(engine, Duration.ofMillis(parse(retryAfter)));
    }

    /** The same, where it was understood already. */
    public void hold(String engine, Optional<Duration> wait) {
        wait.ifPresent(duration -> note(engine, duration));
    }

    void note(String engine, Duration wait) {
        long millis = wait.toMillis();
        if (millis > 0) {
            until.put(engine, clock.instant().plusMillis(Math.min(millis, longest)));
        }
    }

    private long parse(String retryAfter) {
        if (retryAfter == null) {
            return 0;
        }
        if (retryAfter.strip().matches("\\d{1,9}(\\.\\d{1,9})?")) {
            return (long) (1000 * Double.parseDouble(retryAfter.strip()));
        }
        try {
            return ZonedDateTime.parse(retryAfter.strip(), DateTimeFormatter.RFC_1123_DATE_TIME)
                            .toInstant()
                            .toEpochMilli()
                    - clock.millis();
        } catch (DateTimeParseException e) {
            return 0;
        }
    }
}
