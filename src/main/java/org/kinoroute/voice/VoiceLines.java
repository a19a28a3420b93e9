package org.kinoroute.voice;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import javax.sound.sampled.UnsupportedAudioFileException;
import org.kinoroute.store.ContentKey;
import org.kinoroute.video.Plan;
import org.kinoroute.video.Problem;
import org.kinoroute.video.Scene;
import org.kinoroute.video.SceneTask;
import org.kinoroute.video.Script;
import org.kinoroute.video.Voice;
import org.kinoroute.video.WordTime;
import org.springframework.stereotype.Component;

/** Lines on their way to and from an engine, whichever it is. */
@Component("voiceLines")
public class VoiceLines {

    /** Counts up when cleaning, times or trimming change, so that voices made before are not taken for new ones. */
    private static final String REVISION = "1";

    private final VoiceMappings mappings;
    private final VoiceServices services;
    private final VoiceProperties properties;

    public VoiceLines(VoiceMappings mappings, VoiceServices services, VoiceProperties properties) {
        this.mappings = mappings;
        this.services = services;
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
     * @param cuts where several scenes are told in one go: index of the first word of each; empty: it is one
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
            List<Integer> cuts,
            String key) {

        /** Whether there is nothing to say: emojis only, or a link. */
        public boolean isSilent() {
            return said.isEmpty();
        }

        /** Whether what is spoken is what is shown, so that its words can be timed by listening. */
        public boolean isTimeable() {
            return shown.isEmpty() || shown.words().equals(said.words());
        }
    }

    /** What came of a line: its sound, and what is known of it. */
    public record Spoken(byte[] wav, Voice voice) {}

    /** The words that captions show, by scene: those that are timed. Empty where no captions are burned in. */
    public Map<Integer, List<String>> words(Plan plan) {
        Map<Integer, List<String>> words = new TreeMap<>();
        if (plan.settings().captions() != null) {
            Script script = plan.script();
            for (int index = 0; index < script.scenes().size(); index++) {
                Scene scene = script.scenes().get(index);
                String language = scene.language() == null ? script.language() : scene.language();
                boolean asSaid = script.format().isNarrated() && scene.say() != null;
                SpokenText text = SpokenText.of(asSaid ? scene.say() : scene.text(), language);
                if (scene.isSpoken() && !text.isEmpty()) {
                    words.put(index, text.words());
                }
            }
        }
        return words;
    }

    /** Casts a scene's character, and makes its text speakable. */
    public Line line(SceneTask task) {
        return line(mappings.voice(task.character(), task.gender(), task.voice(), language(task)), task);
    }

    /**
     * The same for the engine that speaks where a scene's own could not.
     *
     * @param failed the line that could not be spoken; null: not even its voice was found
     * @throws Problem if there is no other engine
     */
    public Line instead(SceneTask task, Line failed) {
        String engine = properties.fallback();
        if (engine.equals("none") || failed != null && failed.engine().equals(engine)) {
            throw new Problem("there is no other engine to speak instead");
        }
        return line(mappings.cast(task.character(), task.gender(), language(task), engine), task);
    }

    /** Why a line does not sound as it was asked for. */
    public String excuse(Line line, int scene, String cause) {
        return "scene %d: %s speaks in place of its own voice: %s".formatted(scene + 1, line.engine(), cause);
    }

    private String language(SceneTask task) {
        return task.language() == null ? properties.language() : task.language();
    }

    Line line(VoiceMappings.Mapped mapped, SceneTask task) {
        String language = language(task);
        if (task.parts().isEmpty()) {
            SpokenText shown = SpokenText.of(task.text(), language);
            SpokenText said = task.say() == null ? shown : SpokenText.of(task.say(), language);
            return line(mapped, said, shown, List.of(), language);
        }
        List<SpokenText> parts =
                task.parts().stream().map(part -> SpokenText.of(part, language)).toList();
        List<Integer> cuts = new ArrayList<>();
        int words = 0;
        for (SpokenText part : parts) {
            cuts.add(words);
            words += part.words().size();
        }
        SpokenText whole = SpokenText.of(parts);
        return line(mapped, whole, whole, cuts, language);
    }

    private Line line(
            VoiceMappings.Mapped mapped, SpokenText said, SpokenText shown, List<Integer> cuts, String language) {
        // The shown words are part of the key, for their times lie beside the sound.
        String content = String.join(
                "\u0000",
                REVISION,
                mapped.engine(),
                services.url(mapped.engine()),
                services.of(mapped.engine()).model(),
                language,
                mapped.voice(),
                Double.toString(properties.speed()),
                Double.toString(properties.pitch()),
                said.text(),
                String.join("\u0001", shown.words()),
                cuts.toString());
        return new Line(
                mapped.engine(),
                language,
                mapped.voice(),
                mapped.mapping(),
                properties.speed(),
                properties.pitch(),
                said,
                shown,
                cuts,
                "voices/" + ContentKey.sha256(content.getBytes(StandardCharsets.UTF_8)) + ".json");
    }

    /** A line that somebody else has spoken: its sound is this line's alone, and no other's of the same words. */
    public Line given(Line line, byte[] wav) {
        return new Line(
                line.engine,
                line.language,
                line.voice,
                line.mapping,
                line.speed,
                line.pitch,
                line.said,
                line.shown,
                line.cuts,
                "voices/" + ContentKey.sha256(List.of(wav, line.key.getBytes(StandardCharsets.UTF_8))) + ".json");
    }

    /**
     * Finds the words of a line in what a transcription heard.
     *
     * @param words each with {@code word}, {@code start} and {@code end}, seconds; null: it has heard none
     * @return null: none was found
     */
    public List<WordEvent> heard(Line line, byte[] wav, List<Map<String, Object>> words) {
        if (words == null) {
            return null;
        }
        Speech speech = Wav.read(wav);
        List<WordEvent> events = Alignment.of(
                line.said().text(),
                words.stream()
                        .map(word -> new HeardWord(
                                Objects.toString(word.get("word"), null),
                                seconds(word.get("start")),
                                seconds(word.get("end"))))
                        .toList(),
                speech.sampleRate(),
                speech.pcm().length);
        return events.isEmpty() ? null : events;
    }

    private static Double seconds(Object value) {
        return value instanceof Number number ? number.doubleValue() : null;
    }

    /** How long a WAV lasts. */
    public double seconds(byte[] wav) {
        Speech speech = Wav.read(wav);
        return (double) speech.pcm().length / speech.sampleRate();
    }

    /**
     * Takes what an engine made of a line.
     *
     * @param wav the sound
     * @param heard when which piece of the text was spoken; null where nobody tells
     * @param transcribed whether a transcription tells; else the engine does
     * @param warnings what is not as asked; null: nothing
     */
    public Spoken spoken(Line line, byte[] wav, List<WordEvent> heard, Boolean transcribed, List<String> warnings) {
        Voice.Source teller = Boolean.TRUE.equals(transcribed) ? Voice.Source.TRANSCRIPTION : Voice.Source.ENGINE;
        try (AudioInputStream sound = AudioSystem.getAudioInputStream(new ByteArrayInputStream(wav))) {
            AudioFormat format = sound.getFormat();
            long samples = sound.getFrameLength();
            int rate = (int) format.getSampleRate();
            if (samples <= 0) {
                throw new IllegalStateException("the engine " + line.engine() + " sent no sound");
            }
            SpokenText timed = line.shown().isEmpty() ? line.said() : line.shown();
            Optional<List<WordTime>> times = heard == null || !line.isTimeable()
                    ? Optional.empty()
                    : WordTimes.of(
                            line.said(),
                            new Speech(Wav.samples(sound.readAllBytes()), rate, heard, line.language(), List.of()));
            Voice voice = new Voice(
                    line.key().replace(".json", ".wav"),
                    rate,
                    samples,
                    times.orElseGet(() -> WordTimes.estimate(timed, (double) samples / rate)),
                    times.isPresent() ? teller : Voice.Source.ESTIMATE,
                    line.cuts(),
                    warnings);
            return new Spoken(wav, voice);
        } catch (UnsupportedAudioFileException e) {
            throw new IllegalStateException("the engine " + line.engine() + " sent something that is no WAV", e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
