package org.kinoroute.video;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.springframework.core.env.PropertyResolver;

/** About how long a video will last and what it will cost, on the safe side, before anything is made or spent. */
public final class Estimates {

    /** Of speech at its normal speed; languages differ by a quarter at most. */
    private static final double CHARACTERS_PER_SECOND = 15;

    private static final double CHARACTERS_PER_TOKEN = 4;

    /** Generous, and asked twice: a bad answer goes back once. */
    private static final double TOKENS_OF_INSTRUCTIONS = 2 * 3000;

    private static final double TOKENS_OF_ANSWER = 2 * 4000;
    private static final String OPENAI = "https://api.openai.com/v1";

    private final PropertyResolver settings;
    private final Prices prices;
    private final Engines engines;

    public Estimates(PropertyResolver settings, Prices prices, Engines engines) {
        this.settings = settings;
        this.prices = prices;
        this.engines = engines;
    }

    /** Who speaks with which engine. */
    @FunctionalInterface
    public interface Engines {

        /**
         * @param character null: the narrator
         * @param voice that was chosen, or null
         */
        String of(String character, String voice);
    }

    /**
     * @param seconds that the video lasts
     * @param scenes that it has
     * @param cost about, on the safe side; what is in the store already costs nothing
     * @param items what is paid for
     */
    public record Estimate(double seconds, int scenes, BigDecimal cost, String currency, List<Ledger.Entry> items) {}

    public Estimate of(VideoRequest request) {
        return request.script() == null
                ? of(request.brief(), request.settings())
                : of(request.script(), request.settings());
    }

    /** About how long a video lasts, by its script alone. */
    public static double seconds(Script script, Settings how) {
        double seconds = how.startBuffer() + how.endBuffer();
        for (Scene scene : script.scenes()) {
            if (!scene.kind().isNotice()) {
                seconds +=
                        how.pause() + (scene.isSpoken() ? said(scene).length() / CHARACTERS_PER_SECOND : how.silence());
            }
        }
        return seconds;
    }

    private static String said(Scene scene) {
        return scene.say() == null ? scene.text() : scene.say();
    }

    private Estimate of(Script script, Settings how) {
        Map<String, Double> characters = new TreeMap<>();
        double listened = 0;
        int images = 0;
        for (Scene scene : script.scenes()) {
            if (scene.kind().isNotice()) {
                continue;
            }
            if (scene.isSpoken()) {
                String said = said(scene);
                String engine = engine(script, scene);
                characters.merge(engine, (double) said.length(), Double::sum);
                // Where something else is said than shown, times are estimated.
                listened += tellsTimes(engine) || !said.equals(scene.text()) ? 0 : said.length();
            }
            Scene.Visual visual = scene.visual();
            if (visual != null && visual.kind().equals("image") && visual.file() == null) {
                images++;
            }
        }
        List<Ledger.Entry> items = new ArrayList<>();
        characters.forEach((engine, count) -> speech(items, engine, count));
        listening(items, listened / CHARACTERS_PER_SECOND);
        pictures(items, images);
        return estimate(seconds(script, how), script.scenes().size(), items);
    }

    private Estimate of(Brief brief, Settings how) {
        double told = brief.form() == Format.STORY && brief.sourceText() != null
                ? brief.sourceText().length() / CHARACTERS_PER_SECOND
                : 0;
        double seconds = told > 0 ? told : brief.seconds() > 0 ? brief.seconds() : usual(brief);
        int scenes = brief.messages() > 0 ? brief.messages() : (int) Math.ceil(seconds / 5);
        List<Ledger.Entry> items = new ArrayList<>();
        String model = settings.getProperty("kinoroute.model.name", "");
        if (!model.isBlank()) {
            String host = Prices.provider(address("camel.component.openai.base-url"));
            double source = brief.sourceText() == null ? 0 : brief.sourceText().length();
            add(
                    items,
                    "script",
                    host,
                    model,
                    "input_tokens",
                    TOKENS_OF_INSTRUCTIONS + 2 * source / CHARACTERS_PER_TOKEN);
            add(items, "script", host, model, "output_tokens", TOKENS_OF_ANSWER + 2 * source / CHARACTERS_PER_TOKEN);
        }
        List<String> speakers = speakers(brief);
        double each = seconds / speakers.size();
        speakers.forEach(engine -> speech(items, engine, each * CHARACTERS_PER_SECOND));
        listening(
                items,
                each * speakers.stream().filter(engine -> !tellsTimes(engine)).count());
        if (brief.form() == Format.STORY && brief.files().isEmpty()) {
            pictures(items, (int) Math.max(7, Math.ceil(seconds * CHARACTERS_PER_SECOND / 1500)));
        }
        return estimate(seconds + how.startBuffer() + how.endBuffer(), scenes, items);
    }

    /** What a writer is asked for where the maker does not say. */
    private static double usual(Brief brief) {
        return switch (brief.format()) {
            case "explainer" -> 90;
            case "product" -> 15;
            case "story" -> 60;
            default -> brief.messages() > 0 ? 4.0 * brief.messages() : 60;
        };
    }

    private String engine(Script script, Scene scene) {
        String voice = script.participants().stream()
                .filter(who -> who.name().equals(scene.from()) && who.voice() != null)
                .map(Participant::voice)
                .findFirst()
                .orElse(null);
        return engines.of(scene.from(), voice);
    }

    /** The engines of those who speak, each for an equal part. */
    private List<String> speakers(Brief brief) {
        return brief.participants().isEmpty()
                ? List.of(engines.of(
                        null, brief.voices().values().stream().findFirst().orElse(null)))
                : brief.participants().stream()
                        .map(name -> engines.of(name, brief.voices().get(name)))
                        .toList();
    }

    /** Whether an engine tells when it speaks which word; of one's own engines that is not known. */
    private boolean tellsTimes(String engine) {
        return Set.of("espeak", "elevenlabs").contains(engine)
                || settings.getProperty("kinoroute.voice." + engine + ".captioned", Boolean.class, false);
    }

    private void listening(List<Ledger.Entry> items, double seconds) {
        String model = settings.getProperty("kinoroute.voice.transcription.model", "");
        if (seconds > 0 && !model.isBlank()) {
            add(
                    items,
                    "word times",
                    Prices.provider(address("kinoroute.voice.transcription.url")),
                    model,
                    "seconds",
                    seconds);
        }
    }

    private void speech(List<Ledger.Entry> items, String engine, double characters) {
        if (!engine.equals("espeak")) {
            String host = Prices.provider(address("kinoroute.voice." + engine + ".url"));
            String model = settings.getProperty("kinoroute.voice." + engine + ".model", engine);
            add(items, "voices", host, model, "characters", characters);
        }
    }

    private void pictures(List<Ledger.Entry> items, int count) {
        String model = settings.getProperty("kinoroute.image.model", "");
        if (count > 0 && !model.isBlank()) {
            add(items, "images", Prices.provider(address("kinoroute.image.base-url")), model, "images", count);
        }
    }

    private String address(String key) {
        String own = settings.getProperty(key, "");
        if (!own.isBlank()) {
            return own;
        }
        String shared = settings.getProperty("camel.component.openai.base-url", "");
        return shared.isBlank() ? OPENAI : shared;
    }

    private void add(List<Ledger.Entry> items, String item, String host, String model, String unit, double quantity) {
        double whole = Math.ceil(quantity);
        items.add(new Ledger.Entry(item, host, model, unit, whole, prices.of(host, model, unit, whole)));
    }

    private Estimate estimate(double seconds, int scenes, List<Ledger.Entry> items) {
        BigDecimal cost = items.stream().map(Ledger.Entry::price).reduce(BigDecimal.ZERO, BigDecimal::add);
        return new Estimate(seconds, scenes, cost, prices.currency(), List.copyOf(items));
    }

    /** As a JSON object of the API. */
    public static Map<String, Object> json(Estimate estimate) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("dry_run", true);
        json.put("duration", estimate.seconds());
        json.put("scenes", estimate.scenes());
        json.put("cost", estimate.cost());
        json.put("currency", estimate.currency());
        json.put("items", estimate.items());
        return json;
    }
}
