package org.kinoroute.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.kinoroute.video.Outages;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.web.servlet.error.ErrorController;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.context.request.async.AsyncRequestNotUsableException;

/** Errors that come to light outside of the routes, as problem documents too: in Spring MVC, and in the web server. */
@Controller
@ControllerAdvice
@ConditionalOnWebApplication
class ApiErrors implements ErrorController {

    private static final Logger LOG = LoggerFactory.getLogger(ApiErrors.class);

    private final ObjectMapper json;
    private final Outages outages;

    ApiErrors(ObjectMapper json, Outages outages) {
        this.json = json;
        this.outages = outages;
    }

    @ExceptionHandler
    @ResponseBody
    ResponseEntity<byte[]> raised(Exception error, HttpServletRequest request) throws JsonProcessingException {
        return answer(ProblemDocument.of(error, request.getRequestURI(), outages));
    }

    /** Nobody is there any more who could be told anything. */
    @ExceptionHandler
    void left(AsyncRequestNotUsableException gone, HttpServletRequest request, HttpServletResponse response) {
        LOG.debug("{}: the client has left", request.getRequestURI(), gone);
    }

    /** What the web server itself refuses comes here. */
    @RequestMapping("/error")
    @ResponseBody
    ResponseEntity<byte[]> refused(HttpServletRequest request) throws JsonProcessingException {
        Integer code = (Integer) request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE);
        Object path = request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI);
        HttpStatus status = code == null ? HttpStatus.NOT_FOUND : HttpStatus.resolve(code);
        if (request.getAttribute(BodyLimit.PASSED) != null) {
            status = HttpStatus.PAYLOAD_TOO_LARGE;
        } else if (status == null) {
            status = HttpStatus.INTERNAL_SERVER_ERROR;
        }
        return answer(ProblemDocument.of(status, detail(status), null, path == null ? "" : path.toString()));
    }

    private static String detail(HttpStatus status) {
        return switch (status) {
            case NOT_FOUND -> "There is nothing here; /api/docs shows all that the API has";
            case BAD_REQUEST -> "The request cannot be read; look at its path, headers and body";
            case UNAUTHORIZED -> "A key is needed; send Authorization: Bearer KEY";
            case FORBIDDEN -> "This is not allowed with this key";
            case PAYLOAD_TOO_LARGE -> "The body is too large; send files as parts of multipart/form-data";
            case SERVICE_UNAVAILABLE -> "The server is busy or stopping; try again in a moment";
            default ->
                status.is4xxClientError()
                        ? status.getReasonPhrase()
                        : "Something went wrong inside the server; its log says what";
        };
    }

    private ResponseEntity<byte[]> answer(ProblemDocument problem) throws JsonProcessingException {
        HttpHeaders headers = new HttpHeaders();
        problem.headers().forEach(headers::set);
        return ResponseEntity.status(problem.status())
                .headers(headers)
                .contentType(MediaType.parseMediaType(problem.contentType()))
                .cacheControl(CacheControl.noStore())
                .body(json.writeValueAsBytes(problem.written()));
    }
}
