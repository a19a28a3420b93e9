package org.kinoroute.openai;

import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.CamelExecutionException;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.impl.DefaultCamelContext;
import org.kinoroute.providers.ProviderServer;

/** A Camel context with the component {@code openai:}, and a server for it to call. */
final class OpenAI implements AutoCloseable {

    static final String KEY = "sk-very-secret-0123456789";

    final ProviderServer server = new ProviderServer();
    final CamelContext camel = new DefaultCamelContext();
    final OpenAIComponent component = new OpenAIComponent();
    private final ProducerTemplate messages;

    OpenAI() {
        // Nothing of the machine's own settings: those of a developer lead to a server that costs money.
        component.setEnvironment(Map.<String, String>of()::get);
        component.setApiKey(KEY);
        component.setBaseUrl(server.url() + "/v1");
        camel.addComponent("openai", component);
        camel.start();
        messages = camel.createProducerTemplate();
    }

    /** Sends a message, and gives back what became of it. */
    Exchange send(String uri, Object body, Map<String, Object> headers) {
        Exchange exchange = messages.request(uri, message -> {
            message.getMessage().setBody(body);
            message.getMessage().setHeaders(new java.util.HashMap<>(headers));
        });
        if (exchange.getException() != null) {
            throw exchange.getException() instanceof RuntimeException failure
                    ? failure
                    : new CamelExecutionException("failed", exchange, exchange.getException());
        }
        return exchange;
    }

    Exchange send(String uri, Object body) {
        return send(uri, body, Map.of());
    }

    @Override
    public void close() {
        camel.stop();
        server.close();
    }
}
