package org.kinoroute.voice;

import com.sun.jna.Callback;
import com.sun.jna.Library;
import com.sun.jna.Memory;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Pointer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The calls of libespeak-ng that are needed, for one thread. */
final class EspeakLibrary implements AutoCloseable {

    private static final int SYNCHRONOUS = 2;
    private static final int DONT_EXIT = 0x8000;
    private static final int BUFFER_MS = 1000;
    private static final int POS_CHARACTER = 1;
    private static final int UTF_8 = 1;
    private static final int RATE = 1;
    private static final int PITCH = 3;
    private static final int EVENT_WORD = 1;
    private static final int EVENT_SIZE = 40;

    private final NativeLibrary library;
    private final Sink sink = new Sink();
    private final int sampleRate;

    /** Takes sound and events as they come; {@code espeak_SetSynthCallback} wants it. */
    interface SynthCallback extends Callback {
        int invoke(Pointer wav, int samples, Pointer events);
    }

    /** A word event as the library counts: characters from 1. */
    record RawWord(int position, int length, int sample) {}

    record RawSpeech(short[] pcm, List<RawWord> words) {}

    EspeakLibrary(String name) {
        library = NativeLibrary.getInstance(name, Map.of(Library.OPTION_STRING_ENCODING, "UTF-8"));
        sampleRate = call("espeak_Initialize", SYNCHRONOUS, BUFFER_MS, null, DONT_EXIT);
        if (sampleRate <= 0) {
            library.close();
            throw new IllegalStateException("The voice data of espeak-ng cannot be read");
        }
        library.getFunction("espeak_SetSynthCallback").invokeVoid(new Object[] {sink});
    }

    int sampleRate() {
        return sampleRate;
    }

    boolean voice(String name) {
        return call("espeak_SetVoiceByName", name) == 0;
    }

    RawSpeech speak(String text, int wordsPerMinute, int pitch) {
        call("espeak_SetParameter", RATE, wordsPerMinute, 0);
        call("espeak_SetParameter", PITCH, pitch, 0);
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        try (Memory memory = new Memory(utf8.length + 1L)) {
            memory.write(0, utf8, 0, utf8.length);
            memory.setByte(utf8.length, (byte) 0);
            sink.clear();
            int status = library.getFunction("espeak_Synth").invokeInt(new Object[] {
                memory, new com.sun.jna.NativeLong(utf8.length + 1L), 0, POS_CHARACTER, 0, UTF_8, null, null
            });
            if (status != 0) {
                throw new IllegalStateException("espeak-ng could not speak a line (status " + status + ")");
            }
            return sink.take();
        }
    }

    private int call(String function, Object... arguments) {
        return library.getFunction(function).invokeInt(arguments);
    }

    @Override
    public void close() {
        library.close();
    }

    /** Collects the sound of one line. */
    private static final class Sink implements SynthCallback {

        private short[] pcm = new short[1 << 17];
        private int length;
        private final List<RawWord> words = new ArrayList<>();

        @Override
        public int invoke(Pointer wav, int samples, Pointer events) {
            if (wav != null && samples > 0) {
                if (length + samples > pcm.length) {
                    pcm = java.util.Arrays.copyOf(pcm, Math.max(pcm.length * 2, length + samples));
                }
                wav.read(0, pcm, length, samples);
                length += samples;
            }
            for (long at = 0; events.getInt(at) != 0; at += EVENT_SIZE) {
                // The library also reports empty words between real ones.
                if (events.getInt(at) == EVENT_WORD && events.getInt(at + 12) > 0) {
                    words.add(new RawWord(events.getInt(at + 8), events.getInt(at + 12), events.getInt(at + 20)));
                }
            }
            return 0;
        }

        void clear() {
            length = 0;
            words.clear();
        }

        RawSpeech take() {
            return new RawSpeech(java.util.Arrays.copyOf(pcm, length), List.copyOf(words));
        }
    }
}
