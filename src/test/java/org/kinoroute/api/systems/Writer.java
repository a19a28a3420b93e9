package org.kinoroute.api.systems;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Map;
import org.kinoroute.providers.ProviderServer;
import org.kinoroute.providers.ProviderServer.Answer;

/** A language model that writes what it is told to, for ten tokens. */
final class Writer implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final ProviderServer provider = new ProviderServer();

    /** @param scripts by a word of the brief that they are written for */
    Writer(Map<String, String> scripts) {
        provider.on("POST /v1/chat/completions", request -> scripts.entrySet().stream()
                .filter(script -> request.text().contains(script.getKey()))
                .findFirst()
                .map(script -> says(script.getValue()))
                .orElseThrow());
    }

    private static Answer says(String answer) {
        var body = JSON.createObjectNode();
        body.putArray("choices")
                .addObject()
                .put("finish_reason", "stop")
                .putObject("message")
                .put("role", "assistant")
                .put("content", answer.replace('\'', '"'));
        body.putObject("usage")
                .put("prompt_tokens", 10)
                .put("completion_tokens", 10)
                .put("total_tokens", 20);
        return Answer.json(body.toString());
    }

    String[] properties() {
        return new String[] {
            "--kinoroute.model.name=tester",
            "--camel.component.openai.base-url=" + provider.url() + "/v1",
            "--camel.component.openai.api-key=sk-secret",
            "--kinoroute.prices.table[0].provider=127.0.0.1",
            "--kinoroute.prices.table[0].model=tester",
            "--kinoroute.prices.table[0].input-tokens=100",
            "--kinoroute.prices.table[0].output-tokens=200"
        };
    }

    @Override
    public void close() {
        provider.close();
    }
}
