package org.kinoroute.voice;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The voices that can be chosen now: those that people added, the six that everybody knows, and those of each engine. */
@Component("voiceChoices")
public class VoiceChoices {

    /** As long as a list of voices may take to come from a server; then it is shown without. */
    private static final long PATIENCE_MILLIS = 2_000;

    private static final Map<String, String> SIX = new LinkedHashMap<>();

    static {
        SIX.put("alloy", "even and clear");
        SIX.put("echo", "calm and low");
        SIX.put("fable", "warm, tells stories");
        SIX.put("onyx", "deep");
        SIX.put("nova", "bright and lively");
        SIX.put("shimmer", "light and soft");
    }

    private final JdbcClient jdbc;
    private final VoiceEngines engines;
    private final EngineVoices voices;
    private final VoiceServices services;
    private final EspeakEngine espeak;
    private final ExecutorService threads;
    private final Cache<String, List<EngineVoice>> asked = Caffeine.newBuilder()
            .maximumSize(100)
            .expireAfterWrite(Duration.ofMinutes(1))
            .build();

    public VoiceChoices(
            JdbcClient jdbc,
            VoiceEngines engines,
            EngineVoices voices,
            VoiceServices services,
            EspeakEngine espeak,
            ExecutorService voiceThreads) {
        this.jdbc = jdbc;
        this.engines = engines;
        this.voices = voices;
        this.services = services;
        this.espeak = espeak;
        this.threads = voiceThreads;
    }

    /**
     * @param language only voices that speak it, and each language's own; null: those that speak any
     * @param engine only its voices; null: of all
     * @param admin sees everybody's
     */
    public List<VoiceChoice> list(String owner, boolean admin, String language, String engine) {
        Stream<VoiceChoice> all = Stream.of(added(owner, admin).stream(), six(), servers(), espeak(language))
                .flatMap(choices -> choices);
        return all.filter(voice -> engine == null || engine.equals(voice.engine()))
                .filter(voice -> language == null || voice.language() == null || alike(voice.language(), language))
                .toList();
    }

    private static boolean alike(String one, String other) {
        return base(one).equals(base(other));
    }

    private static String base(String tag) {
        return tag.toLowerCase(Locale.ROOT).split("[-_]", 2)[0];
    }

    /** An added voice, for whoever may see it. */
    Optional<VoiceChoice> added(String id, String owner, boolean admin) {
        return added(owner, admin).stream()
                .filter(voice -> voice.id().equals(id))
                .findFirst();
    }

    /** What Kinoroute has cast by itself was chosen by nobody. */
    private List<VoiceChoice> added(String owner, boolean admin) {
        return jdbc.sql("select m.*, m.metadata ->> 'engine' engine, m.metadata ->> 'voice' voice,"
                        + " coalesce(m.character_name, m.metadata ->> 'character') speaks,"
                        + " s.seconds, coalesce(c.consent_by, s.consent_by) consent_by, coalesce(c.consent_for, s.consent_for)"
                        + " consent_for, coalesce(c.consent_at, s.consent_at) consent_at from voice_mappings m"
                        + " left join voice_samples s on s.key = m.voice_sample_key"
                        + " left join lateral (select * from voice_consents where sample_key = s.key and owner = m.owner"
                        + " order by id desc limit 1) c on true"
                        + " where (m.owner is null or m.owner = :owner or :admin)"
                        + " and m.description is distinct from 'Cast by Kinoroute'"
                        + " order by m.owner is null, m.created_at desc, m.voice_id")
                .param("owner", owner)
                .param("admin", admin)
                .query((row, n) -> {
                    String id = row.getString("voice_id");
                    boolean sample = row.getString("voice_sample_key") != null;
                    String description = row.getString("description");
                    return new VoiceChoice(
                            id,
                            Optional.ofNullable(row.getString("voice_name")).orElse(id),
                            description == null ? "" : description,
                            row.getString("engine"),
                            row.getString("language"),
                            row.getString("gender"),
                            row.getString("speaks"),
                            true,
                            sample,
                            row.getString("owner"),
                            sample ? row.getDouble("seconds") : null,
                            sample
                                    ? Map.of(
                                            "by", row.getString("consent_by"),
                                            "for", row.getString("consent_for"),
                                            "at",
                                                    row.getTimestamp("consent_at")
                                                            .toInstant()
                                                            .toString())
                                    : null,
                            preview(id));
                })
                .list();
    }

    private Stream<VoiceChoice> six() {
        boolean there = services.hasOpenAi();
        return SIX.entrySet().stream()
                .map(voice -> choice(
                        voice.getKey(),
                        voice.getKey().substring(0, 1).toUpperCase(Locale.ROOT)
                                + voice.getKey().substring(1),
                        voice.getValue() + (there ? "" : "; espeak speaks in its place, for no OPENAI_API_KEY is set"),
                        there ? "openai" : "espeak",
                        null,
                        EngineVoice.of(voice.getKey()).gender()));
    }

    /** What the servers have, as far as they answer soon. */
    private Stream<VoiceChoice> servers() {
        Map<String, CompletableFuture<List<EngineVoice>>> answers = new LinkedHashMap<>();
        engines.names().stream().filter(this::isSetUp).forEach(engine -> answers.put(engine, ask(engine)));
        List<VoiceChoice> choices = new ArrayList<>();
        answers.forEach((engine, answer) -> answer.join().stream()
                .filter(voice -> !engine.equals("openai") || !SIX.containsKey(voice.id()))
                .forEach(voice -> choices.add(choice(
                        engine + ":" + voice.id(),
                        voice.id(),
                        "of the engine " + engine,
                        engine,
                        voice.language(),
                        voice.gender()))));
        return choices.stream();
    }

    private boolean isSetUp(String engine) {
        return switch (engine) {
            case "espeak" -> false;
            case "openai" -> services.hasOpenAi();
            case "elevenlabs" -> services.hasKey(engine);
            default -> true;
        };
    }

    private CompletableFuture<List<EngineVoice>> ask(String engine) {
        List<EngineVoice> known = asked.getIfPresent(engine);
        if (known != null) {
            return CompletableFuture.completedFuture(known);
        }
        return CompletableFuture.supplyAsync(() -> voices.of(engine), threads)
                .completeOnTimeout(List.of(), PATIENCE_MILLIS, TimeUnit.MILLISECONDS)
                // A server that is not there has no voices now.
                .exceptionally(away -> List.of())
                .thenApply(found -> {
                    asked.put(engine, found);
                    return found;
                });
    }

    /** Without a language, voices that speak any; with one, also as that language's own speak. */
    private Stream<VoiceChoice> espeak(String language) {
        if (!engines.names().contains("espeak")) {
            return Stream.empty();
        }
        Stream<VoiceChoice> castings = Casting.ALL.stream()
                .filter(cast -> language != null || cast.speed() == 1)
                .map(cast -> choice(
                        "espeak:" + cast.id(),
                        title(cast),
                        "eSpeak NG, " + cast.gender() + register(cast) + "; offline",
                        "espeak",
                        null,
                        cast.gender()));
        return Stream.concat(castings, language == null ? Stream.empty() : ofLanguage(language));
    }

    private static String title(Casting cast) {
        String variant = cast.variant();
        String name = variant.matches("[fm]\\d")
                ? (cast.gender().equals("female") ? "Female " : "Male ") + variant.substring(1)
                : variant.substring(0, 1).toUpperCase(Locale.ROOT) + variant.substring(1);
        return name + (cast.pitch() > 1 ? ", high" : cast.pitch() < 1 ? ", low" : "");
    }

    private static String register(Casting cast) {
        return cast.pitch() > 1 ? ", higher and faster" : cast.pitch() < 1 ? ", lower and slower" : "";
    }

    private Stream<VoiceChoice> ofLanguage(String language) {
        return espeak.languages().entrySet().stream()
                .filter(known -> alike(known.getKey(), language))
                .flatMap(known -> Stream.concat(
                        Stream.of(choice(
                                "espeak:" + known.getKey(),
                                known.getValue(),
                                "eSpeak NG, the language's own voice; offline",
                                "espeak",
                                known.getKey(),
                                null)),
                        Casting.ALL.stream()
                                .filter(cast -> cast.speed() == 1)
                                .map(cast -> choice(
                                        "espeak:" + known.getKey() + "+" + cast.id(),
                                        known.getValue() + ", " + title(cast),
                                        "eSpeak NG, " + cast.gender() + "; offline",
                                        "espeak",
                                        known.getKey(),
                                        cast.gender()))));
    }

    private static VoiceChoice choice(
            String id, String name, String description, String engine, String language, String gender) {
        return new VoiceChoice(
                id, name, description, engine, language, gender, null, false, false, null, null, null, preview(id));
    }

    private static String preview(String id) {
        return "/api/voices/" + URLEncoder.encode(id, StandardCharsets.UTF_8).replace("+", "%20") + "/preview";
    }
}
