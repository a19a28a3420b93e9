package org.kinoroute.voice;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import javax.sound.sampled.UnsupportedAudioFileException;
import org.kinoroute.store.ContentKey;
import org.kinoroute.video.Plan;
import org.kinoroute.video.SceneTask;
import org.kinoroute.video.Voice;
import org.kinoroute.video.WordTime;
import org.springframework.stereotype.Component;

/** Lines on their way to and from an engine, whichever it is. */
@Component("voiceLines")
public class VoiceLines {

    /** Counts up when cleaning, times or trimming change, so that voices made before are not taken for new ones. */
    private static final String REVISION = "1";

    private final VoiceMappings mappings;
    private final VoiceProperties properties;

    public VoiceLines(VoiceMappings mappings, VoiceProperties properties) {
        this.mappings = mappings;
        this.properties = properties;
    }

    /**
     * A line with all that decides how it sounds.
     *
     * @param engine names the route that speaks it, {@code direct:voice-<engine>}
     * @param language BCP 47 tag
     * @param voice of the engine
     * @param mapping {@code voice_id} of the voice mapping, or null
     * @param said what is spoken
     * @param shown whose words are timed
     * @param key under which lies what is known of its sound, once it was made
     */
    public record Line(
            String engine,
            String language,
            String voice,
            String mapping,
            double speed,
            double pitch,
            SpokenText said,
            SpokenText shown,
            String key) {

        /** Whether there is nothing to say: emojis only, or a link. */
        public boolean isSilent() {
            return said.isEmpty();
        }
    }

    /** What came of a line: its sound, and what is known of it. */
    public record Spoken(byte[] wav, Voice voice) {}

    /** The words that captions show, by scene: those that are timed. Empty where no captions are burned in. */
    public Map<Integer, List<String>> words(Plan plan) {
        Map<Integer, List<String>> words = new TreeMap<>();
        if (plan.settings().captions() != null) {
            for (SceneTask scene : plan.getScenes()) {
                SpokenText text = SpokenText.of(scene.text(), scene.language());
                if (scene.spoken() && !text.isEmpty()) {
                    words.put(scene.scene(), text.words());
                }
            }
        }
        return words;
    }

    /** Casts a scene's character, and makes its text speakable. */
    public Line line(SceneTask task) {
        return line(
                mappings.voice(task.character(), task.gender(), task.voice()),
                task.text(),
                task.say(),
                task.language() == null ? properties.language() : task.language());
    }

    Line line(VoiceMappings.Mapped mapped, String text, String say, String language) {
        SpokenText shown = SpokenText.of(text, language);
        SpokenText said = say == null ? shown : SpokenText.of(say, language);
        // The shown words are part of the key, for their times lie beside the sound.
        String content = String.join(
                "\u0000",
                REVISION,
                mapped.engine(),
                language,
                mapped.voice(),
                Double.toString(properties.speed()),
                Double.toString(properties.pitch()),
                said.text(),
                String.join("\u0001", shown.words()));
        return new Line(
                mapped.engine(),
                language,
                mapped.voice(),
                mapped.mapping(),
                properties.speed(),
                properties.pitch(),
                said,
                shown,
                "voices/" + ContentKey.sha256(content.getBytes(StandardCharsets.UTF_8)) + ".json");
    }

    /**
     * Takes what an engine made of a line.
     *
     * @param wav the sound
     * @param heard when the engine spoke which piece of the text; null where it does not tell
     * @param warnings what is not as asked; null: nothing
     */
    public Spoken spoken(Line line, byte[] wav, List<WordEvent> heard, List<String> warnings) {
        try (AudioInputStream sound = AudioSystem.getAudioInputStream(new ByteArrayInputStream(wav))) {
            AudioFormat format = sound.getFormat();
            long samples = sound.getFrameLength();
            int rate = (int) format.getSampleRate();
            if (samples <= 0) {
                throw new IllegalStateException("the engine " + line.engine() + " sent no sound");
            }
            SpokenText timed = line.shown().isEmpty() ? line.said() : line.shown();
            boolean asShown = timed.words().equals(line.said().words());
            Optional<List<WordTime>> times = heard == null || !asShown
                    ? Optional.empty()
                    : WordTimes.of(
                            line.said(),
                            new Speech(Wav.samples(sound.readAllBytes()), rate, heard, line.language(), List.of()));
            Voice voice = new Voice(
                    line.key().replace(".json", ".wav"),
                    rate,
                    samples,
                    times.orElseGet(() -> WordTimes.estimate(timed, (double) samples / rate)),
                    times.isPresent() ? Voice.Source.ENGINE : Voice.Source.ESTIMATE,
                    warnings);
            return new Spoken(wav, voice);
        } catch (UnsupportedAudioFileException e) {
            throw new IllegalStateException("the engine " + line.engine() + " sent something that is no WAV", e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
