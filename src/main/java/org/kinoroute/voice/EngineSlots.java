package org.kinoroute.voice;

import java.util.HashMap;
import java.util.Map;
import org.springframework.stereotype.Component;

/**
 * Keeps the limit of requests that an engine's server is sent at once; a change of it holds from the next request on.
 * Camel's throttle of concurrent requests would do, but a route with one cannot be shown as XML, so that the Hawtio
 * console would show none at all.
 */
@Component("engineSlots")
public class EngineSlots {

    /** A limit that was raised is seen after so long at the latest. */
    private static final long GLANCE_MS = 500;

    private final VoiceServices services;
    private final Map<String, Integer> taken = new HashMap<>();

    public EngineSlots(VoiceServices services) {
        this.services = services;
    }

    /** Waits until another request may be sent. */
    public synchronized void enter(String engine) throws InterruptedException {
        while (taken.getOrDefault(engine, 0) >= services.concurrency(engine)) {
            wait(GLANCE_MS);
        }
        taken.merge(engine, 1, Integer::sum);
    }

    /** The request was answered, or came to nothing. */
    public synchronized void leave(String engine) {
        taken.merge(engine, -1, Integer::sum);
        notifyAll();
    }
}
