package org.kinoroute.voice;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.kinoroute.store.ContentKey;
import org.kinoroute.video.OpenAiServer;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/** The settings of every engine that is a server, one's own engines among them. */
@Component("voiceServices")
public class VoiceServices {

    /** Counts up when cleaning, joining or trimming change, so that what was made before is not taken for new. */
    private static final String REVISION = "2";

    /** As good as no limit: more could not be answered. */
    private static final int UNLIMITED = 10_000;

    private final Binder binder;
    private final OpenAiServer openai;
    private final VoiceProperties properties;
    private final VoiceLimits limits;

    /** With the limits of the settings alone. */
    public VoiceServices(Environment environment, VoiceProperties properties) {
        this(environment, properties, new VoiceLimits());
    }

    @Autowired
    public VoiceServices(Environment environment, VoiceProperties properties, VoiceLimits limits) {
        this.binder = Binder.get(environment);
        this.openai = new OpenAiServer(environment);
        this.properties = properties;
        this.limits = limits;
    }

    /** The settings of an engine. */
    public VoiceService of(String engine) {
        return binder.bindOrCreate("kinoroute.voice." + engine, VoiceService.class);
    }

    /** How often an engine is asked: as it was changed since the start, else as it is set. */
    public VoiceLimits.Limits limits(String engine) {
        return limits.of(engine).orElseGet(() -> {
            VoiceService service = of(engine);
            return new VoiceLimits.Limits(service.rate(), service.concurrency());
        });
    }

    /** Requests a minute. */
    public int rate(String engine) {
        int rate = limits(engine).rate();
        return rate > 0 ? Math.min(rate, UNLIMITED) : UNLIMITED;
    }

    /** Requests at once. */
    public int concurrency(String engine) {
        return Math.max(1, limits(engine).concurrency());
    }

    /** Where an engine's server is, or that of {@code transcription}; empty where that is not known. */
    public String url(String engine) {
        String url = of(engine).url().strip();
        return (isLikeOpenAi(engine) ? openai.url(url) : url).replaceFirst("/+$", "");
    }

    private static boolean isLikeOpenAi(String engine) {
        return engine.equals("openai") || engine.equals("transcription");
    }

    /** What an engine's server, or that of {@code transcription}, is shown; {@link OpenAiServer#NO_KEY}: nothing. */
    public String key(String engine) {
        String own = of(engine).key().strip();
        return isLikeOpenAi(engine) ? openai.key(own, url(engine)) : own.isEmpty() ? OpenAiServer.NO_KEY : own;
    }

    /** Where Kokoro answers with word times: beside the part of its API that is like OpenAI's. */
    public String captionedUrl() {
        return url("openai").replaceFirst("/v1$", "") + "/dev/captioned_speech";
    }

    /** Whether OpenAI itself answers, which refuses what its compatibles know beyond it. */
    public boolean isOpenAi() {
        return url("openai").startsWith("https://api.openai.com");
    }

    /** Whether a server is shown a key. */
    public boolean hasKey(String engine) {
        return !key(engine).equals(OpenAiServer.NO_KEY);
    }

    /** Whether anything was set up that speaks as OpenAI does. */
    public boolean hasOpenAi() {
        return !isOpenAi() || hasKey("openai");
    }

    /** What an engine's server is asked for; empty where it has but one. */
    public String model(String engine) {
        return of(engine).model();
    }

    /** Whether a transcription is there to tell the times of words. */
    public boolean isListening() {
        return !of("transcription").model().isBlank();
    }

    /**
     * The key of what an engine makes of a text, without an ending: it names all that decides how that sounds, and what
     * is told of it.
     *
     * @param kind of what is kept under it
     */
    String key(String kind, String engine, String language, String voice, double speed, double pitch, String text) {
        VoiceService service = of(engine);
        List<String> all = List.of(
                REVISION,
                kind,
                engine,
                url(engine),
                service.model(),
                Boolean.toString(service.captioned()),
                String.valueOf(language),
                String.valueOf(voice),
                Double.toString(speed),
                Double.toString(pitch),
                text);
        return "voices/" + ContentKey.sha256(all.stream().map(VoiceLines::bytes).toList());
    }

    /** A text that an engine is about to speak, cut to what it takes in one request. */
    public PieceByPiece speech(
            String engine, String text, String language, String voice, double speed, double pitch, String ignored) {
        VoiceService service = of(engine);
        List<String> warnings = new ArrayList<>();
        String known = language(engine, service, language, warnings);
        PieceByPiece speech = new PieceByPiece(
                Pieces.of(text, service.maxInput()),
                piece -> key("piece", engine, known, voice, speed, pitch, piece),
                known);
        warnings.forEach(speech::warn);
        if (pitch != 1 && ignored.contains("pitch")) {
            speech.warn("the engine " + engine + " cannot change a voice's pitch");
        }
        if (speed != 1 && ignored.contains("speed")) {
            speech.warn("the engine " + engine + " cannot change a voice's speed");
        }
        return speech;
    }

    private String language(String engine, VoiceService service, String tag, List<String> warnings) {
        if (service.languages().isEmpty()) {
            return tag;
        }
        String known = known(service, tag);
        if (known == null) {
            known = known(service, properties.language());
            known = known == null ? service.languages().get(0) : known;
            warnings.add("the engine " + engine + " does not know the language \"" + tag + "\"; spoken in " + known);
        }
        return known;
    }

    /** The engine's own name of a language, or of the one that it is a kind of; null: it has none. */
    private static String known(VoiceService service, String tag) {
        String wanted = tag == null ? "" : tag.toLowerCase(Locale.ROOT).replace('_', '-');
        String base = wanted.split("-", 2)[0];
        return service.languages().stream()
                .filter(language -> language.equalsIgnoreCase(wanted))
                .findFirst()
                .or(() -> service.languages().stream()
                        .filter(language -> language.toLowerCase(Locale.ROOT)
                                .split("[-_]", 2)[0]
                                .equals(base))
                        .findFirst())
                .orElse(null);
    }
}
