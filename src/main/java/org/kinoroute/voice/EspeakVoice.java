package org.kinoroute.voice;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.kinoroute.store.ObjectStore;
import org.kinoroute.video.Voice;
import org.kinoroute.video.WordTime;
import org.springframework.stereotype.Component;

/** The engine {@code espeak}: a scene's line becomes its voice, and the same line is never synthesised twice. */
@Component
public class EspeakVoice {

    /** Counts up when cleaning, times or trimming change, so that voices made before are not taken for new ones. */
    private static final int REVISION = 1;

    private static final double KEPT_SILENCE = 0.03;

    private final EspeakEngine engine;
    private final VoiceCasting casting;
    private final VoiceProperties properties;

    public EspeakVoice(EspeakEngine engine, VoiceCasting casting, VoiceProperties properties) {
        this.engine = engine;
        this.casting = casting;
        this.properties = properties;
    }

    /** A line with all that decides how it sounds. */
    private record Line(SpokenText shown, SpokenText said, SpeechRequest request, List<String> warnings) {}

    /**
     * Speaks a line.
     *
     * @param displayText what is shown
     * @param say what is spoken instead; null: what is shown; empty: nothing
     * @param language BCP 47 tag; null: the default
     * @param voice as {@link VoiceCasting#resolve} takes it; null: the language's own
     * @param speed factor of the voice's speed
     * @param pitch factor of the voice's pitch
     */
    public Spoken speak(String displayText, String say, String language, String voice, double speed, double pitch) {
        return speak(line(displayText, say, language, voice, speed, pitch));
    }

    /** Where the WAV of such a line lies in the store. */
    public String key(String displayText, String say, String language, String voice, double speed, double pitch) {
        return key(line(displayText, say, language, voice, speed, pitch));
    }

    /** The voice of such a line out of the store; made and stored first where it is not there yet. */
    public StoredVoice voice(
            ObjectStore store,
            String displayText,
            String say,
            String language,
            String voice,
            double speed,
            double pitch) {
        Line line = line(displayText, say, language, voice, speed, pitch);
        String key = key(line);
        String beside = StoredVoice.keyBeside(key);
        // The JSON is written last: where it lies, the WAV does.
        if (store.exists(beside)) {
            try {
                return StoredVoice.fromJson(Files.readAllBytes(store.fetch(beside)));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        Spoken spoken = speak(line);
        StoredVoice made = spoken.stored(key);
        if (!store.exists(key)) {
            store.put(key, spoken.wav(), "audio/wav");
        }
        store.put(beside, made.toJson(), "application/json");
        return made;
    }

    private Line line(String displayText, String say, String language, String voice, double speed, double pitch) {
        String tag = language == null || language.isBlank() ? properties.language() : language;
        VoiceCasting.Choice choice = casting.resolve(voice, tag);
        String spokenIn = engine.catalogue().language(choice.language()).orElse(properties.language());
        SpokenText shown = SpokenText.of(displayText, spokenIn);
        SpokenText said = say == null ? shown : SpokenText.of(say, spokenIn);
        SpeechRequest request = new SpeechRequest(
                said.text(),
                choice.language(),
                choice.variant(),
                properties.speed() * choice.speed() * speed,
                properties.pitch() * choice.pitch() * pitch);
        return new Line(
                shown,
                said,
                request,
                Optional.ofNullable(choice.warning()).map(List::of).orElse(List.of()));
    }

    private Spoken speak(Line line) {
        if (line.said.isEmpty()) {
            return new Spoken(Wav.of(new short[0], 22050), 22050, 0, List.of(), Voice.Source.ENGINE, line.warnings);
        }
        Speech speech = trimmed(engine.speak(line.request));
        List<String> warnings = new ArrayList<>(line.warnings);
        warnings.addAll(speech.warnings());
        double seconds = speech.pcm().length / (double) speech.sampleRate();
        boolean asShown = line.said == line.shown || line.said.words().equals(line.shown.words());
        Optional<List<WordTime>> heard = WordTimes.of(line.said, speech);
        Voice.Source source =
                heard.isPresent() && (asShown || line.shown.isEmpty()) ? Voice.Source.ENGINE : Voice.Source.ESTIMATE;
        SpokenText timed = line.shown.isEmpty() ? line.said : line.shown;
        List<WordTime> words = source == Voice.Source.ENGINE ? heard.get() : WordTimes.estimate(timed, seconds);
        return new Spoken(speech.wav(), speech.sampleRate(), speech.pcm().length, words, source, warnings);
    }

    /** Takes away the silence before and after, for pauses are the timeline's. */
    private static Speech trimmed(Speech speech) {
        short[] pcm = speech.pcm();
        int kept = (int) (KEPT_SILENCE * speech.sampleRate());
        int from = Math.max(0, Loudness.start(pcm) - kept);
        int to = Math.min(pcm.length, Loudness.end(pcm) + kept);
        if (from >= to) {
            return speech;
        }
        List<WordEvent> words = speech.words().stream()
                .map(word ->
                        new WordEvent(word.offset(), word.length(), Math.max(0, Math.min(word.sample(), to) - from)))
                .toList();
        return new Speech(
                Arrays.copyOfRange(pcm, from, to), speech.sampleRate(), words, speech.language(), speech.warnings());
    }

    private String key(Line line) {
        SpeechRequest request = line.request;
        // The shown words are part of it, for their times lie beside the sound.
        String content = String.join(
                "\u0000",
                "espeak",
                engine.version(),
                "r" + REVISION,
                engine.catalogue()
                        .language(request.language())
                        .orElse(request.language() + "?" + properties.language()),
                String.valueOf(request.variant()),
                Double.toString(request.speed()),
                Double.toString(request.pitch()),
                request.text(),
                String.join("\u0001", line.shown.words()));
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(content.getBytes(StandardCharsets.UTF_8));
            return "voices/" + HexFormat.of().formatHex(hash) + ".wav";
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
