package org.kinoroute.voice;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.kinoroute.video.WordTime;

/** What holds for the times of any line. */
final class Ordered {

    private Ordered() {}

    static void check(List<WordTime> times, double seconds) {
        double before = 0;
        for (WordTime time : times) {
            assertThat(time.start()).isFinite().isGreaterThanOrEqualTo(before - 1e-9);
            assertThat(time.end())
                    .isFinite()
                    .isGreaterThanOrEqualTo(time.start())
                    .isLessThanOrEqualTo(seconds + 1e-9);
            before = time.end();
        }
    }
}
