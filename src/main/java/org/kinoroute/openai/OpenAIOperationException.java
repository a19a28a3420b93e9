package org.kinoroute.openai;

import java.time.Duration;
import java.util.Optional;

/**
 * A call that failed; the message is one line that says who answered what, without the key.
 *
 * <p>It has no cause: the innermost message is what people are told, and this one says it better.
 */
public class OpenAIOperationException extends RuntimeException {

    private final int status;
    private final boolean retryable;
    private final Duration retryAfter;

    OpenAIOperationException(String message, int status, boolean retryable, Duration retryAfter) {
        super(message);
        this.status = status;
        this.retryable = retryable;
        this.retryAfter = retryAfter;
    }

    /** HTTP status of the answer; 0: there was none. */
    public int status() {
        return status;
    }

    /** Whether a further attempt can help: too much at once, a fault of the server, or no answer. */
    public boolean isRetryable() {
        return retryable;
    }

    /** How long the server asks to wait before the next attempt. */
    public Optional<Duration> retryAfter() {
        return Optional.ofNullable(retryAfter);
    }
}
