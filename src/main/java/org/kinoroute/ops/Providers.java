package org.kinoroute.ops;

import java.util.Optional;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.kinoroute.openai.OpenAIOperationException;
import org.kinoroute.video.OpenAiServer;
import org.kinoroute.video.Prices;
import org.springframework.core.env.Environment;

/** Tells of a call that left the process whose server was asked for what, and how that ended. */
final class Providers {

    private static final String OPENAI = "openai://";

    private final OpenAiServer openai;

    Providers(Environment environment) {
        openai = new OpenAiServer(environment);
    }

    /**
     * @param provider host name
     * @param operation of the OpenAI component, or {@code http}
     * @param result {@code ok}; {@code limited}: asked too often; {@code refused}: it would be the next time, too;
     *     {@code failed}
     */
    record Call(String provider, String operation, String result) {}

    /** @return empty: nobody's server was asked */
    Optional<Call> call(Endpoint endpoint, Exchange exchange) {
        String uri = endpoint.getEndpointUri();
        if (uri.startsWith(OPENAI)) {
            String base = openai.url(exchange.getMessage().getHeader("CamelOpenAIBaseUrl", "", String.class));
            return Optional.of(new Call(
                    Prices.provider(base),
                    uri.substring(OPENAI.length()).replaceFirst("\\?.*", ""),
                    ofModel(exchange)));
        } else if (uri.startsWith("http://") || uri.startsWith("https://")) {
            // Where pictures are fetched from, others say: their names are no label.
            String host = uri.startsWith("https://generated.invalid") ? "download" : Prices.provider(uri);
            return Optional.of(new Call(host, "http", ofHttp(exchange)));
        }
        return Optional.empty();
    }

    private static String ofModel(Exchange exchange) {
        Exception error = exchange.getException();
        if (error instanceof OpenAIOperationException refused) {
            return status(refused.status(), refused.isRetryable());
        }
        return error == null ? "ok" : "failed";
    }

    private static String ofHttp(Exchange exchange) {
        int code = exchange.getMessage().getHeader(Exchange.HTTP_RESPONSE_CODE, 0, Integer.class);
        if (exchange.getException() != null) {
            return "failed";
        }
        return code < 400 ? "ok" : status(code, code >= 500 || code == 408 || code == 425);
    }

    private static String status(int code, boolean passing) {
        return code == 429 ? "limited" : passing ? "failed" : "refused";
    }
}
