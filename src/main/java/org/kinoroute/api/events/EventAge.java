package org.kinoroute.api.events;

import java.time.Duration;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** How long events are kept for whoever comes back. */
@Component("eventAge")
public class EventAge {

    private final Duration age;

    public EventAge(@Value("${kinoroute.api.events.age}") Duration age) {
        this.age = age;
    }

    public long seconds() {
        return age.toSeconds();
    }
}
