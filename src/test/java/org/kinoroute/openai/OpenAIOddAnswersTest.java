package org.kinoroute.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.kinoroute.openai.OpenAIComponentTest.CHAT;
import static org.kinoroute.openai.OpenAIComponentTest.HELLO;
import static org.kinoroute.openai.OpenAIComponentTest.IMAGES;
import static org.kinoroute.openai.OpenAIComponentTest.SPEECH;
import static org.kinoroute.openai.OpenAIComponentTest.TRANSCRIPTION;
import static org.kinoroute.openai.OpenAIComponentTest.base64;
import static org.kinoroute.openai.OpenAIComponentTest.images;

import com.openai.models.chat.completions.ChatCompletionChunk;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.kinoroute.providers.ProviderServer.Answer;

/** Answers with status 200 that are not what OpenAI itself would send. */
class OpenAIOddAnswersTest {

    private static final String CHATTING = "openai:chat-completion?model=small&maxRetries=0";
    private static final String SPEAKING = "openai:audio-speech?speechModel=tts&maxRetries=0";
    private static final String HEARING = "openai:audio-transcription?audioModel=whisper&maxRetries=0";
    private static final String PAINTING = "openai:image-generation?imageModel=painter&maxRetries=0";

    private static final String STREAM =
            """
            data: {"id": "chat-2", "model": "tiny", "choices": [{"index": 0, "delta": {"role": "assistant"}}]}

            : a comment
            data: {"id": "chat-2", "model": "tiny", "choices": [{"index": 0, "delta": {"content": "Hel"}}]}

            data: {"id": "chat-2", "model": "tiny", "choices": [{"index": 0, "delta": {"content": "lo"}}]}

            data: {"id": "chat-2", "model": "tiny", "choices": [{"index": 0, "delta": {}, "finish_reason": "stop"}]}

            data: {"id": "chat-2", "model": "tiny", "choices": [], "usage": {"prompt_tokens": 3, "completion_tokens": 2, "total_tokens": 5}}

            data: [DONE]

            """;

    private final OpenAI openai = new OpenAI();

    @AfterEach
    void close() {
        openai.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/event-stream; charset=utf-8", "application/json"})
    void aStreamThatNobodyAskedForIsPutTogether(String type) {
        openai.server.on(CHAT, Answer.bytes(type, bytes(STREAM)));

        Exchange answer = openai.send(CHATTING, "Hi");

        assertThat(answer.getMessage().getBody()).isEqualTo("Hello");
        assertThat(answer.getMessage().getHeaders())
                .containsEntry("CamelOpenAIResponseId", "chat-2")
                .containsEntry("CamelOpenAIResponseModel", "tiny")
                .containsEntry("CamelOpenAIFinishReason", "stop")
                .containsEntry("CamelOpenAITotalTokens", 5L);
    }

    @Test
    void aStreamThatBreaksOffIsNoAnswer() {
        openai.server.on(
                CHAT, Answer.bytes("text/event-stream", bytes(STREAM.substring(0, STREAM.indexOf("lo\"") - 80))));

        OpenAIOperationException failure = failure(CHATTING);

        assertThat(failure).hasMessageContaining("stream");
        assertThat(failure.isRetryable()).isTrue();
    }

    @Test
    void aStreamThatWasAskedForComesPieceByPiece() throws Exception {
        openai.server.on(CHAT, Answer.bytes("text/event-stream", bytes(STREAM)));
        StringBuilder said = new StringBuilder();
        RouteBuilder.addRoutes(openai.camel, routes -> routes.from("direct:talk")
                .to(CHATTING + "&streaming=true")
                .split(routes.body())
                .streaming()
                .process(piece -> piece.getMessage().getMandatoryBody(ChatCompletionChunk.class).choices().stream()
                        .findFirst()
                        .flatMap(choice -> choice.delta().content())
                        .ifPresent(said::append)));

        openai.send("direct:talk", "Hi");

        assertThat(said).hasToString("Hello");
        assertThat(openai.server.requests(CHAT).get(0).text()).contains("\"stream\":true");
    }

    /** A model that falls silent in the middle of a sentence must not hold whoever has lost patience. */
    @Test
    void whoWaitsForTheRestOfAStreamCanBeInterrupted() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            CountDownLatch heard = new CountDownLatch(1);
            RouteBuilder.addRoutes(openai.camel, routes -> routes.from("direct:listen")
                    .to(CHATTING + "&streaming=true&baseUrl=http://127.0.0.1:" + silent.getLocalPort() + "/v1")
                    .split(routes.body())
                    .streaming()
                    .process(piece -> heard.countDown()));
            AtomicReference<Throwable> end = new AtomicReference<>();
            Thread listener = new Thread(() -> {
                try {
                    openai.send("direct:listen", "Hi");
                } catch (Throwable e) {
                    end.set(e);
                }
            });
            listener.start();
            try (Socket caller = silent.accept()) {
                // Two: a splitter looks ahead before it passes the first one on.
                String piece =
                        "data: {\"id\":\"a\",\"object\":\"chat.completion.chunk\",\"created\":1,\"model\":\"m\",\"choices\":"
                                + "[{\"index\":0,\"delta\":{\"content\":\"Hel\"},\"finish_reason\":null}]}\n\n";
                piece += piece;
                caller.getOutputStream()
                        .write(
                                ("HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n"
                                                + Integer.toHexString(piece.length()) + "\r\n" + piece + "\r\n")
                                        .getBytes(StandardCharsets.US_ASCII));
                caller.getOutputStream().flush();
                assertThat(heard.await(20, TimeUnit.SECONDS)).isTrue();

                listener.interrupt();
                listener.join(1000);
                assertThat(listener.isAlive()).isFalse();
                assertThat(end.get()).isNotNull().hasStackTraceContaining("Interrupted while the server was asked");
            }
        }
    }

    @Test
    void aWholeAnswerWhereAStreamWasAskedIsSaid() {
        openai.server.on(CHAT, Answer.json(HELLO));

        assertThat(failure(CHATTING + "&streaming=true")).hasMessageContaining("in one piece where a stream was asked");
    }

    @Test
    void aChatWithoutChoicesIsNone() {
        openai.server.on(CHAT, Answer.json("{\"id\": \"x\", \"choices\": []}"), Answer.json("{}"), Answer.json("null"));

        for (int i = 0; i < 3; i++) {
            OpenAIOperationException failure = failure(CHATTING);
            assertThat(failure).hasMessageEndingWith("answered without any choice");
            assertThat(failure.isRetryable()).isTrue();
        }
    }

    @Test
    void aChatMayLackAllButItsWords() {
        openai.server.on(CHAT, Answer.json("{\"choices\": [{\"message\": {\"content\": \"Hello\"}}]}"));

        Exchange answer = openai.send(
                CHATTING, "Hi", Map.of("CamelOpenAITotalTokens", 99L, "CamelOpenAIResponseModel", "before"));

        assertThat(answer.getMessage().getBody()).isEqualTo("Hello");
        assertThat(answer.getMessage().getHeaders())
                .doesNotContainKeys("CamelOpenAITotalTokens", "CamelOpenAIResponseModel", "CamelOpenAIFinishReason");
    }

    @Test
    void wordsMayComeInParts() {
        openai.server.on(
                CHAT,
                Answer.json(
                        """
                        {"choices": [{"message": {"content": [{"type": "text", "text": "Hel"},
                                                              {"type": "text", "text": "lo"}]}}]}
                        """));

        assertThat(openai.send(CHATTING, "Hi").getMessage().getBody()).isEqualTo("Hello");
    }

    @Test
    void aRefusalIsSaid() {
        openai.server.on(
                CHAT, Answer.json("{\"choices\": [{\"message\": {\"content\": null, \"refusal\": \"I cannot.\"}}]}"));

        OpenAIOperationException failure = failure(CHATTING);

        assertThat(failure).hasMessageEndingWith("answered that it will not do this: I cannot.");
        assertThat(failure.isRetryable()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {CHATTING, SPEAKING, HEARING, PAINTING})
    void aWebPageIsNoAnswer(String uri) {
        all(Answer.bytes("text/html; charset=utf-8", bytes("<!DOCTYPE html><html>Welcome</html>")));

        OpenAIOperationException failure = failure(uri);

        assertThat(failure).hasMessageContaining("web page").hasMessageContaining("the base URL, /v1, right?");
        assertThat(failure.isRetryable()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {CHATTING, SPEAKING, HEARING, PAINTING})
    void nothingIsNoAnswer(String uri) {
        all(Answer.bytes("application/json", new byte[0]));

        OpenAIOperationException failure = failure(uri);

        assertThat(failure).hasMessageEndingWith("answered with nothing");
        assertThat(failure.isRetryable()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {CHATTING, SPEAKING, HEARING, PAINTING})
    void anErrorIsAnErrorWhateverTheStatus(String uri) {
        all(Answer.json("{\"error\": {\"message\": \"Upstream is busy\", \"code\": 503}}"));

        OpenAIOperationException failure = failure(uri);

        assertThat(failure).hasMessageEndingWith("answered 503: Upstream is busy");
        assertThat(failure.isRetryable()).isTrue();
    }

    @Test
    void brokenJsonIsNoAnswer() {
        openai.server.on(CHAT, Answer.json("{\"choices\": [{\"mess"));

        assertThat(failure(CHATTING)).hasMessageContaining("no JSON").hasMessageContaining("{\"choices\"");
    }

    @Test
    void textIsNoSound() {
        openai.server.on(
                SPEECH, Answer.bytes("text/plain", bytes("ok")), Answer.bytes("text/event-stream", bytes("data: {}")));

        assertThat(failure(SPEAKING)).hasMessageContaining("text/plain where sound was asked");
        assertThat(failure(SPEAKING)).hasMessageContaining("text/event-stream where sound was asked");
    }

    @Test
    void soundWithoutATypeIsWhatWasAskedFor() {
        openai.server.on(SPEECH, new Answer(200, Map.of(), new byte[] {1}, 0));

        assertThat(openai.send(SPEAKING, "Hi").getMessage().getHeader(Exchange.CONTENT_TYPE))
                .isEqualTo("audio/mpeg");
        assertThat(openai.send(SPEAKING + "&speechResponseFormat=wav", "Hi")
                        .getMessage()
                        .getHeader(Exchange.CONTENT_TYPE))
                .isEqualTo("audio/wav");
    }

    @Test
    void aTranscriptionMayBePlainText() {
        openai.server.on(TRANSCRIPTION, Answer.bytes("text/plain", bytes("1\n00:00:00,000 --> 00:00:01,000\nHello\n")));

        Exchange answer = openai.send(
                HEARING + "&audioResponseFormat=srt", new byte[] {1}, Map.of("CamelOpenAIAudioWords", List.of()));

        assertThat(answer.getMessage().getBody(String.class)).endsWith("Hello");
        assertThat(answer.getMessage().getHeaders()).doesNotContainKey("CamelOpenAIAudioWords");
    }

    @Test
    void timesMayBeMissingOrLieInTheSegments() {
        openai.server.on(
                TRANSCRIPTION,
                Answer.json("{\"text\": \"A b\", \"words\": null, \"duration\": null}"),
                Answer.json(
                        """
                        {"text": "A b", "segments": [{"words": [{"word": "A", "start": 0, "end": 1}]},
                                                     {"words": [{"word": "b", "start": null, "end": 2}]}]}
                        """));

        assertThat(openai.send(HEARING, new byte[] {1}).getMessage().getHeaders())
                .doesNotContainKeys("CamelOpenAIAudioWords", "CamelOpenAIAudioDuration");
        assertThat(openai.send(HEARING, new byte[] {1}).getMessage().getHeader("CamelOpenAIAudioWords"))
                .isEqualTo(List.of(Map.of("word", "A", "start", 0.0, "end", 1.0)));
    }

    @Test
    void base64MayBeWrapped() {
        byte[] jpeg = new byte[200];
        jpeg[0] = (byte) 0xff;
        jpeg[1] = (byte) 0xd8;
        String wrapped = Base64.getMimeEncoder().encodeToString(jpeg).replace("\r\n", "\\r\\n");
        openai.server.on(IMAGES, Answer.json(images("{\"b64_json\": \"" + wrapped + "\"}")));

        Exchange answer = openai.send(PAINTING, "A fox");

        assertThat(wrapped).contains("\\r\\n");
        assertThat(answer.getMessage().getBody()).isEqualTo(jpeg);
        assertThat(answer.getMessage().getHeader(Exchange.CONTENT_TYPE)).isEqualTo("image/jpeg");
    }

    @Test
    void anImageMayBeAnAddress() {
        openai.server.on(IMAGES, Answer.json(images("{\"url\": \"https://example.org/fox.png\", \"b64_json\": null}")));

        Exchange answer = openai.send(PAINTING, "A fox", Map.of(Exchange.CONTENT_TYPE, "text/plain"));

        assertThat(answer.getMessage().getBody()).isEqualTo("https://example.org/fox.png");
        assertThat(answer.getMessage().getHeaders()).doesNotContainKey(Exchange.CONTENT_TYPE);
    }

    @Test
    void anAddressMayHoldTheImageItself() {
        byte[] webp = "RIFF....WEBPVP8".getBytes(StandardCharsets.US_ASCII);
        openai.server.on(IMAGES, Answer.json(images("{\"url\": \"data:image/webp;base64," + base64(webp) + "\"}")));

        Exchange answer = openai.send(PAINTING, "A fox");

        assertThat(answer.getMessage().getBody()).isEqualTo(webp);
        assertThat(answer.getMessage().getHeader(Exchange.CONTENT_TYPE)).isEqualTo("image/webp");
    }

    @Test
    void severalImagesAreAList() {
        openai.server.on(
                IMAGES,
                Answer.json(images(
                        "{\"url\": \"https://example.org/1.png\"}", "{\"url\": \"https://example.org/2.png\"}")));

        assertThat(openai.send(PAINTING + "&imageCount=2", "Foxes").getMessage().getBody())
                .isEqualTo(List.of("https://example.org/1.png", "https://example.org/2.png"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"data\": []}", "{\"data\": [{}]}", "{\"data\": [{\"b64_json\": \"%%%\"}]}"})
    void noImageIsNoAnswer(String body) {
        openai.server.on(IMAGES, Answer.json(body));

        OpenAIOperationException failure = failure(PAINTING);

        assertThat(failure).hasMessageContaining("image");
        assertThat(failure.isRetryable()).isTrue();
    }

    private void all(Answer answer) {
        openai.server
                .on(CHAT, answer)
                .on(SPEECH, answer)
                .on(TRANSCRIPTION, answer)
                .on(IMAGES, answer);
    }

    private OpenAIOperationException failure(String uri) {
        return catchThrowableOfType(OpenAIOperationException.class, () -> openai.send(uri, "Hi"));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
