package org.kinoroute.visual;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Map;

/**
 * What the app itself says in a chat, in one language.
 *
 * @param someoneTyping with {@code {name}} in it
 */
record ChatWords(
        String you,
        String typing,
        String someoneTyping,
        String deleted,
        String deletedByMe,
        String forwarded,
        String edited,
        String omitted,
        String message,
        String photo,
        String sticker,
        String voiceNote) {

    private static final Map<String, ChatWords> BY_LANGUAGE = read();

    /** The words of a language tag, of its language without region, or else in English. */
    static ChatWords in(String language) {
        String tag = language == null ? "en" : language.toLowerCase(Locale.ROOT);
        ChatWords regional = BY_LANGUAGE.get(tag);
        return regional != null ? regional : BY_LANGUAGE.getOrDefault(tag.split("[-_]")[0], BY_LANGUAGE.get("en"));
    }

    private static Map<String, ChatWords> read() {
        try (var in = ChatWords.class.getResourceAsStream("/visual/chat/words.json")) {
            return new ObjectMapper().readValue(in, new TypeReference<>() {});
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
