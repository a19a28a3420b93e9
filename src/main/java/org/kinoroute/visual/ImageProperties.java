package org.kinoroute.visual;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of generated images; empty: not set.
 *
 * @param model of the server; empty: no images are generated
 * @param baseUrl of an OpenAI-compatible server; empty: that of {@code camel.component.openai}, then OpenAI's own
 * @param apiKey of that server; empty: that of {@code camel.component.openai}, if it is its server
 * @param size as the server names it, {@code 1024x1024}
 * @param quality as the server names it
 * @param timeout after which a call is given up
 * @param rate calls in a minute, at most
 * @param negativeField field of the request that takes what is not to be seen, for a server that knows one; empty: it is
 *     said in the prompt
 * @param maxBytes of a picture
 */
@ConfigurationProperties("kinoroute.image")
public record ImageProperties(
        @DefaultValue("") String model,
        @DefaultValue("") String baseUrl,
        @DefaultValue("") String apiKey,
        @DefaultValue("1024x1024") String size,
        @DefaultValue("") String quality,
        @DefaultValue("120s") Duration timeout,
        @DefaultValue("60") int rate,
        @DefaultValue("") String negativeField,
        @DefaultValue("33554432") int maxBytes) {}
