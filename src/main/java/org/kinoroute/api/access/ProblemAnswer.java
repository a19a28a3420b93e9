package org.kinoroute.api.access;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.kinoroute.api.systems.Marketplace;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/** Says no before any route or controller is asked, as they would: by a problem document (RFC 9457). */
@Component
class ProblemAnswer {

    private final ObjectMapper json;

    ProblemAnswer(ObjectMapper json) {
        this.json = json;
    }

    void write(HttpServletRequest request, HttpServletResponse response, HttpStatus status, String detail)
            throws IOException {
        boolean older = Marketplace.isAt(request.getRequestURI());
        response.setStatus(status.value());
        response.setContentType(older ? "application/json" : "application/problem+json");
        response.setCharacterEncoding("UTF-8");
        response.setHeader("Cache-Control", "no-store");
        json.writeValue(
                response.getOutputStream(),
                older ? Marketplace.error(detail, null) : document(request, status, detail, null));
    }

    void tooMany(HttpServletRequest request, HttpServletResponse response, long seconds, String detail)
            throws IOException {
        response.setHeader("Retry-After", String.valueOf(seconds));
        write(request, response, HttpStatus.TOO_MANY_REQUESTS, detail);
    }

    static Map<String, Object> document(HttpServletRequest request, HttpStatus status, String detail, String field) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("type", "about:blank");
        document.put("title", status.getReasonPhrase());
        document.put("status", status.value());
        document.put("detail", detail);
        if (field != null) {
            document.put("field", field);
        }
        document.put("instance", request.getRequestURI());
        return document;
    }
}
