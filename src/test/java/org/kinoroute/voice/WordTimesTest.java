package org.kinoroute.voice;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.kinoroute.video.WordTime;

class WordTimesTest {

    @Test
    void anAbbreviationSpansAllThatIsSaidForIt() {
        SpokenText text = SpokenText.of("btw ok", "en"); // by the way okay
        List<WordTime> times = times(text, 0, 3, 6, 10, 11, 15);
        assertThat(times).extracting(WordTime::word).containsExactly("btw", "ok");
        assertThat(times.get(1).start()).isEqualTo(0.3);
        assertThat(times.get(0).start()).isZero();
    }

    @Test
    void wordsThatShareAPieceDivideIt() {
        List<WordTime> times = times(SpokenText.of("R$ 50", "pt-br"), 0, 3);
        assertThat(times).extracting(WordTime::word).containsExactly("R$", "50");
        assertThat(times.get(0).start()).isZero();
        assertThat(times.get(0).end()).isEqualTo(times.get(1).start()).isGreaterThan(0);
        assertThat(times.get(1).end()).isEqualTo(1);
    }

    @Test
    void aWordThatTheEngineRanTogetherWithTheOneBeforeSharesItsTime() {
        List<WordTime> times = times(SpokenText.of("um dois tres", "pt-br"), 0, 8);
        assertThat(times).extracting(WordTime::word).containsExactly("um", "dois", "tres");
        assertThat(times.get(1).start())
                .isGreaterThan(0)
                .isLessThan(times.get(2).start());
    }

    @Test
    void missingOrContradictoryEventsGiveNoTimes() {
        SpokenText text = SpokenText.of("um dois tres", "pt-br");
        assertThat(WordTimes.of(text, speech(List.of()))).isEmpty();
        assertThat(WordTimes.of(text, speech(List.of(new WordEvent(0, 2, 900), new WordEvent(3, 4, 100)))))
                .isEmpty();
        assertThat(WordTimes.of(text, speech(List.of(new WordEvent(0, 2, 0), new WordEvent(3, 4, 100_000)))))
                .isEmpty();
        assertThat(WordTimes.of(text, speech(List.of(new WordEvent(0, 2, 0))))).isEmpty();
    }

    @Test
    void theEstimateKeepsEveryWordInOrderWithinTheSound() {
        Random random = new Random(3);
        for (int i = 0; i < 2000; i++) {
            SpokenText text = SpokenText.of(Strings.random(random), "pt-br");
            double seconds = random.nextDouble() * 20;
            List<WordTime> times = WordTimes.estimate(text, seconds);
            assertThat(times).extracting(WordTime::word).isEqualTo(text.words());
            Ordered.check(times, seconds);
        }
    }

    @Test
    void theEstimateGivesLongWordsMoreTimeAndPausesAtPunctuation() {
        List<WordTime> times = WordTimes.estimate(List.of("eu,", "responsabilidade.", "eu"), 3);
        assertThat(length(times.get(1))).isGreaterThan(3 * length(times.get(0)));
        assertThat(times.get(1).start()).isGreaterThan(times.get(0).end());
        assertThat(times.get(2).start() - times.get(1).end())
                .isGreaterThan(times.get(1).start() - times.get(0).end());
        assertThat(times.get(2).end()).isEqualTo(3);
    }

    @Test
    void nothingTakesNoTime() {
        assertThat(WordTimes.estimate(List.of(), 3)).isEmpty();
        Ordered.check(WordTimes.estimate(List.of("a", "b"), 0), 0);
    }

    private static double length(WordTime time) {
        return time.end() - time.start();
    }

    /** Times from events that begin at these offsets, a tenth of a second for each character of offset. */
    private static List<WordTime> times(SpokenText text, int... offsets) {
        List<WordEvent> events = java.util.Arrays.stream(offsets)
                .mapToObj(offset -> new WordEvent(offset, 1, offset * 10L))
                .filter(event -> event.offset() < text.text().length())
                .toList();
        // "btw ok" is spoken as "by the way ok": the fourth event is that of "ok".
        List<WordEvent> scaled = events.stream()
                .map(event ->
                        new WordEvent(event.offset(), 1, event.offset() >= 10 ? 30 : Math.min(event.offset() * 3L, 29)))
                .toList();
        return WordTimes.of(text, speech(scaled)).orElseThrow();
    }

    private static Speech speech(List<WordEvent> events) {
        short[] pcm = new short[100];
        java.util.Arrays.fill(pcm, (short) 1000);
        return new Speech(pcm, 100, events, "pt-br", List.of());
    }
}
