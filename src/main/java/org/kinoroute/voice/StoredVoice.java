package org.kinoroute.voice;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.module.paramnames.ParameterNamesModule;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.kinoroute.video.Voice;

/**
 * What is stored beside a WAV, as JSON under the same key with the ending {@code .json}.
 *
 * @param voice with the time of each word
 * @param warnings for the maker, each one line
 */
public record StoredVoice(Voice voice, List<String> warnings) {

    private static final ObjectMapper JSON = JsonMapper.builder()
            .addModule(new ParameterNamesModule())
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .build();

    public StoredVoice {
        warnings = List.copyOf(warnings);
    }

    /** Key of the JSON beside a WAV. */
    public static String keyBeside(String wavKey) {
        return wavKey.substring(0, wavKey.length() - ".wav".length()) + ".json";
    }

    public byte[] toJson() {
        try {
            return JSON.writeValueAsBytes(this);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Reads what {@link #toJson} wrote. */
    public static StoredVoice fromJson(byte[] json) {
        try {
            return JSON.readValue(json, StoredVoice.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
