package org.kinoroute.voice;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.CamelContext;
import org.apache.camel.ProducerTemplate;
import org.kinoroute.video.Unavailable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** The voices that an engine has, and which of them a character is given. */
@Component("engineVoices")
public class EngineVoices {

    private static final Logger LOG = LoggerFactory.getLogger(EngineVoices.class);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> OPENAI = List.of("alloy", "nova", "shimmer", "onyx", "echo", "fable");

    private final CamelContext camel;
    private final VoiceServices services;
    private final VoiceCasting espeak;
    private final Map<String, List<EngineVoice>> known = new ConcurrentHashMap<>();

    public EngineVoices(CamelContext camel, VoiceServices services, VoiceCasting espeak) {
        this.camel = camel;
        this.services = services;
        this.espeak = espeak;
    }

    /**
     * The default voice of a character: the same one whenever the same voices are taken, and none of those while there
     * is another of its language and gender.
     *
     * @param gender {@code male} or {@code female}; anything else is unknown
     * @param language that it is to speak, BCP 47
     * @param taken voices of the other characters
     * @return empty: the engine has but one
     */
    public String cast(String engine, String character, String gender, String language, Set<String> taken) {
        if (engine.equals("espeak")) {
            return espeak.cast(character, gender, taken).id();
        }
        List<EngineVoice> voices = of(engine);
        String name = VoiceCasting.normal(character);
        Comparator<EngineVoice> order = Comparator.<EngineVoice>comparingInt(
                        voice -> voice.speaks(language) ? 0 : voice.language() == null ? 1 : 2)
                .thenComparing(voice -> taken.contains(voice.id()))
                .thenComparing(voice -> gender != null && !gender.equalsIgnoreCase(voice.gender()))
                .thenComparing(voice -> VoiceCasting.hash(name, voice.id()));
        return voices.stream().min(order).map(EngineVoice::id).orElse("");
    }

    /** Whether a voice of the engine speaks one language alone, so that a character needs one for each. */
    boolean isByLanguage(String engine) {
        return !engine.equals("espeak") && of(engine).stream().anyMatch(voice -> voice.language() != null);
    }

    /** The voices of an engine: as they are set, else as its server tells; asked once. */
    public List<EngineVoice> of(String engine) {
        List<String> set = services.of(engine).voices();
        return set.isEmpty()
                ? known.computeIfAbsent(engine, this::ask)
                : set.stream().map(EngineVoice::of).toList();
    }

    private List<EngineVoice> ask(String engine) {
        boolean openai = engine.equals("openai");
        String list = "direct:voices-" + engine;
        if (openai && services.isOpenAi() || camel.hasEndpoint(list) == null) {
            return openai ? six() : List.of();
        }
        try (ProducerTemplate template = camel.createProducerTemplate()) {
            return voices(JSON.readTree(template.requestBody(list, null, byte[].class)));
        } catch (Exception e) {
            if (openai) {
                // Many of its compatibles list none, and know the six names.
                LOG.info("The server of the engine openai lists no voices: {}", e.toString());
                return six();
            }
            throw new Unavailable(
                    "the engine " + engine + " does not tell which voices it has; name them as kinoroute.voice."
                            + engine + ".voices",
                    e);
        }
    }

    private static List<EngineVoice> six() {
        return OPENAI.stream().map(EngineVoice::of).toList();
    }

    /** A list of names, or of objects with an id; or an object with such a list, or with the names as keys. */
    private static List<EngineVoice> voices(JsonNode answer) throws IOException {
        if (answer.path("voices").isContainerNode()) {
            return voices(answer.get("voices"));
        }
        List<EngineVoice> voices = new ArrayList<>();
        if (answer.isObject()) {
            answer.fieldNames().forEachRemaining(name -> voices.add(EngineVoice.of(name)));
            return voices;
        }
        if (!answer.isArray()) {
            throw new IOException("no list of voices");
        }
        for (JsonNode voice : answer) {
            String id = voice.isTextual()
                    ? voice.asText()
                    : voice.path("voice_id")
                            .asText(voice.path("id").asText(voice.path("name").asText("")));
            String gender = voice.path("labels").path("gender").asText(null);
            if (!id.isBlank()) {
                EngineVoice byName = EngineVoice.of(id);
                voices.add(gender == null ? byName : new EngineVoice(id, byName.language(), gender));
            }
        }
        return voices;
    }
}
