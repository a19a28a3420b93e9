package org.kinoroute.api;

import java.util.Map;
import org.springframework.http.HttpStatus;

/** What a request cannot be answered with anything else than: a status, and a line for people. */
public final class HttpProblem extends RuntimeException {

    private final HttpStatus status;
    private final String field;
    private final transient Map<String, String> headers;

    public HttpProblem(HttpStatus status, String detail) {
        this(status, detail, null, Map.of());
    }

    public HttpProblem(HttpStatus status, String detail, String field, Map<String, String> headers) {
        super(detail);
        this.status = status;
        this.field = field;
        this.headers = Map.copyOf(headers);
    }

    /** A video that is not there, or not for the caller's eyes. */
    public static HttpProblem noVideo() {
        return new HttpProblem(HttpStatus.NOT_FOUND, "Video not found");
    }

    public HttpStatus status() {
        return status;
    }

    /** Field or parameter that is meant, or null. */
    public String field() {
        return field;
    }

    /** That go with the answer. */
    public Map<String, String> headers() {
        return headers;
    }
}
