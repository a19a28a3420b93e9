package org.kinoroute.voice;

import java.util.HashSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.kinoroute.video.Participant;
import org.kinoroute.video.Problem;
import org.kinoroute.video.Script;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Who sounds like whom, in the table {@code voice_mappings}: chosen once, and the same in every later video. */
@Component
public class VoiceMappings {

    private static final Pattern WITH_ENGINE = Pattern.compile("([a-z][a-z0-9-]*):(.+)");

    private final JdbcClient jdbc;
    private final VoiceCasting casting;
    private final VoiceEngines engines;
    private final VoiceProperties properties;

    public VoiceMappings(JdbcClient jdbc, VoiceCasting casting, VoiceEngines engines, VoiceProperties properties) {
        this.jdbc = jdbc;
        this.casting = casting;
        this.engines = engines;
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

    private void check(String choice, String language) {
        Matcher named = WITH_ENGINE.matcher(choice);
        String engine = named.matches() ? named.group(1) : properties.engine();
        if (!engines.names().contains(engine)) {
            throw new Problem("there is no engine \"" + engine + "\"; there are " + String.join(", ", engines.names())
                    + "; a file in config/routes with a route from direct:voice-" + engine + " adds it");
        }
        String voice = named.matches() ? named.group(2) : choice;
        if (engine.equals("espeak") && find("voice_id", voice).isEmpty()) {
            casting.resolve(voice, language);
        }
    }

    /**
     * The voice of a character.
     *
     * @param gender of the character, or null
     * @param choice {@code [engine:]voice}, or the id of a voice mapping; null: cast now, or in an earlier video
     */
    public Mapped voice(String character, String gender, String choice) {
        if (choice != null) {
            Matcher named = WITH_ENGINE.matcher(choice);
            if (named.matches()) {
                return new Mapped(named.group(1), named.group(2), null);
            }
            return byId(choice).orElseGet(() -> new Mapped(properties.engine(), choice, null));
        }
        return byCharacter(character).orElseGet(() -> {
            cast("character:" + character, character, gender);
            return byCharacter(character).orElseThrow();
        });
    }

    private Optional<Mapped> byId(String id) {
        Optional<Row> row = find("voice_id", id);
        // A mapping that names no voice is cast by its gender, like a character.
        row.filter(mapped -> mapped.voice == null).ifPresent(mapped -> cast(id, null, mapped.gender));
        return find("voice_id", id).map(this::mapped);
    }

    private Optional<Mapped> byCharacter(String character) {
        return find("character_name", character)
                .filter(row -> row.voice != null)
                .map(this::mapped);
    }

    private Mapped mapped(Row row) {
        return new Mapped(Objects.requireNonNullElse(row.engine, properties.engine()), row.voice, row.id);
    }

    private record Row(String id, String gender, String engine, String voice) {}

    private Optional<Row> find(String column, String value) {
        return jdbc.sql("select voice_id, gender, metadata ->> 'engine' engine, metadata ->> 'voice' voice"
                        + " from voice_mappings where " + column + " = :value")
                .param("value", value)
                .query((row, n) -> new Row(
                        row.getString("voice_id"),
                        row.getString("gender"),
                        row.getString("engine"),
                        row.getString("voice")))
                .optional();
    }

    /** Two workers may cast the same character at once: the first row stands. */
    private void cast(String id, String character, String gender) {
        Set<String> taken = new HashSet<>(
                jdbc.sql("select metadata ->> 'voice' from voice_mappings" + " where metadata ->> 'voice' is not null")
                        .query(String.class)
                        .list());
        Casting cast = casting.cast(character == null ? id : character, gender, taken);
        jdbc.sql("insert into voice_mappings (voice_id, voice_name, character_name, gender, description, metadata)"
                        + " values (:id, :voice, :character, :gender, 'Cast by Kinoroute',"
                        + " jsonb_build_object('engine', 'espeak', 'voice', cast(:voice as text)))"
                        + " on conflict (voice_id) do update set metadata ="
                        + " coalesce(voice_mappings.metadata, '{}') || excluded.metadata"
                        + " where voice_mappings.metadata ->> 'voice' is null")
                .param("id", id)
                .param("voice", cast.id())
                .param("character", character)
                .param("gender", cast.gender())
                .update();
    }
}
