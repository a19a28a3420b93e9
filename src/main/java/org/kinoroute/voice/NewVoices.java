package org.kinoroute.voice;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.kinoroute.video.FieldProblem;
import org.kinoroute.video.Problem;
import org.kinoroute.video.SceneTask;
import org.kinoroute.voice.VoiceSample.Consent;
import org.kinoroute.voice.VoiceSample.Offer;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Voices that people add, hear and take away again. */
@Component("newVoices")
public class NewVoices {

    private static final int LONGEST_PREVIEW = 200;

    private static final Map<String, String> SENTENCES = Map.of(
            "en", "Hello, this is how I sound.",
            "pt", "Olá, é assim que eu falo.",
            "es", "Hola, así es como hablo.",
            "fr", "Bonjour, voici comment je parle.",
            "de", "Hallo, so klinge ich.",
            "it", "Ciao, ecco come parlo.");

    private final JdbcClient jdbc;
    private final ObjectMapper json;
    private final VoiceChoices choices;
    private final VoiceMappings mappings;
    private final VoiceLines lines;
    private final VoiceSamples samples;
    private final VoiceProperties properties;

    public NewVoices(
            JdbcClient jdbc,
            ObjectMapper json,
            VoiceChoices choices,
            VoiceMappings mappings,
            VoiceLines lines,
            VoiceSamples samples,
            VoiceProperties properties) {
        this.jdbc = jdbc;
        this.json = json;
        this.choices = choices;
        this.mappings = mappings;
        this.lines = lines;
        this.samples = samples;
        this.properties = properties;
    }

    /** A recording that was checked, with the consent that came with it. */
    public Offer offer(byte[] request, String fileName, Path sound, String owner) throws IOException {
        NewVoice voice = json.readValue(request, NewVoice.class);
        NewVoice.Given consent = voice.consent();
        if (consent == null || isBlank(consent.by()) || isBlank(consent.purpose())) {
            throw new FieldProblem(
                    "consent",
                    "is missing: a voice is cloned only with the consent of whose it is; say by whom it was"
                            + " given, and for what");
        }
        String name = voice.name() == null ? fileName : voice.name();
        return new Offer(name, Files.readAllBytes(sound), new Consent(consent.by(), consent.purpose(), null), owner);
    }

    private static boolean isBlank(String text) {
        return text == null || text.isBlank();
    }

    /** Enters a recording that was taken in as a voice that can be chosen. */
    public VoiceChoice addSample(byte[] request, VoiceSample sample, String owner, boolean admin) throws IOException {
        return add(json.readValue(request, NewVoice.class), sample, owner, admin);
    }

    /** Enters a mapping. */
    public VoiceChoice addMapping(byte[] request, String owner, boolean admin) throws IOException {
        NewVoice voice = json.readValue(request, NewVoice.class);
        if (isBlank(voice.voice())) {
            throw new FieldProblem(
                    "voice", "is missing; name one of GET /api/voices, or send a recording as the part sample");
        }
        try {
            mappings.check(voice.voice(), voice.language());
        } catch (Problem e) {
            throw new FieldProblem("voice", e.getMessage(), e);
        }
        return add(voice, null, owner, admin);
    }

    /**
     * An admin's mapping of a character holds in everybody's videos, as those of the older system do; somebody else's
     * in those that name it.
     */
    private VoiceChoice add(NewVoice voice, VoiceSample sample, String owner, boolean admin) {
        VoiceMappings.Mapped mapped = sample == null
                ? mappings.voice(voice.character(), voice.gender(), voice.voice(), voice.language())
                : null;
        String id = (sample == null ? "voice-" : "sample-") + UUID.randomUUID();
        String character = isBlank(voice.character()) ? null : voice.character().strip();
        String name = voice.name() != null ? voice.name() : sample != null ? sample.name() : character;
        if (character != null && admin) {
            jdbc.sql("update voice_mappings set character_name = null where character_name = :character")
                    .param("character", character)
                    .update();
        }
        jdbc.sql("insert into voice_mappings (voice_id, voice_name, character_name, description, gender, language,"
                        + " quality, owner, voice_sample_key, metadata) values (:id, :name, :character, :description,"
                        + " :gender, :language, 'high', :owner, :sample, jsonb_strip_nulls(jsonb_build_object("
                        + "'engine', cast(:engine as text), 'voice', cast(:voice as text),"
                        + " 'character', cast(:speaks as text))))")
                .param("id", id)
                .param("name", name == null ? voice.voice() : name)
                .param("character", admin ? character : null)
                .param(
                        "description",
                        sample != null
                                ? "Recorded, %.0f seconds".formatted(sample.seconds())
                                : "Speaks as " + voice.voice())
                .param("gender", voice.gender() == null ? null : voice.gender().toLowerCase(Locale.ROOT))
                .param("language", voice.language())
                .param("owner", owner)
                .param("sample", sample == null ? null : sample.key())
                .param("engine", mapped == null ? null : mapped.engine())
                .param("voice", mapped == null ? null : mapped.voice())
                .param("speaks", character)
                .update();
        return choices.added(id, owner, admin).orElseThrow();
    }

    /**
     * What came of taking a voice away.
     *
     * @param found whether there was such a voice of the caller's
     * @param object key of the recording that nobody needs any more, or null
     */
    public record Removed(boolean found, String object) {}

    /** Takes an added voice away; a recording, and the consent to it, with the last voice that is made of it. */
    public Removed remove(String id, String owner, boolean admin) {
        List<Taken> taken = jdbc.sql("select voice_sample_key, owner from voice_mappings"
                        + " where voice_id = :id and (owner = :owner or :admin)")
                .param("id", id)
                .param("owner", owner)
                .param("admin", admin)
                .query((row, n) -> new Taken(row.getString(1), row.getString(2)))
                .list();
        if (taken.isEmpty()) {
            return new Removed(false, null);
        }
        // What was spoken stays; by whom is in its own row.
        jdbc.sql("update voices set voice_mapping_id = null where voice_mapping_id ="
                        + " (select id from voice_mappings where voice_id = :id)")
                .param("id", id)
                .update();
        jdbc.sql("delete from voice_mappings where voice_id = :id")
                .param("id", id)
                .update();
        Taken voice = taken.get(0);
        boolean gone = voice.sample != null && samples.withdraw(voice.sample, voice.owner);
        return new Removed(true, gone ? voice.sample : null);
    }

    /** @param sample null: it is none of a recording */
    private record Taken(String sample, String owner) {}

    /**
     * A sentence that lets somebody hear a voice.
     *
     * @param text null: one in the language
     * @param language null: the voice's own, else the default one
     * @return null if there is no such voice, or not for the caller
     */
    public VoiceLines.Line preview(String id, String text, String language, String owner, boolean admin) {
        VoiceChoice added = choices.added(id, owner, admin).orElse(null);
        if (added == null && isAdded(id)) {
            return null;
        }
        String spoken = language != null ? language : added == null ? null : added.language();
        String tag = spoken == null ? properties.language() : spoken;
        if (added == null) {
            try {
                mappings.check(id, tag);
            } catch (Problem e) {
                return null;
            }
        }
        String said = isBlank(text)
                ? SENTENCES.getOrDefault(tag.toLowerCase(Locale.ROOT).split("[-_]", 2)[0], SENTENCES.get("en"))
                : text;
        if (said.length() > LONGEST_PREVIEW) {
            throw new FieldProblem(
                    "text",
                    "has " + said.length() + " characters, and " + LONGEST_PREVIEW + " are the most; make it shorter");
        }
        VoiceMappings.Mapped mapped = mappings.voice("preview", added == null ? null : added.gender(), id, tag);
        SceneTask task = new SceneTask(0, null, said, null, tag, null, id, true, List.of(), null);
        VoiceLines.Line line = lines.line(mapped, task);
        if (line.isSilent()) {
            throw new FieldProblem("text", "has nothing in it that can be spoken; write some words");
        }
        return line;
    }

    /** Somebody's, but not the caller's. */
    private boolean isAdded(String id) {
        return VoiceSamples.isSample(id)
                || jdbc.sql("select exists (select 1 from voice_mappings where voice_id = :id)")
                        .param("id", id)
                        .query(Boolean.class)
                        .single();
    }
}
