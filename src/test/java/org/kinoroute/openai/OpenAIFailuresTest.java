package org.kinoroute.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.kinoroute.openai.OpenAIComponentTest.CHAT;
import static org.kinoroute.openai.OpenAIComponentTest.HELLO;
import static org.kinoroute.openai.OpenAIComponentTest.IMAGES;
import static org.kinoroute.openai.OpenAIComponentTest.SPEECH;
import static org.kinoroute.openai.OpenAIComponentTest.TRANSCRIPTION;

import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import org.apache.camel.ResolveEndpointFailedException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.kinoroute.providers.ProviderServer.Answer;

/** Calls that fail: told in one line, with whether a further attempt can help. */
class OpenAIFailuresTest {

    private static final String ONCE = "openai:chat-completion?model=small&maxRetries=0";

    private final OpenAI openai = new OpenAI();

    @AfterEach
    void close() {
        openai.close();
    }

    @ParameterizedTest
    @CsvSource({
        "400, false",
        "401, false",
        "403, false",
        "404, false",
        "413, false",
        "422, false",
        "408, true",
        "409, true",
        "429, true",
        "500, true",
        "502, true",
        "503, true",
        "529, true"
    })
    void whatTheServerSaysIsToldInOneLine(int status, boolean retryable) {
        openai.server.on(CHAT, Answer.error(status, "It is\\n so"));

        OpenAIOperationException failure = failure(ONCE);

        assertThat(failure)
                .hasMessage(host() + " answered " + status + ": It is so")
                .hasNoCause();
        assertThat(failure.status()).isEqualTo(status);
        assertThat(failure.isRetryable()).isEqualTo(retryable);
        assertThat(failure.retryAfter()).isEmpty();
        assertThat(openai.server.requests()).hasSize(1);
    }

    @Test
    void aRefusedResponseFormatCanBeRecognised() {
        openai.server.on(
                CHAT,
                request -> request.text().contains("response_format")
                        ? Answer.error(400, "Unknown parameter: 'response_format'.")
                        : Answer.json(HELLO));

        OpenAIOperationException failure = failure(ONCE + "&jsonSchema=classpath:openai/answer.schema.json");

        assertThat(failure.status()).isEqualTo(400);
        assertThat(failure.isRetryable()).isFalse();
        assertThat(failure).hasMessageContaining("response_format");
        assertThat(openai.send(ONCE, "Hi").getMessage().getBody()).isEqualTo("Hello!");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"detail\": \"No such voice\"}",
                "{\"detail\": [{\"loc\": [\"body\", \"voice\"], \"msg\": \"No such voice\"}]}",
                "{\"message\": \"No such voice\"}",
                "{\"error\": \"No such voice\"}",
                "{\"error\": {\"message\": \"No such voice\", \"code\": \"x\"}}",
                "\"No such voice\""
            })
    void itsWordsAreFoundInEveryShape(String body) {
        openai.server.on(SPEECH, Answer.json(body).status(422));

        assertThat(failure("openai:audio-speech?speechModel=tts&maxRetries=0"))
                .hasMessage(host() + " answered 422: No such voice");
    }

    @Test
    void anErrorPageIsAnErrorToo() {
        openai.server.on(
                CHAT,
                Answer.bytes("text/html", "<html>Bad gateway</html>".getBytes()).status(502));

        assertThat(failure(ONCE)).hasMessage(host() + " answered 502");
    }

    @Test
    void theServerSaysHowLongToWait() {
        openai.server.on(CHAT, Answer.error(429, "Too much").header("Retry-After", "7"));

        OpenAIOperationException failure = failure(ONCE);

        assertThat(failure).hasMessage(host() + " answered 429: Too much (it asks to wait 7 s)");
        assertThat(failure.retryAfter()).contains(Duration.ofSeconds(7));
    }

    @Test
    void theServerSaysUntilWhenToWait() {
        String inAMinute = DateTimeFormatter.RFC_1123_DATE_TIME.format(
                ZonedDateTime.now(ZoneOffset.UTC).plusMinutes(1));
        openai.server.on(CHAT, Answer.error(503, "Busy").header("Retry-After", inAMinute));

        assertThat(failure(ONCE).retryAfter().orElseThrow()).isBetween(Duration.ofSeconds(50), Duration.ofSeconds(60));
    }

    @Test
    void anUnreadableWaitIsNone() {
        openai.server.on(CHAT, Answer.error(503, "Busy").header("Retry-After", "soon"));

        assertThat(failure(ONCE).retryAfter()).isEmpty();
    }

    @Test
    void theSdkTriesTwiceMoreAndWaitsAsLongAsItIsAsked() {
        openai.server.on(
                CHAT,
                Answer.error(429, "Too much").header("Retry-After", "1"),
                Answer.error(500, "Oops").header("Retry-After", "0"),
                Answer.json(HELLO));
        long start = System.nanoTime();

        assertThat(openai.send("openai:chat-completion?model=small", "Hi")
                        .getMessage()
                        .getBody())
                .isEqualTo("Hello!");

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofMillis(990));
        assertThat(openai.server.requests()).hasSize(3);
    }

    @Test
    void soundIsSentAgainWhole() {
        openai.server.on(
                TRANSCRIPTION,
                Answer.error(500, "Oops").header("Retry-After", "0"),
                Answer.json("{\"text\": \"Hello\"}"));

        openai.send("openai:audio-transcription?audioModel=whisper", "RIFFsound".getBytes());

        assertThat(openai.server.requests()).hasSize(2).allSatisfy(request -> assertThat(request.text())
                .contains("RIFFsound"));
    }

    @Test
    void aServerThatTakesTooLongIsLeft() {
        openai.server.on(CHAT, Answer.json(HELLO).after(5000));

        OpenAIOperationException failure = failure(ONCE + "&requestTimeout=300");

        assertThat(failure).hasMessage(host() + " did not answer within 1 s");
        assertThat(failure.status()).isZero();
        assertThat(failure.isRetryable()).isTrue();
    }

    @Test
    void aServerThatIsNotThereIsNamed() {
        openai.server.close();

        OpenAIOperationException failure = failure(ONCE);

        assertThat(failure).hasMessageStartingWith(host() + " did not answer: ");
        assertThat(failure.status()).isZero();
        assertThat(failure.isRetryable()).isTrue();
    }

    @Test
    void noKeyIsEverRepeated() {
        openai.server.on(CHAT, Answer.error(401, "Incorrect API key provided: " + OpenAI.KEY + " or token-of-mine"));

        assertThat(failure(ONCE + "&additionalHeader.X-Token=token-of-mine"))
                .hasMessage(host() + " answered 401: Incorrect API key provided: *** or ***");
    }

    @Test
    void noKeyIsEverRepeatedByUsEither() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> openai.send(
                        ONCE, "Hi", Map.of("CamelOpenAIAdditionalHeader", Map.of("api-key", "sk-broken\nin-two"))))
                .withMessageNotContaining("sk-broken");
    }

    @Test
    void aKeyMayEndWithItsFilesLastLine() {
        openai.component.setApiKey("sk-from-a-file\n");
        openai.server.on(CHAT, Answer.json(HELLO));

        openai.send(ONCE, "Hi");

        assertThat(openai.server.requests(CHAT).get(0).header("Authorization")).isEqualTo("Bearer sk-from-a-file");
    }

    @Test
    void aCallWithoutKeySaysSo() {
        openai.component.setApiKey("");
        openai.server.on(CHAT, Answer.error(401, "Who are you?"));

        assertThat(failure(ONCE)).hasMessage(host() + " answered 401: Who are you? (it was called without a key)");
    }

    @Test
    void aShortKeyTearsNoWordsApart() {
        openai.component.setApiKey("x");
        openai.server.on(CHAT, Answer.error(400, "No extra fields"));

        assertThat(failure(ONCE)).hasMessageEndingWith("No extra fields");
    }

    @Test
    void aLongErrorIsCut() {
        openai.server.on(CHAT, Answer.error(500, "Oh ".repeat(1000)));

        assertThat(failure(ONCE).getMessage()).endsWith("…").hasSizeLessThan(400);
    }

    @ParameterizedTest
    @CsvSource({
        "openai:chat-completion, model",
        "openai:chat-completion?model=, model",
        "openai:audio-speech, speechModel",
        "openai:audio-transcription, audioModel",
        "openai:image-generation, imageModel"
    })
    void withoutAModelNothingIsAsked(String uri, String option) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> openai.send(uri, "Hi"))
                .withMessageContaining(" " + option + " ")
                .withMessageContaining("CamelOpenAI" + option.substring(0, 1).toUpperCase() + option.substring(1));
        assertThat(openai.server.requests()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "openai:chat-completion?model=small",
                "openai:audio-speech?speechModel=tts",
                "openai:audio-transcription?audioModel=whisper",
                "openai:image-generation?imageModel=painter"
            })
    void withoutInputNothingIsAsked(String uri) {
        assertThatIllegalArgumentException().isThrownBy(() -> openai.send(uri, null));
        assertThatIllegalArgumentException().isThrownBy(() -> openai.send(uri, ""));
        assertThat(openai.server.requests()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"openai:embeddings?model=small", "openai:chat-completion?model=small&modle=large"})
    void whatIsNotThereIsSaidWhenTheRouteStarts(String uri) {
        Throwable failure = catchThrowableOfType(
                Exception.class, () -> openai.camel.getEndpoint(uri).createProducer());

        assertThat(failure)
                .isInstanceOfAny(IllegalArgumentException.class, ResolveEndpointFailedException.class)
                .hasMessageMatching("(?s).*(chat-completion, image-generation|modle).*");
    }

    @Test
    void anAddressThatIsNoneIsSaid() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> openai.send(ONCE + "&baseUrl=localhost:8080/v1", "Hi"))
                .withMessageContaining("localhost:8080/v1");
    }

    @Test
    void imagesFailAlike() {
        openai.server.on(IMAGES, Answer.error(400, "Your request was rejected by the safety system"));

        OpenAIOperationException failure = failure("openai:image-generation?imageModel=painter&maxRetries=0");

        assertThat(failure).hasMessageContaining("safety system");
        assertThat(failure.isRetryable()).isFalse();
    }

    private OpenAIOperationException failure(String uri) {
        return catchThrowableOfType(OpenAIOperationException.class, () -> openai.send(uri, "Hi"));
    }

    private String host() {
        return openai.server.url().substring("http://".length());
    }
}
