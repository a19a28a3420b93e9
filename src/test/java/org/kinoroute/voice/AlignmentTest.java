package org.kinoroute.voice;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.kinoroute.video.WordTime;

class AlignmentTest {

    private static final int RATE = 100;

    private static HeardWord heard(String word, double start) {
        return new HeardWord(word, start, start + 0.5);
    }

    /** Words of a text with the second at which they begin. */
    private static List<String> align(String text, HeardWord... heard) {
        return Alignment.of(text, List.of(heard), RATE, 10_000).stream()
                .map(event ->
                        text.substring(event.offset(), event.offset() + event.length()) + "@" + event.sample() / RATE)
                .toList();
    }

    @Test
    void wordsMeetHoweverTheyAreSpelled() {
        assertThat(align("Olá, AMIGO! Então…", heard("ola", 1), heard("amigo", 2), heard("entao", 3)))
                .containsExactly("Olá,@1", "AMIGO!@2", "Então…@3");
    }

    @Test
    void punctuationThatComesAsWordsIsNoWord() {
        assertThat(align("Hi, you.", heard("Hi", 1), heard(",", 2), heard("you", 3), heard(".", 4)))
                .containsExactly("Hi,@1", "you.@3");
    }

    @Test
    void wordsTakenApartOrRunTogetherAreFound() {
        assertThat(align("don't stop", heard("don", 1), heard("'t", 2), heard("stop", 3)))
                .containsExactly("don't@1", "stop@3");
        assertThat(align("ice cream now", new HeardWord("icecream", 1.0, 3.0), heard("now", 4)))
                .containsExactly("ice@1", "cream@1", "now@4");
    }

    @Test
    void whatWasNotHeardHasNoTimeAndWhatWasMadeUpCostsNothing() {
        assertThat(align("one banana three", heard("one", 1), heard("three", 3)))
                .containsExactly("one@1", "three@3");
        assertThat(align("one three", heard("one", 1), heard("thanks", 2), heard("watching", 2), heard("three", 3)))
                .containsExactly("one@1", "three@3");
    }

    @Test
    void repeatedWordsKeepTheirOrder() {
        assertThat(align("no no no", heard("no", 1), heard("no", 2), heard("no", 3)))
                .containsExactly("no@1", "no@2", "no@3");
    }

    @Test
    void timesThatAreMissingOrWrongAreLeftOut() {
        assertThat(align(
                        "one two three four five",
                        heard("one", 1),
                        new HeardWord("two", null, null),
                        heard("three", 9999),
                        new HeardWord("four", 4.0, null),
                        heard("five", 0.1)))
                .containsExactly("one@1", "four@4");
        assertThat(align("one", new HeardWord(null, 1.0, 2.0))).isEmpty();
        assertThat(align("", heard("one", 1))).isEmpty();
        assertThat(align("one")).isEmpty();
        assertThat(align("one", new HeardWord("one", Double.NaN, 1.0))).isEmpty();
    }

    @Test
    void aVeryLongTextIsAlignedToo() {
        int words = 3000;
        StringBuilder text = new StringBuilder();
        List<HeardWord> heard = new ArrayList<>();
        Random random = new Random(7);
        for (int i = 0; i < words; i++) {
            String word = "word" + Integer.toString(random.nextInt(100_000), 36);
            text.append(word).append(' ');
            heard.add(heard(word, i));
        }
        List<WordEvent> events = Alignment.of(text.toString(), heard, RATE, (long) words * RATE);

        assertThat(events).hasSize(words);
        assertThat(events.get(words - 1).sample()).isEqualTo((words - 1L) * RATE);
    }

    @Test
    void whateverWasHeardNoWordIsLostDoubledOrOutOfOrder() {
        Random random = new Random(23);
        for (int i = 0; i < 1500; i++) {
            SpokenText text = SpokenText.of(Strings.random(random), "pt-br");
            short[] pcm = new short[1 + random.nextInt(3000)];
            Arrays.fill(pcm, (short) 1000);
            List<WordEvent> events = Alignment.of(text.text(), noise(text, random), RATE, pcm.length);

            assertThat(events).isSortedAccordingTo(Comparator.comparing(WordEvent::sample));
            assertThat(events).isSortedAccordingTo(Comparator.comparing(WordEvent::offset));
            assertThat(events).extracting(WordEvent::offset).doesNotHaveDuplicates();
            assertThat(events).allSatisfy(event -> assertThat(event.sample()).isBetween(0L, (long) pcm.length));
            double seconds = (double) pcm.length / RATE;
            List<WordTime> times = WordTimes.of(text, new Speech(pcm, RATE, events, "pt-br", List.of()))
                    .orElseGet(() -> WordTimes.estimate(text, seconds));
            assertThat(times).extracting(WordTime::word).isEqualTo(text.words());
            Ordered.check(times, seconds);
        }
    }

    /** The text's words, some left out, misheard, doubled, made up, or at impossible times. */
    private static List<HeardWord> noise(SpokenText text, Random random) {
        List<HeardWord> heard = new ArrayList<>();
        double at = 0;
        for (String word : text.text().split(" ")) {
            at += random.nextDouble();
            switch (random.nextInt(8)) {
                case 0 -> {}
                case 1 -> heard.add(heard(new StringBuilder(word).reverse().toString(), at));
                case 2 -> {
                    heard.add(heard(word, at));
                    heard.add(heard(word, at));
                }
                case 3 -> heard.add(heard(word, random.nextDouble() * 100 - 20));
                case 4 -> heard.add(new HeardWord(word, random.nextBoolean() ? null : Double.NaN, null));
                case 5 -> heard.add(new HeardWord(word, at, at - 3));
                default -> heard.add(heard(word, at));
            }
        }
        return heard;
    }
}
