package org.kinoroute.voice;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.kinoroute.video.Problem;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What was chosen for those who speak: by a script, or in the table {@code voice_mappings}. Casts nobody. */
public final class ChosenVoices {

    /** Who speaks where nobody is named. */
    private static final String NARRATOR = "Narrator";

    private static final Pattern WITH_ENGINE = Pattern.compile("([a-z][a-z0-9-]*):(.+)");

    private final JdbcClient jdbc;
    private final VoiceServices services;
    private final VoiceProperties properties;

    /** @param jdbc null: there is no table yet */
    public ChosenVoices(JdbcClient jdbc, VoiceServices services, VoiceProperties properties) {
        this.jdbc = jdbc;
        this.services = services;
        this.properties = properties;
    }

    /**
     * A row of the table.
     *
     * @param engine null: the default one
     * @param voice that somebody chose; null: none
     * @param sample key of the recording that is cloned, or null
     */
    record Row(String id, String character, String gender, String engine, String voice, String sample) {}

    /** A voice that a script names, by its engine. */
    record Named(String engine, String voice) {}

    /**
     * The engine that a character speaks with.
     *
     * @param character null: the narrator
     * @param choice of the script, or null
     */
    public String engine(String character, String choice) {
        Optional<Row> row = choice == null ? find("character_name", name(character)) : find("voice_id", choice);
        return row.map(this::engine)
                .orElseGet(() ->
                        choice == null ? properties.engine() : named(choice).engine());
    }

    /** The engine that speaks as a row says. */
    String engine(Row row) {
        String engine = row.engine == null ? properties.engine() : row.engine;
        return row.sample == null ? engine : cloning(engine);
    }

    static String name(String character) {
        return character == null ? NARRATOR : character;
    }

    /** What a script means by {@code [engine:]voice} or a voice sample. */
    Named named(String choice) {
        Matcher named = WITH_ENGINE.matcher(choice);
        if (named.matches()) {
            return new Named(named.group(1), named.group(2));
        }
        String engine = properties.engine();
        if (VoiceSamples.isSample(choice)) {
            return new Named(cloning(engine), choice);
        }
        boolean six = engine.equals("espeak") && VoiceCasting.isOpenAiName(choice) && services.hasOpenAi();
        return six ? new Named("openai", choice.toLowerCase(Locale.ROOT)) : new Named(engine, choice);
    }

    /** The engine itself where it clones, else the first that does. */
    private String cloning(String engine) {
        return properties.cloning().contains(engine)
                ? engine
                : properties.cloning().stream()
                        .findFirst()
                        .orElseThrow(() -> new Problem("no engine clones a recorded voice; name one as"
                                + " kinoroute.voice.cloning, such as xtts"));
    }

    Optional<Row> find(String column, String value) {
        return jdbc == null
                ? Optional.empty()
                : jdbc.sql("select voice_id, character_name, gender, metadata ->> 'engine' engine,"
                                + " metadata ->> 'voice' voice, voice_sample_key from voice_mappings where " + column
                                + " = :value")
                        .param("value", value)
                        .query((row, n) -> new Row(
                                row.getString("voice_id"),
                                row.getString("character_name"),
                                row.getString("gender"),
                                row.getString("engine"),
                                row.getString("voice"),
                                row.getString("voice_sample_key")))
                        .optional();
    }
}
