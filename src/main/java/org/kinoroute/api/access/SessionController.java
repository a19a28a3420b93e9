package org.kinoroute.api.access;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseCookie;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Logs a browser in and out; no route, for a message on a route can be looked at, and this one holds a key. */
@RestController
@RequestMapping("/api/session")
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
class SessionController {

    private final ApiKeys keys;
    private final Sessions sessions;
    private final ProblemAnswer problems;
    private final Buckets attempts;

    SessionController(ApiKeys keys, Sessions sessions, ProblemAnswer problems, AccessProperties properties) {
        this.keys = keys;
        this.sessions = sessions;
        this.problems = problems;
        this.attempts = new Buckets(properties.limits().logins());
    }

    record Login(String key) {}

    /** Who is logged in; {@code keyless}: nobody needs a key here. */
    record Who(String owner, String name, boolean admin, boolean keyless) {

        static Who of(Visitor visitor) {
            return new Who(visitor.owner(), visitor.label(), visitor.admin(), visitor == Visitor.LOCAL);
        }
    }

    @GetMapping
    Who who(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        Optional<Visitor> visitor = Caller.current();
        if (visitor.isEmpty()) {
            response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer realm=\"kinoroute\"");
            problems.write(request, response, HttpStatus.UNAUTHORIZED, "nobody is logged in; a key is needed");
            return null;
        }
        return Who.of(visitor.get());
    }

    @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
    Who login(@RequestBody Login login, HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        if (Caller.current().filter(visitor -> visitor == Visitor.LOCAL).isPresent()) {
            return Who.of(Visitor.LOCAL);
        }
        OptionalLong wait = attempts.look(request.getRemoteAddr());
        if (wait.isPresent()) {
            problems.tooMany(request, response, wait.getAsLong(), "too many wrong keys; try again later");
            return null;
        }
        byte[] hash = Secrets.hash(login.key() == null ? "" : login.key().strip());
        Optional<Visitor> visitor = keys.visitor(hash);
        if (visitor.isEmpty()) {
            attempts.take(request.getRemoteAddr());
            response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer realm=\"kinoroute\", error=\"invalid_token\"");
            problems.write(request, response, HttpStatus.UNAUTHORIZED, "this key is not known, or was revoked");
            return null;
        }
        response.addHeader(HttpHeaders.SET_COOKIE, cookie(request, sessions.begin(hash), sessions.length()));
        return Who.of(visitor.get());
    }

    @DeleteMapping
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void logout(HttpServletRequest request, HttpServletResponse response) {
        AccessFilter.cookie(request).ifPresent(sessions::end);
        response.addHeader(HttpHeaders.SET_COOKIE, cookie(request, "", Duration.ZERO));
    }

    private static String cookie(HttpServletRequest request, String token, Duration age) {
        boolean https = request.isSecure() || "https".equalsIgnoreCase(request.getHeader("X-Forwarded-Proto"));
        return ResponseCookie.from(Sessions.COOKIE, token)
                .path("/")
                .httpOnly(true)
                .sameSite("Strict")
                .secure(https)
                .maxAge(age)
                .build()
                .toString();
    }
}
