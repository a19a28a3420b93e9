package org.kinoroute.voice;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/** Limits of engines that were changed while the process runs; they hold until it ends, over those of the settings. */
@Component
public class VoiceLimits {

    /**
     * How often an engine's server is asked.
     *
     * @param rate requests a minute; 0: as many as there are
     * @param concurrency requests at once
     */
    public record Limits(int rate, int concurrency) {}

    private final Map<String, Limits> changed = new ConcurrentHashMap<>();

    /** Those of an engine, if they were changed. */
    public Optional<Limits> of(String engine) {
        return Optional.ofNullable(changed.get(engine));
    }

    public void change(String engine, Limits limits) {
        changed.put(engine, limits);
    }

    /** The settings hold again. */
    public void reset(String engine) {
        changed.remove(engine);
    }
}
