package org.kinoroute.voice;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.kinoroute.video.WordTime;

/** When each shown word is spoken: never one lost, doubled or out of order, and all within the sound. */
public final class WordTimes {

    private static final int COMMA = 3;
    private static final int STOP = 6;
    private static final double WORD = 1.5;

    private WordTimes() {}

    /** An estimate by letters and pauses, for sound that comes without times. */
    public static List<WordTime> estimate(SpokenText text, double seconds) {
        return spread(text.words(), 0, Math.max(0, seconds));
    }

    /** The same for words that were never cleaned for speech. */
    public static List<WordTime> estimate(List<String> words, double seconds) {
        return spread(words, 0, Math.max(0, seconds));
    }

    /** The synthesiser's own times; nothing where its events are missing or contradict themselves. */
    static Optional<List<WordTime>> of(SpokenText text, Speech speech) {
        List<SpokenText.Part> parts = text.parts();
        long[] starts = new long[parts.size()];
        Arrays.fill(starts, -1);
        long before = 0;
        int part = 0;
        for (WordEvent event : speech.words()) {
            if (event.sample() < before || event.sample() > speech.pcm().length) {
                return Optional.empty();
            }
            before = event.sample();
            while (part < parts.size() && parts.get(part).to() <= event.offset()) {
                part++;
            }
            if (part < parts.size()
                    && starts[part] < 0
                    && event.offset() + event.length() > parts.get(part).from()) {
                starts[part] = event.sample();
            }
        }
        long heard = Arrays.stream(starts).filter(start -> start >= 0).count();
        if (heard * 2 < parts.size() || heard == 0) {
            return Optional.empty();
        }
        return Optional.of(times(parts, starts, speech));
    }

    private static List<WordTime> times(List<SpokenText.Part> parts, long[] starts, Speech speech) {
        List<WordTime> times = new ArrayList<>();
        starts[0] = Math.max(0, starts[0]);
        for (int i = 0; i < parts.size(); ) {
            // What the library ran together with the word before ("going to") shares that word's time.
            int next = i + 1;
            while (next < parts.size() && starts[next] < 0) {
                next++;
            }
            long until = next < parts.size() ? starts[next] : speech.pcm().length;
            long end = Loudness.lastSound(speech.pcm(), starts[i], until);
            List<String> words = parts.subList(i, next).stream()
                    .flatMap(part -> part.words().stream())
                    .toList();
            double rate = speech.sampleRate();
            times.addAll(
                    words.size() == 1
                            ? List.of(new WordTime(words.get(0), starts[i] / rate, end / rate))
                            : spread(words, starts[i] / rate, end / rate));
            i = next;
        }
        return times;
    }

    private static List<WordTime> spread(List<String> words, double from, double to) {
        double total = 0;
        for (int i = 0; i < words.size(); i++) {
            total += weight(words.get(i)) + (i + 1 < words.size() ? pause(words.get(i)) : 0);
        }
        List<WordTime> times = new ArrayList<>();
        double at = 0;
        for (String word : words) {
            double end = at + weight(word);
            times.add(new WordTime(
                    word, from + (to - from) * (at / total), from + (to - from) * Math.min(1, end / total)));
            at = end + pause(word);
        }
        return times;
    }

    private static double weight(String word) {
        // A digit is about as long as a short word; an ideograph is a syllable.
        return WORD
                + word.codePoints()
                        .map(c -> Character.isDigit(c)
                                ? 4
                                : Character.isIdeographic(c) ? 3 : Character.isLetter(c) ? 1 : 0)
                        .sum();
    }

    private static int pause(String word) {
        int last = word.codePointBefore(word.length());
        return ".!?…。！？।؟".indexOf(last) >= 0 ? STOP : ",;:、，；：،؛".indexOf(last) >= 0 ? COMMA : 0;
    }
}
