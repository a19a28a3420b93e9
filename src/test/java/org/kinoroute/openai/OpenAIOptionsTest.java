package org.kinoroute.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.kinoroute.openai.OpenAIComponentTest.CHAT;
import static org.kinoroute.openai.OpenAIComponentTest.HELLO;
import static org.kinoroute.openai.OpenAIComponentTest.IMAGES;
import static org.kinoroute.openai.OpenAIComponentTest.SPEECH;
import static org.kinoroute.openai.OpenAIComponentTest.TRANSCRIPTION;
import static org.kinoroute.openai.OpenAIComponentTest.images;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.openai.models.chat.completions.ChatCompletion;
import java.io.ByteArrayInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kinoroute.providers.ProviderServer;
import org.kinoroute.providers.ProviderServer.Answer;

/** Where options come from: message, endpoint, component, environment; and what becomes of them on the way. */
class OpenAIOptionsTest {

    private final OpenAI openai = new OpenAI();

    @AfterEach
    void close() {
        openai.close();
    }

    @Test
    void aHeaderBeatsAnOptionOfAChat() throws Exception {
        openai.server.on(CHAT, Answer.json(HELLO));

        Exchange answer = openai.send(
                "openai:chat-completion?model=a&temperature=1&topP=1&maxTokens=1&userMessage=a&systemMessage=a"
                        + "&developerMessage=a&additionalBodyProperty.seed=1&additionalBodyProperty.kept=\"yes\"",
                "body",
                Map.of(
                        "CamelOpenAIModel", "b",
                        "CamelOpenAITemperature", "0.5",
                        "CamelOpenAITopP", 0.25,
                        "CamelOpenAIMaxTokens", 20,
                        "CamelOpenAIUserMessage", "user",
                        "CamelOpenAISystemMessage", "system",
                        "CamelOpenAIDeveloperMessage", "developer",
                        "CamelOpenAIAdditionalBodyProperty", Map.of("seed", 7),
                        "CamelOpenAIJsonSchema", "{\"type\": \"object\"}",
                        "CamelOpenAIStoreFullResponse", true));

        assertThat(asked(CHAT))
                .isEqualTo(
                        json(
                                """
                                {"model": "b", "temperature": 0.5, "top_p": 0.25, "max_completion_tokens": 20,
                                 "seed": 7, "kept": "yes",
                                 "messages": [{"role": "system", "content": "system"},
                                              {"role": "developer", "content": "developer"},
                                              {"role": "user", "content": "user"}],
                                 "response_format": {"type": "json_schema",
                                                     "json_schema": {"name": "camel_schema",
                                                                     "schema": {"type": "object"}}}}
                                """));
        assertThat(answer.getProperty("CamelOpenAIResponse", ChatCompletion.class)
                        .id())
                .isEqualTo("chat-1");
    }

    @Test
    void aHeaderBeatsAnOptionOfSpeech() throws Exception {
        openai.server.on(SPEECH, Answer.bytes("audio/mpeg", new byte[] {1}));

        openai.send(
                "openai:audio-speech?speechModel=a&speechVoice=a&speechSpeed=1&speechInstructions=a",
                "Hi",
                Map.of(
                        "CamelOpenAISpeechModel", "b",
                        "CamelOpenAISpeechVoice", "nova",
                        "CamelOpenAISpeechResponseFormat", "flac",
                        "CamelOpenAISpeechSpeed", 2,
                        "CamelOpenAISpeechInstructions", "Softly"));

        assertThat(asked(SPEECH))
                .isEqualTo(
                        json(
                                """
                                {"model": "b", "input": "Hi", "voice": "nova", "response_format": "flac", "speed": 2.0,
                                 "instructions": "Softly"}
                                """));
    }

    @Test
    void aHeaderBeatsAnOptionOfATranscription() {
        openai.server.on(TRANSCRIPTION, Answer.json("{\"text\": \"Hi\"}"));

        openai.send(
                "openai:audio-transcription?audioModel=a&audioLanguage=xx",
                new byte[] {1},
                Map.of(
                        "CamelOpenAIAudioModel", "whisper-b",
                        "CamelOpenAIAudioLanguage", "pt",
                        "CamelOpenAIAudioPrompt", "Names",
                        "CamelOpenAIAudioResponseFormat", "verbose_json",
                        "CamelOpenAIAudioTemperature", 0.25,
                        "CamelOpenAIAudioTimestampGranularities", "word",
                        "CamelOpenAIAdditionalBodyProperty", Map.of("vad", "true")));

        assertThat(openai.server.requests(TRANSCRIPTION).get(0).text())
                .containsSubsequence("name=\"model\"", "whisper-b")
                .containsSubsequence("name=\"language\"", "pt")
                .containsSubsequence("name=\"prompt\"", "Names")
                .containsSubsequence("name=\"response_format\"", "verbose_json")
                .containsSubsequence("name=\"temperature\"", "0.25")
                .containsSubsequence("name=\"timestamp_granularities[]\"", "word")
                .containsSubsequence("name=\"vad\"", "true")
                .doesNotContain("xx");
    }

    @Test
    void aHeaderBeatsAnOptionOfAnImage() throws Exception {
        openai.server.on(IMAGES, Answer.json(images("{\"url\": \"https://example.org/1.png\"}")));

        openai.send(
                "openai:image-generation?imageModel=a&imagePrompt=a&imageSize=1x1",
                "body",
                Map.of(
                        "CamelOpenAIImageModel", "b",
                        "CamelOpenAIImagePrompt", "A fox",
                        "CamelOpenAIImageSize", "1536x1024",
                        "CamelOpenAIImageQuality", "low",
                        "CamelOpenAIImageResponseFormat", "url",
                        "CamelOpenAIImageCount", 1,
                        "CamelOpenAIImageBackground", "transparent",
                        "CamelOpenAIImageOutputFormat", "webp"));

        assertThat(asked(IMAGES))
                .isEqualTo(
                        json(
                                """
                                {"model": "b", "prompt": "A fox", "size": "1536x1024", "quality": "low", "n": 1,
                                 "response_format": "url", "background": "transparent", "output_format": "webp"}
                                """));
    }

    @Test
    void onlyWhatIsSetIsSent() throws Exception {
        openai.server
                .on(CHAT, Answer.json(HELLO))
                .on(SPEECH, Answer.bytes("audio/mpeg", new byte[] {1}))
                .on(IMAGES, Answer.json(images("{\"url\": \"https://example.org/1.png\"}")));

        openai.send("openai:chat-completion?model=a", "Hi");
        openai.send("openai:audio-speech?speechModel=a", "Hi");
        openai.send("openai:image-generation?imageModel=a", "Hi");

        assertThat(asked(CHAT))
                .isEqualTo(json("{\"model\": \"a\", \"messages\": [{\"role\": \"user\", \"content\": \"Hi\"}]}"));
        assertThat(asked(SPEECH))
                .isEqualTo(json(
                        "{\"model\": \"a\", \"input\": \"Hi\", \"voice\": \"alloy\", \"response_format\": \"mp3\"}"));
        assertThat(asked(IMAGES)).isEqualTo(json("{\"model\": \"a\", \"prompt\": \"Hi\"}"));
    }

    @Test
    void keysAndServersAreLookedForFromTheMessageOutwards() {
        try (ProviderServer ofEndpoint = new ProviderServer();
                ProviderServer ofComponent = new ProviderServer();
                ProviderServer ofEnvironment = new ProviderServer()) {
            for (ProviderServer server : new ProviderServer[] {openai.server, ofEndpoint, ofComponent, ofEnvironment}) {
                server.on(CHAT, Answer.json(HELLO));
            }
            openai.component.setEnvironment(Map.of(
                    "OPENAI_API_KEY", "key-of-environment", "OPENAI_BASE_URL", ofEnvironment.url() + "/v1")::get);
            openai.component.setApiKey("key-of-component");
            openai.component.setBaseUrl(ofComponent.url() + "/v1/");
            openai.component.setModel("model-of-component");
            String own = "openai:chat-completion?apiKey=key-of-endpoint&baseUrl=" + ofEndpoint.url() + "/v1";

            openai.send(
                    own,
                    "Hi",
                    Map.of("CamelOpenAIApiKey", "key-of-message", "CamelOpenAIBaseUrl", openai.server.url() + "/v1"));
            openai.send(own, "Hi");
            openai.send("openai:chat-completion", "Hi");
            openai.component.setApiKey("");
            openai.component.setBaseUrl(null);
            openai.send("openai:chat-completion", "Hi");

            assertThat(key(openai.server)).isEqualTo("Bearer key-of-message");
            assertThat(key(ofEndpoint)).isEqualTo("Bearer key-of-endpoint");
            assertThat(key(ofComponent)).isEqualTo("Bearer key-of-component");
            assertThat(key(ofEnvironment)).isEqualTo("Bearer key-of-environment");
            assertThat(ofComponent.requests(CHAT).get(0).text()).contains("\"model\":\"model-of-component\"");
        }
    }

    @Test
    void aServerOfOnesOwnNeedsNoKey() {
        openai.component.setApiKey(null);
        openai.server.on(CHAT, Answer.json(HELLO));

        openai.send("openai:chat-completion?model=a", "Hi");

        assertThat(key(openai.server)).isEqualTo("Bearer none");
    }

    @Test
    void retriesAndTimeMayBeSetByAMessage() {
        openai.server.on(
                CHAT,
                Answer.error(500, "Oops").header("Retry-After", "0"),
                Answer.json(HELLO),
                Answer.json(HELLO).after(3000));

        openai.send("openai:chat-completion?model=a&maxRetries=0", "Hi", Map.of("CamelOpenAIMaxRetries", 1));

        assertThat(openai.server.requests()).hasSize(2);
        assertThatExceptionOfType(OpenAIOperationException.class)
                .isThrownBy(() -> openai.send(
                        "openai:chat-completion?model=a&maxRetries=0", "Hi", Map.of("CamelOpenAIRequestTimeout", 200)));
    }

    @Test
    void furtherHeadersAreSent() {
        openai.server.on(CHAT, Answer.json(HELLO));

        openai.send(
                "openai:chat-completion?model=a&additionalHeader.OpenAI-Organization=acme&additionalHeader.x.y=dotted",
                "Hi",
                Map.of("CamelOpenAIAdditionalHeader", Map.of("X-Of-Message", "yes")));

        var request = openai.server.requests(CHAT).get(0);
        assertThat(request.header("OpenAI-Organization")).isEqualTo("acme");
        assertThat(request.header("x.y")).isEqualTo("dotted");
        assertThat(request.header("X-Of-Message")).isEqualTo("yes");
    }

    @Test
    void aSchemaMayBeTextOrAResource() throws Exception {
        openai.server.on(CHAT, Answer.json(HELLO));
        String expected = Files.readString(Path.of("src/test/resources/openai/answer.schema.json"));

        openai.send("openai:chat-completion?model=a&jsonSchema=classpath:openai/answer.schema.json", "Hi");
        openai.send("openai:chat-completion?model=a&jsonSchema=RAW(" + expected + ")", "Hi");

        assertThat(openai.server.requests(CHAT)).hasSize(2).allSatisfy(request -> assertThat(
                        json(request.text()).at("/response_format/json_schema/schema"))
                .isEqualTo(json(expected)));
    }

    @Test
    void aMessageNamesNoFile() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> openai.send(
                        "openai:chat-completion?model=a", "Hi", Map.of("CamelOpenAIJsonSchema", "file:/etc/passwd")))
                .withMessageContaining("no JSON object");
        assertThat(openai.server.requests()).isEmpty();
    }

    /** What {@code outputClass} is made a schema of. */
    public static final class Title {
        public String title;
    }

    @Test
    void aClassIsASchemaToo() throws Exception {
        openai.server.on(CHAT, Answer.json(HELLO));

        openai.send("openai:chat-completion?model=a&outputClass=" + Title.class.getName(), "Hi");

        assertThat(asked(CHAT).at("/response_format/json_schema/schema/properties/title/type"))
                .isEqualTo(json("\"string\""));
    }

    @Test
    void soundComesInEveryForm(@TempDir Path folder) throws Exception {
        openai.server.on(TRANSCRIPTION, Answer.json("{\"text\": \"Hi\"}"));
        Path file = Files.write(folder.resolve("line.mp3"), "ID3sound".getBytes());
        Map<Object, String> bodies = new HashMap<>();
        bodies.put(file, "line.mp3");
        bodies.put(file.toFile(), "line.mp3");
        bodies.put(new ByteArrayInputStream("fLaCsound".getBytes()), "audio.flac");
        bodies.put("OggSsound".getBytes(), "audio.ogg");

        bodies.forEach((body, name) -> {
            openai.send("openai:audio-transcription?audioModel=whisper", body);
            assertThat(openai.server
                            .requests()
                            .get(openai.server.requests().size() - 1)
                            .text())
                    .contains("filename=\"" + name + "\"", "sound");
        });
        openai.send(
                "openai:audio-transcription?audioModel=whisper",
                new byte[] {1},
                Map.of(Exchange.FILE_NAME_ONLY, "named.m4a"));
        assertThat(openai.server.requests().get(4).text()).contains("filename=\"named.m4a\"");
    }

    @Test
    void soundComesFromAFolder(@TempDir Path folder) throws Exception {
        openai.server.on(TRANSCRIPTION, Answer.json("{\"text\": \"Hi\"}"));
        Files.write(folder.resolve("line.mp3"), "ID3sound".getBytes());
        RouteBuilder.addRoutes(openai.camel, routes -> routes.from("direct:hear")
                .pollEnrich("file:" + folder + "?noop=true", 5000)
                .to("openai:audio-transcription?audioModel=whisper"));

        assertThat(openai.send("direct:hear", "").getMessage().getBody()).isEqualTo("Hi");

        assertThat(openai.server.requests(TRANSCRIPTION).get(0).text()).contains("filename=\"line.mp3\"", "ID3sound");
    }

    @Test
    void aRouteInYamlGivesThemAsParameters() throws Exception {
        Properties settings = new Properties();
        settings.setProperty("test.model", "of-a-setting");
        settings.setProperty("test.key", "a+b&c%41=d");
        openai.camel.getPropertiesComponent().setOverrideProperties(settings);
        openai.server.on(CHAT, Answer.json(HELLO));

        PluginHelper.getRoutesLoader(openai.camel)
                .loadRoutes(
                        ResourceHelper.fromString(
                                "ask.camel.yaml",
                                """
                        - route:
                            id: ask
                            from:
                              uri: direct:ask
                              steps:
                                - setHeader:
                                    name: CamelOpenAIUserMessage
                                    simple: "Tell me about ${body}"
                                - to:
                                    uri: openai:chat-completion
                                    parameters:
                                      model: "{{test.model}}"
                                      apiKey: "{{test.key}}"
                                      systemMessage: "RAW(Yes & no, 100 %? \u00e9 + more)"
                                      developerMessage: "Yes, we can: {\\"a\\": 1}"
                                      temperature: "0.5"
                                      maxRetries: "0"
                                      requestTimeout: "60000"
                                      additionalBodyProperty.seed: "7"
                                      jsonSchema: classpath:openai/answer.schema.json
                        """));

        assertThat(openai.send("direct:ask", "foxes").getMessage().getBody()).isEqualTo("Hello!");
        JsonNode asked = asked(CHAT);
        assertThat(asked.path("model").asText()).isEqualTo("of-a-setting");
        assertThat(asked.path("temperature").asDouble()).isEqualTo(0.5);
        assertThat(asked.path("seed").asInt()).isEqualTo(7);
        assertThat(asked.at("/messages/0/content").asText()).isEqualTo("Yes & no, 100 %? \u00e9 + more");
        assertThat(asked.at("/messages/1/content").asText()).isEqualTo("Yes, we can: {\"a\": 1}");
        assertThat(asked.at("/messages/2/content").asText()).isEqualTo("Tell me about foxes");
        assertThat(key(openai.server)).isEqualTo("Bearer a+b&c%41=d");
    }

    @Test
    void secretsAreShownNowhere() {
        OpenAIEndpoint endpoint = openai.camel.getEndpoint(
                "openai:chat-completion?model=a&apiKey=sk-of-endpoint&additionalHeader.api-key=sk-of-header",
                OpenAIEndpoint.class);

        assertThat(endpoint.toString()).doesNotContain("sk-of");
        assertThat(new ClientSettings("sk-of-settings", "http://localhost/v1", 0, 0, Map.of("a", "sk-of-header")))
                .asString()
                .doesNotContain("sk-of");
        assertThat(new OpenAIProperties("sk-of-settings", "", "", false))
                .asString()
                .doesNotContain("sk-of");
    }

    private static String key(ProviderServer server) {
        return server.requests(CHAT).get(0).header("Authorization");
    }

    private JsonNode asked(String path) throws Exception {
        return json(openai.server.requests(path).get(0).text());
    }

    private static JsonNode json(String text) throws Exception {
        return new ObjectMapper().readTree(text);
    }
}
