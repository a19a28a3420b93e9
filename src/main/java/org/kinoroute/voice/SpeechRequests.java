package org.kinoroute.voice;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.kinoroute.video.Problem;
import org.springframework.stereotype.Component;

/** What speech servers are asked, each in its own words. */
@Component("speechRequests")
public class SpeechRequests {

    /** A script chooses voices, and a script is untrusted: none is a path on the server. */
    private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{N} ._-]{0,99}");

    /** A voice of a model with several speakers, e.g. {@code en_US-libritts-high#42}. */
    private static final Pattern SPEAKER = Pattern.compile("(.+)#(\\d{1,6})");

    private final VoiceServices services;
    private final VoiceSamples samples;

    public SpeechRequests(VoiceServices services, VoiceSamples samples) {
        this.services = services;
        this.samples = samples;
    }

    /** The voice that an OpenAI-compatible server is asked for: alloy where none was chosen. */
    public String openaiVoice(String voice) {
        return isNone(voice) ? "alloy" : voice;
    }

    /** Its speed, within what it takes. */
    public double openaiSpeed(double speed) {
        return Math.max(0.25, Math.min(4, speed));
    }

    /** Fields that OpenAI itself would refuse: its compatibles may send the sound bit by bit otherwise. */
    public Map<String, Object> openaiExtras() {
        return services.isOpenAi() ? Map.of() : Map.of("stream", false);
    }

    /** Kokoro's captioned speech. */
    public Map<String, Object> captioned(String text, String voice, double speed) {
        Map<String, Object> request = new LinkedHashMap<>();
        request.put("model", services.of("openai").model());
        request.put("input", text);
        request.put("voice", openaiVoice(voice));
        request.put("response_format", "mp3");
        request.put("speed", openaiSpeed(speed));
        request.put("stream", false);
        return request;
    }

    /** Coqui's server, the original one of which only knows a query. */
    public String coqui(String text, String language, String voice) {
        StringBuilder query = new StringBuilder("text=").append(encoded(text));
        if (VoiceSamples.isSample(voice)) {
            query.append("&speaker_wav=").append(encoded(sample("coqui", voice)));
        } else if (!isNone(voice)) {
            query.append("&speaker_id=").append(encoded(name("coqui", voice)));
        }
        if (!services.of("coqui").languages().isEmpty()) {
            query.append("&language_id=").append(encoded(language));
        }
        return query.toString();
    }

    /** xtts-api-server. */
    public Map<String, Object> xtts(String text, String language, String voice) {
        if (isNone(voice)) {
            throw new Problem(
                    "the engine xtts needs a voice: one that its server has, such as xtts:female, or a sample");
        }
        return Map.of(
                "text",
                text,
                "speaker_wav",
                VoiceSamples.isSample(voice) ? sample("xtts", voice) : name("xtts", voice),
                "language",
                language);
    }

    /** Piper's own server. */
    public Map<String, Object> piper(String text, String voice, double speed) {
        Map<String, Object> request = new LinkedHashMap<>();
        request.put("text", text);
        if (!isNone(voice)) {
            Matcher speaker = SPEAKER.matcher(voice);
            request.put("voice", name("piper", speaker.matches() ? speaker.group(1) : voice));
            if (speaker.matches()) {
                request.put("speaker_id", Integer.parseInt(speaker.group(2)));
            }
        }
        if (speed != 1) {
            request.put("length_scale", 1 / speed);
        }
        return request;
    }

    /** ElevenLabs, whose speed is narrow. */
    public Map<String, Object> elevenlabs(String text, double speed) {
        Map<String, Object> request = new LinkedHashMap<>();
        request.put("text", text);
        request.put("model_id", services.of("elevenlabs").model());
        if (speed != 1) {
            request.put("voice_settings", Map.of("speed", Math.max(0.7, Math.min(1.2, speed))));
        }
        return request;
    }

    /** The address at which ElevenLabs speaks with a voice. */
    public String elevenlabsUrl(String voice) {
        if (voice == null || !voice.matches("[A-Za-z0-9]{1,64}")) {
            throw new Problem("the engine elevenlabs has no voice \"" + voice
                    + "\"; name the id of one, such as elevenlabs:21m00Tcm4TlvDq8ikWAM");
        }
        return services.url("elevenlabs") + "/v1/text-to-speech/" + voice + "/with-timestamps";
    }

    private String sample(String engine, String voice) {
        return samples.place(voice, services.of(engine).samples());
    }

    private static String name(String engine, String voice) {
        if (!NAME.matcher(voice).matches()) {
            throw new Problem("\"" + voice + "\" cannot be the name of a voice of the engine " + engine);
        }
        return voice;
    }

    private static boolean isNone(String voice) {
        return voice == null || voice.isBlank();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
