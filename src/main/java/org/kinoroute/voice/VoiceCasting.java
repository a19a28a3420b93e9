package org.kinoroute.voice;

import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.kinoroute.store.ContentKey;
import org.kinoroute.video.Problem;
import org.kinoroute.video.Suggestions;
import org.springframework.stereotype.Component;

/** Decides who sounds like whom. */
@Component
public class VoiceCasting {

    private static final Pattern SOUND_FILE =
            Pattern.compile("(?i).*/.*|.*\\.(wav|mp3|ogg|oga|opus|flac|m4a|aac|webm|mp4|aiff?|wma)");

    /** Names of the speech API that is most copied, so that what was made for it still has six distinct voices. */
    private static final Map<String, String> OPENAI_NAMES = Map.of(
            "alloy", "f2-low", "nova", "f2", "shimmer", "f4-high", "onyx", "m7-low", "echo", "m3", "fable", "m1-high");

    private final EspeakEngine engine;

    public VoiceCasting(EspeakEngine engine) {
        this.engine = engine;
    }

    /**
     * A voice of espeak, as a maker's choice was understood.
     *
     * @param language tag that espeak knows
     * @param variant of espeak; null: the language's own voice
     * @param speed factor
     * @param pitch factor
     * @param warning what is not as asked, or null
     */
    public record Choice(String language, String variant, double speed, double pitch, String warning) {}

    /**
     * The default voice of a character: the same one whenever the same voices are taken, and none of those while there
     * is another.
     *
     * @param gender {@code male} or {@code female}; anything else is unknown
     * @param taken voices of the other characters: ids of castings or choices of the maker
     */
    public Casting cast(String character, String gender, Set<String> taken) {
        String name = normal(character);
        Set<String> ids = taken.stream().map(VoiceCasting::withoutLanguage).collect(Collectors.toSet());
        Set<String> variants = ids.stream()
                .map(id -> Casting.byId(id).map(Casting::variant).orElse(id))
                .collect(Collectors.toSet());
        String wanted = "male".equalsIgnoreCase(gender) || "female".equalsIgnoreCase(gender)
                ? gender.toLowerCase(Locale.ROOT)
                : hash("gender", name).charAt(0) < '8' ? "female" : "male";
        // Another variant is easier told apart than another register of the same; the name decides among equals.
        Comparator<Casting> order = Comparator.<Casting>comparingInt(cast -> ids.contains(cast.id()) ? 1 : 0)
                .thenComparing(cast -> cast.gender().equals(wanted) ? 0 : 1)
                .thenComparing(cast -> variants.contains(cast.variant()) ? 1 : 0)
                .thenComparing(cast -> hash(name, cast.id()));
        return Casting.ALL.stream().min(order).orElseThrow();
    }

    /**
     * What a maker means by a voice: a casting ({@code f2-high}), a variant ({@code m8}), a language ({@code pt-br}) or
     * both ({@code pt-br+f2}).
     *
     * @param voice null or blank: the language's own voice
     * @param language that is spoken unless the voice says otherwise
     * @throws Problem if there is no such voice
     */
    public Choice resolve(String voice, String language) {
        EspeakCatalogue known = engine.catalogue();
        if (voice == null || voice.isBlank()) {
            return new Choice(language, null, 1, 1, null);
        }
        String name = voice.strip();
        if (isSoundFile(name)) {
            throw new Problem("espeak cannot clone a voice from " + name
                    + "; choose an engine that clones (coqui, xtts) or one of its own voices, such as f2 or pt-br+m3");
        }
        String openai = OPENAI_NAMES.get(name.toLowerCase(Locale.ROOT));
        if (openai != null) {
            Choice instead = resolve(openai, language);
            return new Choice(
                    instead.language,
                    instead.variant,
                    instead.speed,
                    instead.pitch,
                    "the voice \"" + name + "\" needs the engine openai; espeak's " + openai + " speaks instead");
        }
        int plus = name.indexOf('+');
        if (plus >= 0) {
            String tag = known.language(name.substring(0, plus)).orElseThrow(() -> unknown(name, known));
            Choice choice = named(name.substring(plus + 1), tag, known).orElseThrow(() -> unknown(name, known));
            return choice;
        }
        return named(name, language, known)
                .or(() -> Optional.of(name.toLowerCase(Locale.ROOT).replace('_', '-'))
                        .filter(known.languages()::containsKey)
                        .map(tag -> new Choice(tag, null, 1, 1, null)))
                .orElseThrow(() -> unknown(name, known));
    }

    /** Whether a voice is meant to be cloned from a recording. */
    static boolean isSoundFile(String voice) {
        return SOUND_FILE.matcher(voice).matches();
    }

    /** Whether a voice is one of the six that OpenAI's engine is known for. */
    static boolean isOpenAiName(String voice) {
        return OPENAI_NAMES.containsKey(voice.toLowerCase(Locale.ROOT));
    }

    /** Every name that {@link #resolve} takes without a language. */
    public List<String> names() {
        Set<String> names = new TreeSet<>(engine.catalogue().variants());
        Casting.ALL.forEach(cast -> names.add(cast.id()));
        return List.copyOf(names);
    }

    private static Optional<Choice> named(String name, String language, EspeakCatalogue known) {
        return Casting.byId(name)
                .map(cast -> new Choice(language, cast.variant(), cast.speed(), cast.pitch(), null))
                .or(() -> known.variant(name).map(variant -> new Choice(language, variant, 1, 1, null)));
    }

    private Problem unknown(String name, EspeakCatalogue known) {
        int plus = name.indexOf('+');
        String prefix = "";
        String wrong = name;
        Collection<String> candidates = new ArrayList<>(names());
        if (plus >= 0 && known.language(name.substring(0, plus)).isPresent()) {
            prefix = name.substring(0, plus + 1);
            wrong = name.substring(plus + 1);
        } else if (plus >= 0) {
            wrong = name.substring(0, plus);
            candidates = known.tags();
        } else {
            candidates.addAll(known.tags());
        }
        String before = prefix;
        return new Problem("espeak has no voice \"" + name + "\"; near it: "
                + Suggestions.near(wrong, candidates).stream()
                        .map(near -> before + near)
                        .collect(Collectors.joining(", ")));
    }

    private static String withoutLanguage(String voice) {
        String name = voice.substring(voice.indexOf('+') + 1).strip().toLowerCase(Locale.ROOT);
        return OPENAI_NAMES.getOrDefault(name, name);
    }

    /** A name as it decides on a voice: however it is written. */
    static String normal(String character) {
        return Normalizer.normalize(character == null ? "" : character.strip(), Normalizer.Form.NFC)
                .toLowerCase(Locale.ROOT);
    }

    /** A choice among equals that stays the same. */
    static String hash(String first, String second) {
        return ContentKey.sha256((first + "\n" + second).getBytes(StandardCharsets.UTF_8))
                .substring(0, 16);
    }
}
