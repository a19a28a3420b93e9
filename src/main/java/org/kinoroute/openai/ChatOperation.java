package org.kinoroute.openai;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.openai.core.JsonValue;
import com.openai.core.ObjectMappers;
import com.openai.models.ResponseFormatJsonSchema;
import com.openai.models.chat.completions.ChatCompletion;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.apache.camel.CamelContext;
import org.apache.camel.support.ResourceHelper;
import org.apache.camel.util.IOHelper;

/** {@code chat-completion}: a model answers what it is told. */
final class ChatOperation implements Operation {

    @Override
    public void process(Call call) throws Exception {
        ChatCompletionCreateParams params = params(call);
        if (call.option(OpenAIConstants.STREAMING, call.options().isStreaming(), Boolean.class)) {
            ChatStream.open(call, params);
            return;
        }
        Answer answer = call.ask(
                () -> call.client().chat().completions().withRawResponse().create(params));
        JsonNode completion = answer.isEventStream() ? EventStream.joined(answer) : answer.json();
        JsonNode choice = completion.path("choices").path(0);
        if (choice.isMissingNode()) {
            throw call.failures().useless("without any choice", true);
        }
        call.message().setBody(content(call, choice.path("message")));
        tell(call, completion, choice);
        if (call.option(OpenAIConstants.STORE_FULL_RESPONSE, call.options().isStoreFullResponse(), Boolean.class)) {
            call.exchange()
                    .setProperty(
                            OpenAIConstants.RESPONSE,
                            ObjectMappers.jsonMapper().treeToValue(completion, ChatCompletion.class));
        }
    }

    private static ChatCompletionCreateParams params(Call call) throws Exception {
        OpenAIConfiguration options = call.options();
        ChatCompletionCreateParams.Builder params =
                ChatCompletionCreateParams.builder().model(call.chatModel());
        String system = call.option(OpenAIConstants.SYSTEM_MESSAGE, options.getSystemMessage());
        String developer = call.option(OpenAIConstants.DEVELOPER_MESSAGE, options.getDeveloperMessage());
        String user = call.text(call.option(OpenAIConstants.USER_MESSAGE, options.getUserMessage()));
        if (system == null && developer == null && user == null) {
            throw new IllegalArgumentException("openai:chat-completion needs something to answer: give the option"
                    + " userMessage, the header " + OpenAIConstants.USER_MESSAGE + " or a text in the body");
        }
        Optional.ofNullable(system).ifPresent(params::addSystemMessage);
        Optional.ofNullable(developer).ifPresent(params::addDeveloperMessage);
        Optional.ofNullable(user).ifPresent(params::addUserMessage);
        Optional.ofNullable(call.option(OpenAIConstants.TEMPERATURE, options.getTemperature(), Double.class))
                .ifPresent(params::temperature);
        Optional.ofNullable(call.option(OpenAIConstants.TOP_P, options.getTopP(), Double.class))
                .ifPresent(params::topP);
        Optional.ofNullable(call.option(OpenAIConstants.MAX_TOKENS, options.getMaxTokens(), Integer.class))
                .ifPresent(params::maxCompletionTokens);
        params.additionalBodyProperties(call.bodyProperties());
        return shaped(call, params);
    }

    private static ChatCompletionCreateParams shaped(Call call, ChatCompletionCreateParams.Builder params)
            throws Exception {
        CamelContext camel = call.exchange().getContext();
        String outputClass =
                call.option(OpenAIConstants.OUTPUT_CLASS, call.options().getOutputClass());
        if (outputClass != null) {
            return params.responseFormat(camel.getClassResolver().resolveMandatoryClass(outputClass))
                    .build()
                    .rawParams();
        }
        String given = call.message().getHeader(OpenAIConstants.JSON_SCHEMA, String.class);
        String schema =
                given == null || given.isBlank() ? read(camel, call.options().getJsonSchema()) : given;
        if (schema != null) {
            params.responseFormat(ResponseFormatJsonSchema.builder()
                    .jsonSchema(ResponseFormatJsonSchema.JsonSchema.builder()
                            .name("camel_schema")
                            .schema(ResponseFormatJsonSchema.JsonSchema.Schema.builder()
                                    .additionalProperties(parse(schema))
                                    .build())
                            .build())
                    .build());
        }
        return params.build();
    }

    /** The option may name a resource; a header may not, for it may have come with the message. */
    private static String read(CamelContext camel, String schema) throws IOException {
        if (schema == null || schema.isBlank() || schema.strip().startsWith("{")) {
            return schema == null || schema.isBlank() ? null : schema;
        }
        return IOHelper.loadText(ResourceHelper.resolveMandatoryResourceAsInputStream(camel, schema));
    }

    private static Map<String, JsonValue> parse(String schema) {
        try {
            return ObjectMappers.jsonMapper().readValue(schema, new TypeReference<>() {});
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("the jsonSchema is no JSON object: " + e.getOriginalMessage(), e);
        }
    }

    /** Most servers send text; some send it in parts. */
    private static String content(Call call, JsonNode message) {
        JsonNode content = message.path("content");
        if (content.isArray()) {
            return StreamSupport.stream(content.spliterator(), false)
                    .map(part -> part.path("text").asText())
                    .collect(Collectors.joining());
        }
        String refusal = message.path("refusal").asText("");
        if (!content.isTextual()
                && !refusal.isEmpty()
                && !message.path("refusal").isNull()) {
            throw call.failures().useless("that it will not do this: " + refusal, false);
        }
        return content.isTextual() ? content.asText() : "";
    }

    private static void tell(Call call, JsonNode completion, JsonNode choice) {
        call.tell(OpenAIConstants.RESPONSE_ID, completion.path("id").textValue());
        call.tell(OpenAIConstants.RESPONSE_MODEL, completion.path("model").textValue());
        call.tell(OpenAIConstants.FINISH_REASON, choice.path("finish_reason").textValue());
        JsonNode usage = completion.path("usage");
        call.tell(OpenAIConstants.PROMPT_TOKENS, number(usage.path("prompt_tokens")));
        call.tell(OpenAIConstants.COMPLETION_TOKENS, number(usage.path("completion_tokens")));
        call.tell(OpenAIConstants.TOTAL_TOKENS, number(usage.path("total_tokens")));
    }

    private static Long number(JsonNode node) {
        return node.isNumber() ? node.asLong() : null;
    }
}
