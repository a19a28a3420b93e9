package org.kinoroute.api.events;

import com.standardwebhooks.Webhook;
import java.security.SecureRandom;
import java.util.Base64;
import org.kinoroute.video.Problem;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What signs webhooks: the owner's secret, else the setting's, else one that was made up once. */
@Component
public class WebhookSecret {

    private static final SecureRandom RANDOM = new SecureRandom();

    private final JdbcClient jdbc;
    private final String configured;

    public WebhookSecret(JdbcClient jdbc, WebhookProperties properties) {
        this.jdbc = jdbc;
        this.configured = properties.secret() == null ? "" : properties.secret().strip();
        if (!configured.isEmpty()) {
            check(configured);
        }
    }

    private static void check(String secret) {
        try {
            if (!secret.startsWith("whsec_")
                    || Base64.getDecoder().decode(secret.substring("whsec_".length())).length < 24) {
                throw new IllegalArgumentException("too short");
            }
            new Webhook(secret);
        } catch (IllegalArgumentException e) {
            throw new Problem(
                    "setting kinoroute.webhooks.secret: write it as whsec_ and 24 to 64 random bytes in base64, such as"
                            + " `echo whsec_$(openssl rand -base64 32)`",
                    e);
        }
    }

    /** Signs what is told of an owner's video. */
    String of(String owner) {
        return jdbc.sql("select webhook_secret from api_keys where owner = :owner and revoked_at is null"
                        + " and webhook_secret is not null order by created_at desc limit 1")
                .param("owner", owner)
                .query(String.class)
                .optional()
                .orElseGet(this::ofTheHouse);
    }

    /** Signs where an owner has no secret of their own. */
    public String ofTheHouse() {
        if (!configured.isEmpty()) {
            return configured;
        }
        byte[] bytes = new byte[32];
        RANDOM.nextBytes(bytes);
        jdbc.sql("insert into webhook_secret (secret) values (:secret) on conflict do nothing")
                .param("secret", "whsec_" + Base64.getEncoder().encodeToString(bytes))
                .update();
        return jdbc.sql("select secret from webhook_secret").query(String.class).single();
    }
}
