package org.kinoroute.voice;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;

/** How many requests an engine's server is sent at once. */
class EngineSlotsTest {

    private final VoiceLimits limits = new VoiceLimits();
    private final EngineSlots slots = new EngineSlots(services());
    private final AtomicInteger inside = new AtomicInteger();

    private VoiceServices services() {
        StandardEnvironment environment = new StandardEnvironment();
        environment
                .getPropertySources()
                .addFirst(new MapPropertySource("test", Map.of("kinoroute.voice.house.concurrency", "1")));
        return new VoiceServices(environment, null, limits);
    }

    private void come() {
        Thread thread = new Thread(() -> {
            try {
                slots.enter("house");
                inside.incrementAndGet();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        thread.setDaemon(true);
        thread.start();
    }

    private void areInside(int number) {
        Awaitility.await().untilAsserted(() -> assertThat(inside).hasValue(number));
        Awaitility.await().during(java.time.Duration.ofMillis(200)).untilAsserted(() -> assertThat(inside)
                .hasValue(number));
    }

    @Test
    void theLimitIsKeptAndMayChangeMeanwhile() throws InterruptedException {
        slots.enter("other");
        for (int n = 0; n < 4; n++) {
            come();
        }
        areInside(1);

        limits.change("house", new VoiceLimits.Limits(0, 3));
        areInside(3);

        limits.change("house", new VoiceLimits.Limits(0, 1));
        slots.leave("house");
        slots.leave("house");
        areInside(3);
        slots.leave("house");
        areInside(4);

        limits.reset("house");
        assertThat(services().concurrency("house")).isEqualTo(1);
    }
}
