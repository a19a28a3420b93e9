package org.kinoroute.voice;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.springframework.stereotype.Component;

/** The embedded synthesiser, libespeak-ng, within this process. */
@Component
public class EspeakEngine implements AutoCloseable {

    // The library has one global state, so it has one thread.
    private final ExecutorService thread = Executors.newSingleThreadExecutor(task -> {
        Thread worker = new Thread(task, "espeak");
        worker.setDaemon(true);
        return worker;
    });
    private EspeakLibrary library;

    /** Speaks a line. */
    public Speech speak(SpeechRequest request) {
        try {
            return thread.submit(() -> synthesise(request)).get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while speaking", e);
        }
    }

    private Speech synthesise(SpeechRequest request) {
        if (library == null) {
            library = new EspeakLibrary("libespeak-ng.so.1");
        }
        String voice = request.language() + (request.variant() == null ? "" : "+" + request.variant());
        if (!library.voice(voice)) {
            throw new IllegalStateException("No voice " + voice);
        }
        String text = request.text();
        EspeakLibrary.RawSpeech raw =
                library.speak(text, (int) Math.round(175 * request.speed()), pitch(request.pitch()));
        List<WordEvent> words = new ArrayList<>();
        for (EspeakLibrary.RawWord word : raw.words()) {
            int from = text.offsetByCodePoints(0, word.position() - 1);
            int to = text.offsetByCodePoints(from, word.length());
            words.add(new WordEvent(from, to - from, word.sample()));
        }
        return new Speech(raw.pcm(), library.sampleRate(), words, request.language(), List.of());
    }

    /** The library's scale of 0 to 99 is an octave down and an octave up. */
    private static int pitch(double factor) {
        return (int) Math.max(0, Math.min(99, Math.round(50 + 50 * Math.log(factor) / Math.log(2))));
    }

    @Override
    public void close() {
        thread.shutdown();
    }
}
