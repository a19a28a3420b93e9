package org.kinoroute.voice;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.springframework.stereotype.Component;

/** The embedded synthesiser, libespeak-ng, within this process: the same request gives the same bytes, always. */
@Component
public class EspeakEngine implements AutoCloseable {

    private static final int WORDS_PER_MINUTE = 175;
    private static final int SLOWEST = 80;
    private static final int FASTEST = 450;

    private final VoiceProperties properties;
    private final EspeakLibrary.Sink sink = new EspeakLibrary.Sink();

    // The library has one global state, so it has one thread.
    private final ExecutorService thread = Executors.newSingleThreadExecutor(task -> {
        Thread worker = new Thread(task, "espeak");
        worker.setDaemon(true);
        return worker;
    });
    private EspeakCatalogue catalogue;

    public EspeakEngine(VoiceProperties properties) {
        this.properties = properties;
    }

    /**
     * Speaks a line.
     *
     * @throws EngineMissingException if the library or its data is not installed
     */
    public Speech speak(SpeechRequest request) {
        return onThread(() -> synthesise(request));
    }

    /** The languages that can be spoken: names by tag. */
    public Map<String, String> languages() {
        return catalogue().languages();
    }

    /** Version of the synthesiser. */
    public String version() {
        return catalogue().version();
    }

    EspeakCatalogue catalogue() {
        return onThread(this::loadedCatalogue);
    }

    private Speech synthesise(SpeechRequest request) {
        List<String> warnings = new ArrayList<>();
        EspeakCatalogue known = loadedCatalogue();
        String language = known.language(request.language()).orElseGet(() -> {
            String instead = known.language(properties.language()).orElse("en");
            warnings.add("espeak does not know the language \"" + request.language() + "\"; spoken in " + instead);
            return instead;
        });
        String variant =
                known.variant(request.variant()).map(file -> "+" + file).orElse("");
        if (variant.isEmpty() && request.variant() != null) {
            warnings.add("espeak does not know the voice \"" + request.variant() + "\"; spoken by its default voice");
        }
        String text = harmless(request.text());
        try (EspeakLibrary library = open()) {
            library.voice(known.identifier(language) + variant);
            EspeakLibrary.RawSpeech raw =
                    library.speak(text, wordsPerMinute(request.speed()), pitchSetting(request.pitch()));
            return new Speech(raw.pcm(), library.sampleRate(), events(text, raw), language, warnings);
        }
    }

    private EspeakCatalogue loadedCatalogue() {
        if (catalogue == null) {
            EspeakLibrary.keepDependencies();
            try (EspeakLibrary library = open()) {
                catalogue = library.catalogue();
            }
        }
        return catalogue;
    }

    private EspeakLibrary open() {
        String name = properties.espeakLibrary().isBlank() ? "libespeak-ng.so.1" : properties.espeakLibrary();
        String data = properties.espeakData().isBlank() ? null : properties.espeakData();
        return new EspeakLibrary(name, data, sink);
    }

    /**
     * The text with blanks for the characters that the library takes as commands (control characters), as the end of the
     * text (NUL), as symbols of its own (private use), or that are none (half of a pair). The length stays, so that
     * offsets do.
     */
    private static String harmless(String text) {
        StringBuilder clean = new StringBuilder(text.length());
        text.codePoints().forEach(c -> {
            switch (Character.getType(c)) {
                case Character.CONTROL, Character.PRIVATE_USE, Character.SURROGATE ->
                    clean.append((c == '\n' ? "\n" : " ").repeat(Character.charCount(c)));
                default -> clean.appendCodePoint(c);
            }
        });
        return clean.toString();
    }

    private static List<WordEvent> events(String text, EspeakLibrary.RawSpeech raw) {
        int[] offsets = new int[text.codePointCount(0, text.length()) + 1];
        for (int i = 0, at = 0; i < offsets.length - 1; i++) {
            offsets[i] = at;
            at += Character.charCount(text.codePointAt(at));
        }
        int last = offsets.length - 1;
        offsets[last] = text.length();
        List<WordEvent> events = new ArrayList<>();
        for (EspeakLibrary.RawWord word : raw.words()) {
            int from = Math.max(0, Math.min(last, word.position() - 1));
            int to = Math.min(last, from + word.length());
            events.add(new WordEvent(
                    offsets[from], offsets[to] - offsets[from], Math.min(word.sample(), raw.pcm().length)));
        }
        return events;
    }

    private static int wordsPerMinute(double speed) {
        return (int) Math.max(SLOWEST, Math.min(FASTEST, Math.round(WORDS_PER_MINUTE * speed)));
    }

    /** The library's scale is 0 to 99, an octave down and an octave up. */
    private static int pitchSetting(double factor) {
        return (int) Math.max(0, Math.min(99, Math.round(50 + 50 * Math.log(factor) / Math.log(2))));
    }

    private <T> T onThread(Callable<T> work) {
        try {
            return thread.submit(work).get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new IllegalStateException("Speech failed", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while speaking", e);
        }
    }

    @Override
    public void close() {
        thread.shutdown();
    }
}
