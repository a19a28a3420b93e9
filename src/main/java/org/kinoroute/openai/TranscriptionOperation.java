package org.kinoroute.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.openai.core.MultipartField;
import com.openai.models.audio.AudioResponseFormat;
import com.openai.models.audio.transcriptions.TranscriptionCreateParams;
import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.WrappedFile;

/** {@code audio-transcription}: sound in, text out, and where the server tells it, the time of each word. */
final class TranscriptionOperation implements Operation {

    @Override
    public void process(Call call) throws IOException {
        OpenAIConfiguration options = call.options();
        TranscriptionCreateParams.Builder params = TranscriptionCreateParams.builder()
                .model(call.required(
                        call.option(OpenAIConstants.AUDIO_MODEL, options.getAudioModel()),
                        "audioModel",
                        OpenAIConstants.AUDIO_MODEL))
                .file(sound(call));
        Optional.ofNullable(call.option(OpenAIConstants.AUDIO_LANGUAGE, options.getAudioLanguage()))
                .ifPresent(params::language);
        Optional.ofNullable(call.option(OpenAIConstants.AUDIO_PROMPT, options.getAudioPrompt()))
                .ifPresent(params::prompt);
        Optional.ofNullable(call.option(OpenAIConstants.AUDIO_RESPONSE_FORMAT, options.getAudioResponseFormat()))
                .map(AudioResponseFormat::of)
                .ifPresent(params::responseFormat);
        Optional.ofNullable(call.option(OpenAIConstants.AUDIO_TEMPERATURE, options.getAudioTemperature(), Double.class))
                .ifPresent(params::temperature);
        Optional.ofNullable(call.option(
                        OpenAIConstants.AUDIO_TIMESTAMP_GRANULARITIES, options.getAudioTimestampGranularities()))
                .ifPresent(names -> params.timestampGranularities(Arrays.stream(names.split(","))
                        .map(String::strip)
                        .map(TranscriptionCreateParams.TimestampGranularity::of)
                        .toList()));
        params.additionalBodyProperties(call.bodyProperties());

        Answer answer = call.ask(() ->
                        call.client().audio().transcriptions().withRawResponse().create(params.build()))
                .checked();
        // Formats such as srt are plain text, and some servers send plain text whatever was asked.
        JsonNode transcription = answer.text().startsWith("{") ? answer.json() : null;
        if (transcription == null) {
            tell(call, answer.text(), null, null, List.of());
        } else {
            JsonNode duration = transcription.path("duration");
            tell(
                    call,
                    transcription.path("text").asText(""),
                    duration.isNumber() ? duration.asDouble() : null,
                    transcription.path("language").textValue(),
                    words(transcription));
        }
    }

    private static void tell(
            Call call, String text, Double duration, String language, List<Map<String, Object>> words) {
        call.message().setBody(text);
        call.tell(OpenAIConstants.AUDIO_DURATION, duration);
        call.tell(OpenAIConstants.AUDIO_DETECTED_LANGUAGE, language);
        call.tell(OpenAIConstants.AUDIO_WORDS, words.isEmpty() ? null : words);
    }

    /** OpenAI lists the words by themselves; some servers list them in their segments. */
    private static List<Map<String, Object>> words(JsonNode transcription) {
        List<Map<String, Object>> words = new ArrayList<>();
        List<JsonNode> lists = new ArrayList<>(List.of(transcription.path("words")));
        if (lists.get(0).isEmpty()) {
            transcription.path("segments").forEach(segment -> lists.add(segment.path("words")));
        }
        for (JsonNode list : lists) {
            for (JsonNode word : list) {
                if (word.path("start").isNumber() && word.path("end").isNumber()) {
                    words.add(Map.of(
                            "word", word.path("word").asText(""),
                            "start", word.path("start").asDouble(),
                            "end", word.path("end").asDouble()));
                }
            }
        }
        return words;
    }

    /** Read whole, so that a further attempt can send it again. */
    private static MultipartField<InputStream> sound(Call call) throws IOException {
        Object body = call.message().getBody();
        if (body instanceof WrappedFile<?> wrapped) {
            body = wrapped.getFile();
        }
        if (body instanceof File file) {
            body = file.toPath();
        }
        byte[] sound = body instanceof Path path
                ? Files.readAllBytes(path)
                : call.message().getBody(byte[].class);
        if (sound == null || sound.length == 0) {
            throw new IllegalArgumentException(
                    "openai:audio-transcription needs sound in the body: a File, Path, InputStream or byte[]");
        }
        String name = body instanceof Path path
                ? path.getFileName().toString()
                : call.message().getHeader(Exchange.FILE_NAME_ONLY, "audio." + extension(sound), String.class);
        return MultipartField.<InputStream>builder()
                .value(new ByteArrayInputStream(sound))
                .filename(name)
                .build();
    }

    /** Servers go by the name's ending. */
    private static String extension(byte[] sound) {
        String start = new String(sound, 0, Math.min(sound.length, 12), StandardCharsets.ISO_8859_1);
        if (start.startsWith("OggS")) {
            return "ogg";
        }
        if (start.startsWith("fLaC")) {
            return "flac";
        }
        if (start.startsWith("ftyp", 4)) {
            return "m4a";
        }
        if (start.startsWith("\u001aE\u00df\u00a3")) {
            return "webm";
        }
        if (start.startsWith("ID3") || start.startsWith("\u00ff")) {
            return "mp3";
        }
        return "wav";
    }
}
