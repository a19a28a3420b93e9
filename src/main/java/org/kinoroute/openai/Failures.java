package org.kinoroute.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.openai.core.JsonMissing;
import com.openai.core.ObjectMappers;
import com.openai.core.http.Headers;
import com.openai.errors.OpenAIException;
import com.openai.errors.OpenAIIoException;
import com.openai.errors.OpenAIServiceException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** What went wrong with a server, in one line for people. */
record Failures(ClientSettings settings) {

    private static final int LONGEST = 300;

    /** Does something with the SDK; what goes wrong is told in our words. */
    <T> T told(Supplier<T> action) {
        try {
            return action.get();
        } catch (OpenAIException e) {
            throw of(e);
        } catch (IllegalArgumentException e) {
            // Such as a header's value that is none, which the message repeats.
            throw new IllegalArgumentException(line(String.valueOf(e.getMessage())));
        }
    }

    /** What the SDK, or reading an answer, threw. */
    OpenAIOperationException of(Exception failure) {
        if (failure instanceof OpenAIServiceException refusal) {
            // A body that is no JSON is gone by now.
            JsonNode body = refusal.body() instanceof JsonMissing
                    ? MissingNode.getInstance()
                    : ObjectMappers.jsonMapper().valueToTree(refusal.body());
            return refused(refusal.statusCode(), words(body), retryAfter(refusal.headers()));
        }
        Throwable cause = failure instanceof OpenAIIoException ? failure.getCause() : failure;
        if (cause instanceof InterruptedIOException) {
            return noAnswer(
                    settings.requestTimeoutMs() > 0
                            ? " within " + seconds(Duration.ofMillis(settings.requestTimeoutMs()))
                            : " in time");
        }
        String reason = cause == null || cause.getMessage() == null ? failure.toString() : cause.getMessage();
        return cause instanceof IOException
                ? noAnswer(": " + line(reason))
                : useless("with something that cannot be read: " + reason, true);
    }

    private OpenAIOperationException noAnswer(String why) {
        return new OpenAIOperationException(settings.server() + " did not answer" + why, 0, true, null);
    }

    /** An answer with an error's status. */
    OpenAIOperationException refused(int status, String words, Duration retryAfter) {
        boolean retryable = status == 408 || status == 409 || status == 429 || status >= 500;
        String wait = retryAfter == null ? "" : " (it asks to wait " + seconds(retryAfter) + ")";
        String key = status == 401 && settings.apiKey().isEmpty() ? " (it was called without a key)" : "";
        return new OpenAIOperationException(
                settings.server() + " answered " + status + (words.isEmpty() ? "" : ": " + line(words)) + key + wait,
                status,
                retryable,
                retryAfter);
    }

    /** An answer that calls itself a success, and is none. */
    OpenAIOperationException useless(String what, boolean retryable) {
        return new OpenAIOperationException(settings.server() + " answered " + line(what), 200, retryable, null);
    }

    /** An error's words, in the shapes in which OpenAI and others send them. */
    static String words(JsonNode error) {
        return Stream.of(
                        error.at("/error/message"),
                        error.path("error"),
                        error.path("message"),
                        error.path("detail"),
                        error.at("/detail/0/msg"),
                        error)
                .filter(JsonNode::isTextual)
                .map(JsonNode::asText)
                .findFirst()
                .orElseGet(() -> error.isMissingNode() || error.isNull() || error.isEmpty() ? "" : error.toString());
    }

    private static Duration retryAfter(Headers headers) {
        Duration milliseconds = headers.values("Retry-After-Ms").stream()
                .findFirst()
                .flatMap(Failures::number)
                .map(Duration::ofMillis)
                .orElse(null);
        return milliseconds != null
                ? milliseconds
                : headers.values("Retry-After").stream()
                        .findFirst()
                        .map(Failures::secondsOrDate)
                        .orElse(null);
    }

    private static Duration secondsOrDate(String value) {
        return number(value).map(Duration::ofSeconds).orElseGet(() -> {
            try {
                Duration wait = Duration.between(
                        ZonedDateTime.now(), ZonedDateTime.parse(value, DateTimeFormatter.RFC_1123_DATE_TIME));
                return wait.isNegative() ? Duration.ZERO : wait;
            } catch (DateTimeParseException e) {
                return null;
            }
        });
    }

    private static Optional<Long> number(String value) {
        try {
            return Optional.of((long) Math.ceil(Double.parseDouble(value)));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    private static String seconds(Duration duration) {
        return (duration.toMillis() + 999) / 1000 + " s";
    }

    private String line(String words) {
        String line = settings.hideSecrets(words).strip().replaceAll("\\s+", " ");
        return line.length() > LONGEST ? line.substring(0, LONGEST) + "…" : line;
    }
}
