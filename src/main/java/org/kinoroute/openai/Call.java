package org.kinoroute.openai;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.openai.client.OpenAIClient;
import com.openai.core.ClientOptions;
import com.openai.core.JsonValue;
import com.openai.core.ObjectMappers;
import com.openai.core.http.HttpResponse;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.util.ObjectHelper;

/** One message on its way to a server and back. */
final class Call {

    private final Exchange exchange;
    private final OpenAIConfiguration options;
    private final OpenAIComponent component;
    private final ClientSettings settings;

    Call(OpenAIEndpoint endpoint, Exchange exchange) {
        this.exchange = exchange;
        this.options = endpoint.getConfiguration();
        this.component = endpoint.getComponent();
        this.settings = new ClientSettings(
                first(
                        option(OpenAIConstants.API_KEY, options.getApiKey()),
                        component.getApiKey(),
                        component.environment("OPENAI_API_KEY")),
                first(
                        option(OpenAIConstants.BASE_URL, options.getBaseUrl()),
                        component.getBaseUrl(),
                        component.environment("OPENAI_BASE_URL"),
                        ClientOptions.PRODUCTION_URL),
                option(OpenAIConstants.REQUEST_TIMEOUT, options.getRequestTimeout(), Long.class),
                option(OpenAIConstants.MAX_RETRIES, options.getMaxRetries(), Integer.class),
                both(options.getAdditionalHeader(), OpenAIConstants.ADDITIONAL_HEADER));
    }

    Exchange exchange() {
        return exchange;
    }

    Message message() {
        return exchange.getMessage();
    }

    OpenAIConfiguration options() {
        return options;
    }

    OpenAIClient client() {
        return component.client(settings);
    }

    Failures failures() {
        return new Failures(settings);
    }

    /** The message's header, else the option; null: neither. */
    <T> T option(String header, T option, Class<T> type) {
        T given = message().getHeader(header, type);
        return ObjectHelper.isNotEmpty(given) ? given : ObjectHelper.isNotEmpty(option) ? option : null;
    }

    String option(String header, String option) {
        return option(header, option, String.class);
    }

    /** The model that a chat is to use. */
    String chatModel() {
        String model = option(OpenAIConstants.MODEL, options.getModel());
        return required(model == null ? component.getModel() : model, "model", OpenAIConstants.MODEL);
    }

    String required(String value, String option, String header) {
        if (ObjectHelper.isEmpty(value)) {
            throw new IllegalArgumentException(
                    "openai: needs a model: give the option " + option + " or the header " + header);
        }
        return value;
    }

    /** The text to work on: the header, else the option, else the body. */
    String text(String given) {
        String text = given != null ? given : message().getBody(String.class);
        return text == null || text.isBlank() ? null : text;
    }

    /** Fields of the body beside those that the operation itself sets. */
    Map<String, JsonValue> bodyProperties() {
        Map<String, JsonValue> properties = new HashMap<>();
        both(options.getAdditionalBodyProperty(), OpenAIConstants.ADDITIONAL_BODY_PROPERTY)
                .forEach((name, value) -> properties.put(name, json(value)));
        return properties;
    }

    /** Asks the server, and reads its answer whole. The one who asks can be interrupted. */
    Answer ask(Supplier<HttpResponse> request) {
        return await(() -> read(request));
    }

    /**
     * Does something that waits for a server, so that the one who waits can be interrupted: it waits for another thread,
     * for a thread that reads from a connection hears nothing until the server says something.
     */
    static <T> T await(Callable<T> work) {
        FutureTask<T> asking = new FutureTask<>(work);
        Thread thread = new Thread(asking, "openai-call");
        thread.setDaemon(true);
        thread.start();
        try {
            return asking.get();
        } catch (InterruptedException e) {
            asking.cancel(true);
            throw interrupted();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw new IllegalStateException(e.getCause());
        }
    }

    static CancellationException interrupted() {
        Thread.currentThread().interrupt();
        return new CancellationException("Interrupted while the server was asked");
    }

    private Answer read(Supplier<HttpResponse> request) {
        try (HttpResponse response = failures().told(request);
                InputStream body = response.body()) {
            String type = response.headers().values("Content-Type").stream()
                    .findFirst()
                    .orElse("");
            return new Answer(type, body.readAllBytes(), failures());
        } catch (IOException e) {
            throw failures().of(e);
        }
    }

    /** Says something of the answer in a header; what an earlier call said there is gone in any case. */
    void tell(String header, Object value) {
        if (ObjectHelper.isEmpty(value)) {
            message().removeHeader(header);
        } else {
            message().setHeader(header, value);
        }
    }

    private Map<String, Object> both(Map<String, Object> option, String header) {
        Map<String, Object> all = new HashMap<>(option);
        Map<?, ?> given = message().getHeader(header, Map.class);
        if (given != null) {
            given.forEach((name, value) -> all.put(String.valueOf(name), value));
        }
        return all;
    }

    private static JsonValue json(Object value) {
        if (value instanceof String text) {
            try {
                return JsonValue.fromJsonNode(ObjectMappers.jsonMapper().readTree(text));
            } catch (JsonProcessingException e) {
                return JsonValue.from(text);
            }
        }
        return JsonValue.from(value);
    }

    private static String first(String... values) {
        return Stream.of(values)
                .filter(ObjectHelper::isNotEmpty)
                .map(String::strip)
                .findFirst()
                .orElse("");
    }
}
