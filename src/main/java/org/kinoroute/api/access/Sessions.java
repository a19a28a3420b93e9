package org.kinoroute.api.access;

import java.time.Duration;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Browsers that have logged in, in the table {@code api_sessions}: known to all replicas, over a restart too. */
@Component
class Sessions {

    static final String COOKIE = "kinoroute_session";

    private final JdbcClient jdbc;
    private final ApiKeys keys;
    private final Duration length;

    Sessions(JdbcClient jdbc, ApiKeys keys, AccessProperties properties) {
        this.jdbc = jdbc;
        this.keys = keys;
        this.length = properties.session();
    }

    Duration length() {
        return length;
    }

    /** A new session of whoever has shown a key; its token is for the cookie. */
    String begin(byte[] keyHash) {
        String token = Secrets.random("");
        jdbc.sql("delete from api_sessions where expires_at < now()").update();
        jdbc.sql("insert into api_sessions (hash, key_hash, expires_at)"
                        + " values (:hash, :key, now() + make_interval(secs => :seconds))")
                .param("hash", Secrets.hash(token))
                .param("key", keyHash)
                .param("seconds", length.toSeconds())
                .update();
        return token;
    }

    /** Who has begun a session; nobody, where its key was revoked. */
    Optional<Visitor> visitor(String token) {
        return jdbc.sql("select key_hash from api_sessions where hash = :hash and expires_at > now()")
                .param("hash", Secrets.hash(token))
                .query(byte[].class)
                .optional()
                .flatMap(keys::visitor);
    }

    void end(String token) {
        jdbc.sql("delete from api_sessions where hash = :hash")
                .param("hash", Secrets.hash(token))
                .update();
    }
}
