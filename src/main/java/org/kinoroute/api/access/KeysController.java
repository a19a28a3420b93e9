package org.kinoroute.api.access;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.kinoroute.video.FieldProblem;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.util.UriUtils;

/** The keys, for admins; no route, for a message on a route can be looked at, and this one holds a new key. */
@RestController
@RequestMapping("/api/keys")
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
class KeysController {

    private final ApiKeys keys;

    KeysController(ApiKeys keys) {
        this.keys = keys;
    }

    /** What is asked for; owner: the name, where it is left out. */
    record Wish(String name, String owner, boolean admin, String webhookSecret) {}

    @GetMapping
    List<ApiKeys.Key> list() {
        return keys.list();
    }

    @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<ApiKeys.NewKey> create(@RequestBody Wish wish) {
        ApiKeys.NewKey key = keys.create(wish.name(), wish.owner(), wish.admin(), wish.webhookSecret());
        return ResponseEntity.created(
                        URI.create("/api/keys/" + UriUtils.encodePathSegment(key.name(), StandardCharsets.UTF_8)))
                .header("Cache-Control", "no-store")
                .body(key);
    }

    /** @param name of the key, or its id */
    @DeleteMapping("/{name}")
    ResponseEntity<Object> revoke(@PathVariable String name, HttpServletRequest request) {
        return keys.revoke(name)
                ? ResponseEntity.noContent().build()
                : problem(request, HttpStatus.NOT_FOUND, "there is no such key, or it is revoked already", null);
    }

    @ExceptionHandler
    ResponseEntity<Object> badWish(FieldProblem problem, HttpServletRequest request) {
        return problem(request, HttpStatus.BAD_REQUEST, problem.getMessage(), problem.field());
    }

    private static ResponseEntity<Object> problem(
            HttpServletRequest request, HttpStatus status, String detail, String field) {
        return ResponseEntity.status(status)
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(ProblemAnswer.document(request, status, detail, field));
    }
}
