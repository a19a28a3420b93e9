package org.kinoroute.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.openai.core.ObjectMappers;
import com.openai.core.http.Headers;
import com.openai.errors.OpenAIIoException;
import com.openai.errors.OpenAIServiceException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.stream.Stream;

/** What went wrong with a server, in one line for people. */
record Failures(ClientSettings settings) {

    private static final int LONGEST = 300;

    /** What the SDK, or reading an answer, threw. */
    OpenAIOperationException of(Exception failure) {
        if (failure instanceof OpenAIServiceException refusal) {
            JsonNode body = ObjectMappers.jsonMapper().valueToTree(refusal.body());
            return refused(refusal.statusCode(), words(body), retryAfter(refusal.headers()));
        }
        Throwable cause = failure instanceof OpenAIIoException ? failure.getCause() : failure;
        if (cause instanceof InterruptedIOException) {
            String limit = settings.requestTimeoutMs() > 0
                    ? " within " + seconds(Duration.ofMillis(settings.requestTimeoutMs()))
                    : " in time";
            return new OpenAIOperationException(settings.server() + " did not answer" + limit, 0, true, null);
        }
        String reason = cause == null || cause.getMessage() == null ? failure.toString() : cause.getMessage();
        return new OpenAIOperationException(
                settings.server() + " cannot be reached: " + line(reason),
                0,
                cause instanceof java.io.IOException,
                null);
    }

    /** An answer with an error's status. */
    OpenAIOperationException refused(int status, String words, Duration retryAfter) {
        boolean retryable = status == 408 || status == 409 || status == 429 || status >= 500;
        String wait = retryAfter == null ? "" : " (it asks to wait " + seconds(retryAfter) + ")";
        return new OpenAIOperationException(
                settings.server() + " answered " + status + (words.isEmpty() ? "" : ": " + line(words)) + wait,
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

    private static java.util.Optional<Long> number(String value) {
        try {
            return java.util.Optional.of((long) Math.ceil(Double.parseDouble(value)));
        } catch (NumberFormatException e) {
            return java.util.Optional.empty();
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
