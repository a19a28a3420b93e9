package org.kinoroute.script;

import org.kinoroute.video.Prices;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.core.env.PropertyResolver;
import org.springframework.stereotype.Component;

/** The language model that writes scripts, as it is configured. */
@Component("languageModel")
public class LanguageModel {

    private static final String OPENAI = "https://api.openai.com/v1";

    private final String name;
    private final String key;
    private final String baseUrl;

    LanguageModel(
            @Value("${kinoroute.model.name:}") String name,
            @Value("${camel.component.openai.api-key:}") String key,
            @Value("${camel.component.openai.base-url:}") String baseUrl) {
        this.name = name.strip();
        this.key = key.strip();
        this.baseUrl = baseUrl.strip();
    }

    /** The same, where there is no application yet. */
    static LanguageModel of(PropertyResolver settings) {
        return new LanguageModel(
                settings.getProperty("kinoroute.model.name", ""),
                settings.getProperty("camel.component.openai.api-key", ""),
                settings.getProperty("camel.component.openai.base-url", ""));
    }

    /** Whether there is one: its name is known, and a server that is one's own or a key for OpenAI's. */
    public boolean isConfigured() {
        return !name.isEmpty() && !(key.isEmpty() && baseUrl.isEmpty());
    }

    public String name() {
        return name;
    }

    /** How the ledger names who answers. */
    public String provider() {
        return Prices.provider(baseUrl.isEmpty() ? OPENAI : baseUrl);
    }
}
