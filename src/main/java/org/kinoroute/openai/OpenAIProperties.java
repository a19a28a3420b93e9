package org.kinoroute.openai;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Options of the component {@code openai:}; empty: not set.
 *
 * @param apiKey of all endpoints that have none; empty: the environment variable OPENAI_API_KEY
 * @param baseUrl of all endpoints that have none; empty: the environment variable OPENAI_BASE_URL, then OpenAI's own
 * @param model of a chat, for all endpoints that have none
 * @param lazyStartProducer whether producers start with their first message
 */
@ConfigurationProperties("camel.component.openai")
record OpenAIProperties(
        @DefaultValue("") String apiKey,
        @DefaultValue("") String baseUrl,
        @DefaultValue("") String model,
        @DefaultValue("false") boolean lazyStartProducer) {

    /** Without the key. */
    @Override
    public String toString() {
        return "OpenAIProperties[baseUrl=" + baseUrl + ", model=" + model + "]";
    }
}
