package org.kinoroute.voice;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.kinoroute.video.Problem;
import org.kinoroute.video.Unavailable;
import org.springframework.stereotype.Component;

/**
 * What speech servers answer: sound, or why not. {@link Problem} is what stays wrong however often it is asked,
 * {@link Unavailable} what may be better the next time.
 */
@Component("speechAnswers")
public class SpeechAnswers {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Set<Integer> PASSING = Set.of(408, 409, 425, 429);
    private static final int LONGEST_MESSAGE = 200;
    private static final int SHORTEST_SECRET = 8;
    private static final Pattern PCM = Pattern.compile("audio/(?:x-)?(?:pcm|l16)\\b.*?(?:rate=(\\d{4,6}))?");
    private static final int PCM_RATE = 24_000;

    /** Less than that is no speech: the shortest words last a tenth of a second. */
    private static final double SHORTEST_SPEECH = 0.06;

    private final VoiceServices services;
    private final EnginePauses pauses;

    public SpeechAnswers(VoiceServices services, EnginePauses pauses) {
        this.services = services;
        this.pauses = pauses;
    }

    /**
     * The sound that was answered.
     *
     * @param status of HTTP; null: the client has seen to it
     * @param retryAfter header of that name, or null
     * @param contentType header of that name, or null
     * @throws Problem or {@link Unavailable}: there is no sound
     */
    public byte[] sound(String engine, Integer status, String retryAfter, String contentType, byte[] body) {
        check(engine, status, retryAfter, body);
        if (body == null || body.length == 0) {
            throw new Unavailable("the engine " + engine + " answered nothing");
        }
        String type = contentType == null ? "" : contentType.toLowerCase(Locale.ROOT);
        if (type.startsWith("application/json") || type.startsWith("text/")) {
            throw new Unavailable("the engine " + engine + " sent no sound but a text: " + message(engine, body));
        }
        Matcher raw = PCM.matcher(type);
        if (raw.matches()) {
            return Wav.of(Wav.samples(body), raw.group(1) == null ? PCM_RATE : Integer.parseInt(raw.group(1)));
        }
        return body;
    }

    /** @throws Unavailable if there is nothing to be heard in a WAV: a server that is busy may answer silence */
    public byte[] speech(String engine, byte[] wav) {
        Speech speech = Wav.read(wav);
        if (Loudness.heardSeconds(speech.pcm(), speech.sampleRate()) < SHORTEST_SPEECH) {
            throw new Unavailable("the engine " + engine + " sent silence");
        }
        return wav;
    }

    /** @throws Problem or {@link Unavailable} if the answer is none */
    private void check(String engine, Integer status, String retryAfter, byte[] body) {
        if (status != null && (status < 200 || status >= 300)) {
            refuse(engine, status, retryAfter, message(engine, body));
        }
    }

    /**
     * Tells what a server has refused.
     *
     * @param message in the server's words; may be empty
     */
    void refuse(String engine, int status, String retryAfter, String message) {
        String said = message == null || message.isBlank() ? "" : ": " + message;
        if (status >= 500 || PASSING.contains(status)) {
            pauses.note(engine, retryAfter);
            throw new Unavailable("the engine " + engine + " could not answer (" + status + ")" + said);
        }
        if (status == 401 || status == 403) {
            throw new Problem("the engine " + engine + " does not accept the key (" + status + ")" + said
                    + "; set the one that its server knows");
        }
        if (status < 400) {
            throw new Problem(
                    "the engine " + engine + " has moved (" + status + "); correct kinoroute.voice." + engine + ".url");
        }
        throw new Problem("the engine " + engine + " refuses the line (" + status + ")" + said);
    }

    /**
     * Tells what the client of OpenAI and its compatibles could not do.
     *
     * @param retryAfter how long the server asks to wait; may be empty
     */
    public void refusedAs(String engine, int status, boolean retryable, Optional<Duration> retryAfter, String message) {
        if (retryable) {
            retryAfter.ifPresent(wait -> pauses.note(engine, wait));
            throw new Unavailable("the engine " + engine + " could not answer: " + message);
        }
        refuse(engine, status == 0 ? 400 : status, null, message);
    }

    /** Tells what went wrong with a call, in words for people. */
    public void failed(String engine, Throwable error) {
        for (Throwable cause = error; cause != null; cause = cause.getCause()) {
            if (cause instanceof Problem problem) {
                throw problem;
            }
            if (cause instanceof Unavailable unavailable) {
                throw unavailable;
            }
            if (cause instanceof SocketTimeoutException || cause instanceof TimeoutException) {
                throw new Unavailable("the engine " + engine + " did not answer in time", error);
            }
            if (cause instanceof ConnectException || cause instanceof UnknownHostException) {
                throw new Unavailable(
                        "the engine " + engine + " cannot be reached at " + services.url(engine)
                                + "; start its server, or correct kinoroute.voice." + engine + ".url",
                        error);
            }
            if (cause.getClass().getSimpleName().equals("CallNotPermittedException")) {
                throw new Unavailable(
                        "the engine " + engine + " has failed too often and is left alone for a while", error);
            }
        }
        throw new Unavailable("the engine " + engine + " failed: " + error.getMessage(), error);
    }

    /** Kokoro's speech with captions; its times may be missing, and punctuation comes as words. */
    public TimedAudio captioned(Integer status, String retryAfter, byte[] body) {
        check("openai", status, retryAfter, body);
        JsonNode answer = json("openai", body);
        List<HeardWord> heard = null;
        if (answer.path("timestamps").isArray()) {
            heard = new ArrayList<>();
            for (JsonNode word : answer.get("timestamps")) {
                heard.add(new HeardWord(
                        word.path("word").asText(null), number(word.get("start_time")), number(word.get("end_time"))));
            }
        }
        return new TimedAudio(base64("openai", answer.path("audio").asText("")), heard);
    }

    /** ElevenLabs' speech with the times of its characters. */
    public TimedAudio characters(Integer status, String retryAfter, byte[] body) {
        check("elevenlabs", status, retryAfter, body);
        JsonNode answer = json("elevenlabs", body);
        JsonNode alignment = answer.path("alignment");
        JsonNode characters = alignment.path("characters");
        JsonNode starts = alignment.path("character_start_times_seconds");
        JsonNode ends = alignment.path("character_end_times_seconds");
        List<HeardWord> heard = characters.isArray() ? new ArrayList<>() : null;
        StringBuilder word = new StringBuilder();
        Double from = null;
        for (int i = 0; i <= characters.size(); i++) {
            String character = i < characters.size() ? characters.get(i).asText() : " ";
            if (!character.isBlank()) {
                from = word.length() == 0 ? number(starts.get(i)) : from;
                word.append(character);
            } else if (word.length() > 0) {
                heard.add(new HeardWord(word.toString(), from, number(ends.get(i - 1))));
                word.setLength(0);
            }
        }
        return new TimedAudio(base64("elevenlabs", answer.path("audio_base64").asText("")), heard);
    }

    private static Double number(JsonNode node) {
        return node == null || !node.isNumber() ? null : node.asDouble();
    }

    private static JsonNode json(String engine, byte[] body) {
        try {
            return JSON.readTree(body);
        } catch (IOException e) {
            throw new Unavailable("the engine " + engine + " sent something that is no JSON", e);
        }
    }

    private static byte[] base64(String engine, String text) {
        try {
            return Base64.getMimeDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            throw new Unavailable("the engine " + engine + " sent sound that cannot be decoded", e);
        }
    }

    /** The message in an error's body, whichever server has written it; one line, and without the key. */
    private String message(String engine, byte[] body) {
        if (body == null) {
            return "";
        }
        String text = new String(body, StandardCharsets.UTF_8).strip();
        String key = services.key(engine);
        // A short one is no secret, and would tear words apart.
        text = key.length() < SHORTEST_SECRET ? text : text.replace(key, "***");
        try {
            JsonNode json = JSON.readTree(text);
            for (String pointer :
                    List.of("/error/message", "/detail/message", "/detail/0/msg", "/detail", "/message", "/error")) {
                JsonNode found = json.at(pointer);
                if (found.isTextual()) {
                    return oneLine(found.asText());
                }
            }
        } catch (IOException e) {
            // Then it is plain text, or a page.
        }
        return text.startsWith("<") ? "" : oneLine(text);
    }

    private static String oneLine(String text) {
        String line = text.replaceAll("\\s+", " ");
        return line.length() > LONGEST_MESSAGE ? line.substring(0, LONGEST_MESSAGE) + "…" : line;
    }
}
