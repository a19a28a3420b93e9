package org.kinoroute.voice;

import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import org.kinoroute.video.Participant;
import org.kinoroute.video.Problem;
import org.kinoroute.video.Script;
import org.kinoroute.video.VideoRequest;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Who sounds like whom, in the table {@code voice_mappings}: chosen once, and the same in every later video. */
@Component
public class VoiceMappings {

    private final JdbcClient jdbc;
    private final ChosenVoices choices;
    private final VoiceCasting casting;
    private final VoiceEngines engines;
    private final EngineVoices voices;
    private final VoiceServices services;
    private final VoiceSamples samples;
    private final VoiceProperties properties;

    public VoiceMappings(
            JdbcClient jdbc,
            ChosenVoices choices,
            VoiceCasting casting,
            VoiceEngines engines,
            EngineVoices voices,
            VoiceServices services,
            VoiceSamples samples,
            VoiceProperties properties) {
        this.jdbc = jdbc;
        this.choices = choices;
        this.casting = casting;
        this.engines = engines;
        this.voices = voices;
        this.services = services;
        this.samples = samples;
        this.properties = properties;
    }

    /**
     * A voice, as it was found.
     *
     * @param mapping {@code voice_id} of the row that says so, or null where the script itself does
     */
    public record Mapped(String engine, String voice, String mapping) {}

    /** @throws Problem if a participant of the script has a voice or an engine that is not there */
    public void check(Script script) {
        checkEngine(properties.engine());
        for (Participant who : script.participants()) {
            if (who.voice() != null) {
                try {
                    check(who.voice(), script.language());
                } catch (Problem e) {
                    throw new Problem("voice of " + who.name() + ": " + e.getMessage(), e);
                }
            }
        }
    }

    /**
     * Voices that people have added are theirs; whoever is on this machine may use all of them.
     *
     * @throws Problem if a participant of the script has one of somebody else's, as if there were none
     */
    public void checkOwner(Script script, String owner) {
        if (owner.equals(VideoRequest.Origin.LOCAL.owner())) {
            return;
        }
        for (Participant who : script.participants()) {
            if (who.voice() != null
                    && isForeign(who.voice(), choices.named(who.voice()).voice(), owner)) {
                throw new Problem("voice of " + who.name() + ": there is no voice \"" + who.voice()
                        + "\"; /api/voices lists those that there are");
            }
        }
    }

    private boolean isForeign(String choice, String voice, String owner) {
        return jdbc.sql("select coalesce(bool_and(owner is not null and owner <> :owner), false) from voice_mappings"
                        + " where voice_id = :choice or voice_sample_key = :voice")
                .param("owner", owner)
                .param("choice", choice)
                .param("voice", voice)
                .query(Boolean.class)
                .single();
    }

    /** @throws Problem if a choice names a voice or an engine that is not there */
    void check(String choice, String language) {
        ChosenVoices.Named chosen = choices.named(choice);
        checkEngine(chosen.engine());
        boolean mapped = choices.find("voice_id", choice).isPresent();
        if (VoiceSamples.isSample(chosen.voice())) {
            samples.require(chosen.voice());
        } else if (chosen.engine().equals("espeak") && !mapped) {
            casting.resolve(chosen.voice(), language);
        } else if (VoiceCasting.isSoundFile(chosen.voice())
                && properties.cloning().contains(chosen.engine())) {
            throw new Problem(
                    "the recording " + chosen.voice() + " is not known; hand it in with --voice on the command"
                            + " line or in the dashboard, with the consent of whose voice it is");
        }
    }

    private void checkEngine(String engine) {
        if (!engines.names().contains(engine)) {
            throw new Problem("there is no engine \"" + engine + "\"; there are " + String.join(", ", engines.names())
                    + "; a file in config/routes with a route from direct:voice-" + engine + " adds it");
        }
        if (engine.equals("openai") && !services.hasOpenAi()) {
            throw new Problem("the engine openai needs OPENAI_API_KEY, or OPENAI_BASE_URL of a server that is like it;"
                    + " the engine espeak works without");
        }
        if (engine.equals("elevenlabs") && services.of("elevenlabs").key().isBlank()) {
            throw new Problem("the engine elevenlabs needs ELEVENLABS_API_KEY; the engine espeak works without");
        }
    }

    /**
     * The voice of a character.
     *
     * @param gender of the character, or null
     * @param choice {@code [engine:]voice}, a voice sample, or the id of a voice mapping; null: cast now, or in an
     *     earlier video
     * @param language that it is to speak
     */
    public Mapped voice(String character, String gender, String choice, String language) {
        if (choice == null) {
            return mapped("character_name", ChosenVoices.name(character), gender, language);
        }
        if (choices.find("voice_id", choice).isPresent()) {
            return mapped("voice_id", choice, gender, language);
        }
        ChosenVoices.Named named = choices.named(choice);
        return new Mapped(named.engine(), named.voice(), null);
    }

    /** The voice of a character by an engine that speaks in place of its own. */
    public Mapped cast(String character, String gender, String language, String engine) {
        ChosenVoices.Row row = row("character_name", ChosenVoices.name(character), gender);
        return new Mapped(engine, cast(row, language, engine), row.id());
    }

    private Mapped mapped(String column, String value, String gender, String language) {
        ChosenVoices.Row row = row(column, value, gender);
        String engine = choices.engine(row);
        if (row.sample() != null) {
            samples.require(row.sample());
            return new Mapped(engine, row.sample(), row.id());
        }
        return new Mapped(engine, row.voice() == null ? cast(row, language, engine) : row.voice(), row.id());
    }

    private ChosenVoices.Row row(String column, String value, String gender) {
        return choices.find(column, value).orElseGet(() -> {
            // Two workers may meet the same character at once: the first row stands.
            jdbc.sql("insert into voice_mappings (voice_id, voice_name, character_name, gender, description)"
                            + " values (:id, :name, :name, :gender, 'Cast by Kinoroute') on conflict do nothing")
                    .param("id", "character:" + value)
                    .param("name", value)
                    .param("gender", gender)
                    .update();
            return choices.find(column, value).orElseThrow();
        });
    }

    /** The voice that an engine was given for a row, in an earlier video or now. */
    private String cast(ChosenVoices.Row row, String language, String engine) {
        String base = language == null ? "" : language.toLowerCase(Locale.ROOT).split("[-_]", 2)[0];
        String key = voices.isByLanguage(engine) ? engine + " " + base : engine;
        return jdbc.sql("select metadata -> 'cast' ->> :key from voice_mappings where voice_id = :id")
                .param("key", key)
                .param("id", row.id())
                .query(String.class)
                .optional()
                .orElseGet(() -> cast(row, language, engine, key));
    }

    /** One at a time: two characters that are cast at once would not see each other's voices. */
    private synchronized String cast(ChosenVoices.Row row, String language, String engine, String key) {
        Set<String> taken = new HashSet<>(jdbc.sql("select metadata -> 'cast' ->> :key from voice_mappings"
                        + " where metadata -> 'cast' ->> :key is not null union"
                        + " select metadata ->> 'voice' from voice_mappings where metadata ->> 'voice' is not null"
                        + " and coalesce(metadata ->> 'engine', :engine) = :engine")
                .param("key", key)
                .param("engine", engine)
                .query(String.class)
                .list());
        String name = row.character() == null ? row.id() : row.character();
        // What another worker has cast in the meantime stands.
        return jdbc.sql("update voice_mappings set metadata = coalesce(metadata, '{}') || jsonb_build_object('cast',"
                        + " jsonb_build_object(cast(:key as text), cast(:voice as text)) || coalesce(metadata -> 'cast', '{}'))"
                        + " where voice_id = :id returning metadata -> 'cast' ->> :key")
                .param("key", key)
                .param("voice", voices.cast(engine, name, row.gender(), language, taken))
                .param("id", row.id())
                .query(String.class)
                .single();
    }
}
