package org.kinoroute.api;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.LinkedHashMap;
import java.util.Map;
import org.kinoroute.api.systems.Marketplace;
import org.kinoroute.video.Causes;
import org.kinoroute.video.FieldProblem;
import org.kinoroute.video.Outages;
import org.kinoroute.video.Problem;
import org.kinoroute.video.TooManyJobs;
import org.kinoroute.video.Unavailable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.web.ErrorResponse;
import org.springframework.web.multipart.MaxUploadSizeExceededException;
import org.springframework.web.multipart.MultipartException;

/**
 * An error as the API tells it (RFC 9457).
 *
 * @param detail what is wrong and how to mend it, in one line
 * @param field that is meant, or null
 * @param instance path of the request
 * @param headers that go with the answer
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ProblemDocument(
        String type,
        String title,
        int status,
        String detail,
        String field,
        String instance,
        @JsonIgnore Map<String, String> headers) {

    private static final String MEDIA_TYPE = "application/problem+json";

    private static final Logger LOG = LoggerFactory.getLogger(ProblemDocument.class);

    public static ProblemDocument of(HttpStatus status, String detail, String field, String path) {
        return new ProblemDocument(
                "about:blank", status.getReasonPhrase(), status.value(), detail, field, path, Map.of());
    }

    /** Seconds after which a service that was out of reach may be back. */
    private static final String SOON = "10";

    /**
     * What an error means to whoever called; what is not theirs to know goes into the log.
     *
     * @param outages tells whether a service was out of reach
     */
    public static ProblemDocument of(Throwable error, String path, Outages outages) {
        for (Throwable cause = error; cause != null && cause != cause.getCause(); cause = cause.getCause()) {
            ProblemDocument known = known(cause, path);
            if (known != null) {
                return known;
            }
        }
        if (outages.isOutage(error)) {
            LOG.warn("{} could not be answered, for a service is out of reach: {}", path, Causes.of(error));
            return of(
                            HttpStatus.SERVICE_UNAVAILABLE,
                            "The database, the broker or the store is out of reach for now, or full; try again in a moment",
                            null,
                            path)
                    .with(Map.of(HttpHeaders.RETRY_AFTER, SOON));
        }
        LOG.error("{} could not be answered", path, error);
        return of(
                HttpStatus.INTERNAL_SERVER_ERROR,
                "Something went wrong inside the server; its log says what. Try again, and tell who runs it",
                null,
                path);
    }

    private static ProblemDocument known(Throwable cause, String path) {
        if (cause instanceof HttpProblem problem) {
            return of(problem.status(), problem.getMessage(), problem.field(), path)
                    .with(problem.headers());
        } else if (cause instanceof FieldProblem problem) {
            return of(HttpStatus.BAD_REQUEST, problem.getMessage(), problem.field(), path);
        } else if (cause instanceof TooManyJobs problem) {
            return of(HttpStatus.TOO_MANY_REQUESTS, problem.getMessage(), null, path)
                    .with(Map.of(HttpHeaders.RETRY_AFTER, String.valueOf(TooManyJobs.RETRY_AFTER)));
        } else if (cause instanceof Problem problem) {
            return of(HttpStatus.BAD_REQUEST, problem.getMessage(), null, path);
        } else if (cause instanceof Unavailable unavailable) {
            return of(HttpStatus.SERVICE_UNAVAILABLE, unavailable.getMessage(), null, path);
        } else if (cause instanceof BodyLimit.BodyTooLargeException) {
            return of(
                    HttpStatus.PAYLOAD_TOO_LARGE,
                    "The body is too large; send files as parts of multipart/form-data",
                    null,
                    path);
        } else if (cause instanceof HttpMessageNotReadableException) {
            return of(
                    HttpStatus.BAD_REQUEST, "The body is no JSON that can be read here; look at it again", null, path);
        } else if (cause instanceof MaxUploadSizeExceededException) {
            return of(HttpStatus.PAYLOAD_TOO_LARGE, "The files are too large; send smaller ones", null, path);
        } else if (cause instanceof MultipartException) {
            return of(
                    HttpStatus.BAD_REQUEST,
                    "The body is no whole multipart/form-data request; look at its boundary, and send it anew",
                    null,
                    path);
        } else if (cause instanceof ErrorResponse response) {
            String detail = response.getBody().getDetail();
            return of(status(response.getStatusCode()), detail == null ? "Bad request" : detail, null, path)
                    .with(response.getHeaders().toSingleValueMap());
        }
        return null;
    }

    private static HttpStatus status(HttpStatusCode code) {
        HttpStatus status = HttpStatus.resolve(code.value());
        return status == null ? HttpStatus.INTERNAL_SERVER_ERROR : status;
    }

    /** Of what is written. */
    public String contentType() {
        return Marketplace.isAt(instance) ? MediaType.APPLICATION_JSON_VALUE : MEDIA_TYPE;
    }

    /** What is written as JSON: this, or what the older system says in its place at whose endpoint the error came up. */
    public Object written() {
        return Marketplace.isAt(instance) ? Marketplace.error(detail, field) : this;
    }

    private ProblemDocument with(Map<String, String> headers) {
        Map<String, String> telling = new LinkedHashMap<>(headers);
        // The document has its own.
        telling.remove(HttpHeaders.CONTENT_TYPE);
        return new ProblemDocument(type, title, status, detail, field, instance, telling);
    }
}
