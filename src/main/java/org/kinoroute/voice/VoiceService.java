package org.kinoroute.voice;

import java.util.List;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of an engine that is a server: {@code kinoroute.voice.<engine>}.
 *
 * @param url address of the server; empty: the engine needs none, or the provider's own
 * @param key that the server wants; empty: none, or that of {@code camel.component.openai} for its own server
 * @param model that the server is asked for
 * @param captioned whether it is asked for the times of its words too
 * @param voices that characters are given; empty: all that the server has
 * @param languages that the engine speaks, as it calls them; empty: it finds out by itself
 * @param rate requests a minute at most; 0: as many as there are
 * @param concurrency requests at once at most
 * @param maxInput characters of one request at most; longer texts are split at their sentences
 * @param samples folder with the voices to be cloned, as the server sees it
 */
public record VoiceService(
        @DefaultValue("") String url,
        @DefaultValue("") String key,
        @DefaultValue("") String model,
        @DefaultValue("false") boolean captioned,
        @DefaultValue List<String> voices,
        @DefaultValue List<String> languages,
        @DefaultValue("600") int rate,
        @DefaultValue("2") int concurrency,
        @DefaultValue("4000") int maxInput,
        @DefaultValue("") String samples) {

    public VoiceService {
        voices = List.copyOf(voices);
        languages = List.copyOf(languages);
    }
}
