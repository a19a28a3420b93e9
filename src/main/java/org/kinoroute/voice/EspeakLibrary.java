package org.kinoroute.voice;

import com.sun.jna.Callback;
import com.sun.jna.Library;
import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import com.sun.jna.NativeLong;
import com.sun.jna.Platform;
import com.sun.jna.Pointer;
import com.sun.jna.ptr.PointerByReference;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The calls of libespeak-ng that are needed. One instance speaks one line and is closed; all on one thread.
 *
 * <p>Why a line each: the library keeps the phase of its oscillators, the place in its pitch flutter and the memory of
 * its filters in static variables that no call resets, so that a line would sound a little different after another
 * one. Unloading it and loading it anew takes a fraction of a millisecond and leaves nothing behind. Its noise comes
 * from the C library's {@code rand()}, which is seeded for each line.
 */
final class EspeakLibrary implements AutoCloseable {

    private static final int SYNCHRONOUS = 2;
    private static final int DONT_EXIT = 0x8000;
    private static final int BUFFER_MS = 1000;
    private static final int POS_CHARACTER = 1;
    private static final int UTF_8 = 1;
    private static final int RATE = 1;
    private static final int PITCH = 3;
    private static final int SEED = 1;
    private static final int EVENT_WORD = 1;
    private static final int EVENT_SIZE = 40;

    private static final NativeLibrary C = NativeLibrary.getInstance(Platform.C_LIBRARY_NAME);
    private static final Map<String, Object> OPTIONS = Map.of(Library.OPTION_STRING_ENCODING, "UTF-8");

    private final NativeLibrary library;
    private final Sink sink;
    private final int sampleRate;
    private Pointer voiceList;

    /** Takes sound and events as they come; {@code espeak_SetSynthCallback} wants it. */
    interface SynthCallback extends Callback {
        int invoke(Pointer wav, int samples, Pointer events);
    }

    /** A word event as the library counts: characters from 1. */
    record RawWord(int position, int length, int sample) {}

    record RawSpeech(short[] pcm, List<RawWord> words) {}

    EspeakLibrary(String name, String data, Sink sink) {
        this.sink = sink;
        try {
            library = NativeLibrary.getInstance(name, OPTIONS);
        } catch (UnsatisfiedLinkError e) {
            throw new EngineMissingException(
                    "espeak-ng is not installed (no " + name + "): install the Debian package libespeak-ng1", e);
        }
        sampleRate = call("espeak_Initialize", SYNCHRONOUS, BUFFER_MS, data, DONT_EXIT);
        if (sampleRate <= 0) {
            library.close();
            throw new EngineMissingException(
                    "espeak-ng has no voice data" + (data == null ? "" : " in " + data)
                            + ": install the Debian package espeak-ng-data",
                    null);
        }
        library.getFunction("espeak_SetSynthCallback").invokeVoid(new Object[] {sink});
    }

    /** Keeps what libespeak-ng itself leans on in memory, so that loading it anew is quick. */
    static void keepDependencies() {
        for (String name : List.of("libpcaudio.so.0", "libsonic.so.0")) {
            try {
                NativeLibrary.getInstance(name);
            } catch (UnsatisfiedLinkError e) {
                // Built without it; nothing to keep.
            }
        }
    }

    int sampleRate() {
        return sampleRate;
    }

    /** Chooses a voice by its file, e.g. {@code roa/pt-BR+f2}. */
    void voice(String identifier) {
        if (!identifier.equals(identifier.toLowerCase(Locale.ROOT))) {
            // The library finds such a file through its list of voices alone, and never frees that list.
            listVoices();
        }
        int status = call("espeak_SetVoiceByName", identifier);
        if (status != 0) {
            throw new IllegalStateException("espeak-ng cannot load its voice " + identifier);
        }
    }

    RawSpeech speak(String text, int wordsPerMinute, int pitch) {
        call("espeak_SetParameter", RATE, wordsPerMinute, 0);
        call("espeak_SetParameter", PITCH, pitch, 0);
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        try (Memory memory = new Memory(utf8.length + 1L)) {
            memory.write(0, utf8, 0, utf8.length);
            memory.setByte(utf8.length, (byte) 0);
            sink.clear();
            C.getFunction("srand").invokeVoid(new Object[] {SEED});
            int status = call(
                    "espeak_Synth",
                    memory,
                    new NativeLong(utf8.length + 1L),
                    0,
                    POS_CHARACTER,
                    0,
                    UTF_8,
                    Pointer.NULL,
                    Pointer.NULL);
            if (status != 0) {
                throw new IllegalStateException("espeak-ng could not speak a line (status " + status + ")");
            }
            return sink.take();
        }
    }

    /** What is installed. */
    EspeakCatalogue catalogue() {
        PointerByReference path = new PointerByReference();
        String version = library.getFunction("espeak_Info")
                .invokePointer(new Object[] {path})
                .getString(0);
        Map<String, String> identifiers = new HashMap<>();
        Map<String, String> names = new HashMap<>();
        Map<String, Integer> priorities = new HashMap<>();
        for (Pointer voice : listVoices().getPointerArray(0)) {
            String identifier = voice.getPointer(2L * Native.POINTER_SIZE).getString(0, "UTF-8");
            if (identifier.startsWith("mb/")) {
                continue; // needs a program and data of its own
            }
            String name = voice.getPointer(0).getString(0, "UTF-8").replace('_', ' ');
            Pointer languages = voice.getPointer(Native.POINTER_SIZE);
            for (long at = 0; languages.getByte(at) != 0; ) {
                int priority = languages.getByte(at);
                String tag = languages.getString(at + 1, "UTF-8");
                at += 2L + tag.getBytes(StandardCharsets.UTF_8).length;
                tag = tag.toLowerCase(Locale.ROOT);
                if (priority < priorities.getOrDefault(tag, Integer.MAX_VALUE)) {
                    priorities.put(tag, priority);
                    identifiers.put(tag, identifier);
                    names.put(tag, name);
                }
            }
        }
        return new EspeakCatalogue(
                version, identifiers, names, variants(Path.of(path.getValue().getString(0, "UTF-8"))));
    }

    private static Set<String> variants(Path data) {
        try (Stream<Path> files = Files.list(data.resolve("voices/!v"))) {
            return files.map(file -> file.getFileName().toString()).collect(Collectors.toSet());
        } catch (java.io.IOException e) {
            return Set.of();
        }
    }

    private Pointer listVoices() {
        if (voiceList == null) {
            voiceList = library.getFunction("espeak_ListVoices").invokePointer(new Object[] {Pointer.NULL});
        }
        return voiceList;
    }

    private int call(String function, Object... arguments) {
        return library.getFunction(function).invokeInt(arguments);
    }

    @Override
    public void close() {
        call("espeak_Terminate");
        library.close();
        if (voiceList != null) {
            C.getFunction("free").invokeVoid(new Object[] {voiceList});
        }
    }

    /** Collects the sound of one line; used again for the next, for each callback costs a piece of native code. */
    static final class Sink implements SynthCallback {

        private short[] pcm = new short[1 << 17];
        private int length;
        private final List<RawWord> words = new ArrayList<>();

        @Override
        public int invoke(Pointer wav, int samples, Pointer events) {
            if (wav != null && samples > 0) {
                if (length + samples > pcm.length) {
                    pcm = Arrays.copyOf(pcm, Math.max(pcm.length * 2, length + samples));
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

        private void clear() {
            length = 0;
            words.clear();
        }

        private RawSpeech take() {
            return new RawSpeech(Arrays.copyOf(pcm, length), List.copyOf(words));
        }
    }
}
