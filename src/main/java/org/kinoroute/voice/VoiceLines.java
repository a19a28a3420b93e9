package org.kinoroute.voice;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.kinoroute.store.ContentKey;
import org.kinoroute.store.ObjectStore;
import org.kinoroute.video.Plan;
import org.kinoroute.video.Problem;
import org.kinoroute.video.Scene;
import org.kinoroute.video.SceneTask;
import org.kinoroute.video.Script;
import org.kinoroute.video.Unavailable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Lines on their way to and from an engine, whichever it is. */
@Component("voiceLines")
public class VoiceLines {

    private static final Logger LOG = LoggerFactory.getLogger(VoiceLines.class);

    private final VoiceMappings mappings;
    private final VoiceServices services;
    private final ObjectStore store;
    private final VoiceProperties properties;

    public VoiceLines(VoiceMappings mappings, VoiceServices services, ObjectStore store, VoiceProperties properties) {
        this.mappings = mappings;
        this.services = services;
        this.store = store;
        this.properties = properties;
    }

    /**
     * A line with all that decides how it sounds.
     *
     * @param scene whose voice it is
     * @param engine names the route that speaks it, {@code direct:voice-<engine>}
     * @param language BCP 47 tag
     * @param voice of the engine
     * @param mapping {@code voice_id} of the voice mapping, or null
     * @param narration whether it tells several scenes in one go
     * @param passages what is spoken, in order: of a narration one for each scene, else one
     */
    public record Line(
            int scene,
            String engine,
            String language,
            String voice,
            String mapping,
            double speed,
            double pitch,
            boolean narration,
            List<Passage> passages) {

        /** Whether there is nothing to say: emojis only, or a link. */
        public boolean isSilent() {
            return getSpoken().isEmpty();
        }

        /** The passages with something to say. */
        public List<Passage> getSpoken() {
            return passages.stream().filter(passage -> !passage.isSilent()).toList();
        }
    }

    /**
     * What is spoken at once, and made anew only where it has changed.
     *
     * @param scene whose text it is
     * @param said what is spoken
     * @param shown whose words are timed
     * @param key under which lies what is known of its sound, a {@link Take}, once it was made
     */
    public record Passage(int scene, SpokenText said, SpokenText shown, String key) {

        public boolean isSilent() {
            return said.isEmpty();
        }

        /** Whether what is spoken is what is shown, so that its words can be timed by listening. */
        public boolean isTimeable() {
            return shown.isEmpty() || shown.words().equals(said.words());
        }
    }

    /** When the words of a passage were heard by a transcription; lies in the store. */
    public record Times(List<WordEvent> words) {}

    /** The words that captions show, by scene: those that are timed. Empty where no captions are burned in. */
    public Map<Integer, List<String>> words(Plan plan) {
        Map<Integer, List<String>> words = new TreeMap<>();
        if (plan.settings().captions() != null) {
            Script script = plan.script();
            for (int index = 0; index < script.scenes().size(); index++) {
                Scene scene = script.scenes().get(index);
                String language = scene.language() == null ? script.language() : scene.language();
                SpokenText text = SpokenText.of(scene.text(), language);
                if (scene.isSpoken() && !text.isEmpty()) {
                    words.put(index, text.words());
                }
            }
        }
        return words;
    }

    /** Casts all who speak in a script, in its order; whose voice cannot be found is left to their lines. */
    public void cast(Plan plan) {
        record Speaker(String character, String gender, String voice, String language) {}
        try {
            plan.getScenes().stream()
                    .filter(SceneTask::spoken)
                    .map(task -> new Speaker(task.character(), task.gender(), task.voice(), language(task)))
                    .distinct()
                    .forEach(who -> mappings.voice(who.character, who.gender, who.voice, who.language));
        } catch (Problem | Unavailable e) {
            LOG.info("Not all who speak could be cast at once: {}", e.getMessage());
        }
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
        boolean narration = !task.parts().isEmpty();
        List<SceneTask.Part> parts =
                narration ? task.parts() : List.of(new SceneTask.Part(task.scene(), task.text(), task.say()));
        String language = language(task);
        return new Line(
                task.scene(),
                mapped.engine(),
                language,
                mapped.voice(),
                mapped.mapping(),
                properties.speed(),
                properties.pitch(),
                narration,
                parts.stream().map(part -> passage(mapped, part, language)).toList());
    }

    private Passage passage(VoiceMappings.Mapped mapped, SceneTask.Part part, String language) {
        SpokenText shown = SpokenText.of(part.text(), language);
        SpokenText said = part.say() == null ? shown : SpokenText.of(part.say(), language);
        String key = services.key(
                "passage",
                mapped.engine(),
                language,
                mapped.voice(),
                properties.speed(),
                properties.pitch(),
                said.text());
        return new Passage(part.scene(), said, shown, key + ".json");
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** A line whose passages are about to be spoken. */
    public Telling telling(Line line) {
        return new Telling(line);
    }

    /**
     * A line that somebody else has spoken: its sound is this line's alone, and no other's of the same words.
     *
     * @throws Problem where it is told in several passages, each of which would need a sound of its own
     */
    public Line given(Line line, byte[] wav) {
        if (line.getSpoken().size() != 1) {
            throw new Problem("a sound can be given to a single scene that speaks; this one tells "
                    + line.getSpoken().size() + " scenes");
        }
        Passage own = line.getSpoken().get(0);
        String key = "voices/" + ContentKey.sha256(List.of(wav, bytes(own.key()))) + ".json";
        return new Line(
                line.scene,
                line.engine,
                line.language,
                line.voice,
                line.mapping,
                line.speed,
                line.pitch,
                line.narration,
                List.of(new Passage(own.scene, own.said, own.shown, key)));
    }

    /**
     * Takes what an engine made of a passage.
     *
     * @param wav the sound
     * @param words when which piece of the text was spoken; null where the engine does not tell
     * @param warnings what is not as asked; null: nothing
     */
    public Take take(Line line, Passage passage, byte[] wav, List<WordEvent> words, List<String> warnings) {
        Speech sound;
        try {
            sound = Wav.read(wav);
        } catch (IllegalArgumentException e) {
            throw new IllegalStateException("the engine " + line.engine() + " sent something that is no WAV", e);
        }
        if (sound.pcm().length == 0) {
            throw new IllegalStateException("the engine " + line.engine() + " sent no sound");
        }
        // By what was said, so that all of a passage goes together, and by how it sounds: no engine says it twice the
        // same.
        String key = passage.key().replace(".json", "-" + ContentKey.sha256(wav).substring(0, 16) + ".wav");
        return new Take(key, sound.sampleRate(), sound.pcm().length, words, warnings);
    }

    /** Whether a transcription is to tell the times of a passage. */
    public boolean isUntimed(Passage passage, Take take) {
        return take.words() == null && passage.isTimeable() && services.isListening();
    }

    /** The key under which lie the {@link Times} of a take: beside it, and another for another transcription. */
    public String timesKey(Take take) {
        String listener = services.url("transcription") + " "
                + services.of("transcription").model();
        return take.key()
                .replace(".wav", "." + ContentKey.sha256(bytes(listener)).substring(0, 12) + ".json");
    }

    /**
     * Finds the words of a passage in what a transcription heard.
     *
     * @param words each with {@code word}, {@code start} and {@code end}, seconds; null: it has heard none
     * @throws Unavailable if none was found
     */
    public Times heard(Passage passage, Take take, List<Map<String, Object>> words) {
        List<HeardWord> heard = words == null
                ? List.of()
                : words.stream()
                        .map(word -> new HeardWord(
                                Objects.toString(word.get("word"), null),
                                seconds(word.get("start")),
                                seconds(word.get("end"))))
                        .toList();
        List<WordEvent> events = Alignment.of(passage.said().text(), heard, take.sampleRate(), take.samples());
        if (events.isEmpty()) {
            throw new Unavailable("the transcription heard none of the words");
        }
        return new Times(events);
    }

    private static Double seconds(Object value) {
        return value instanceof Number number ? number.doubleValue() : null;
    }

    /** The sound of a take. */
    public byte[] wav(Take take) throws IOException {
        return Files.readAllBytes(store.fetch(take.key()));
    }

    /** A passage was spoken; {@link Telling#add}. */
    public void add(Telling telling, Passage passage, Take take, Times heard) throws IOException {
        telling.add(passage, take, Wav.read(wav(take)), heard == null ? null : heard.words());
    }

    /** The times of a passage's words could not be found out; {@link Telling#untimed}. */
    public void untimed(Telling telling, String cause) {
        telling.untimed(cause);
    }
}
