package org.kinoroute.api.events;

import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How whoever gave a callback_url is told.
 *
 * @param secret that signs, {@code whsec_} and 24 to 64 random bytes in base64; none: one is made up and kept in the
 *     database, and {@code ./kinoroute keys webhook-secret} shows it
 * @param allowPrivate whether addresses of this machine and of private networks may be called
 * @param delays before each further attempt
 * @param timeout after which an attempt is cut off, however much of it is done
 */
@ConfigurationProperties("kinoroute.webhooks")
public record WebhookProperties(
        String secret,
        @DefaultValue("false") boolean allowPrivate,
        @DefaultValue({"5s", "1m", "5m", "30m", "1h", "2h", "5h"}) List<Duration> delays,
        @DefaultValue("10s") Duration timeout) {

    /** Without the secret: what is printed is read. */
    @Override
    public String toString() {
        return "WebhookProperties[allowPrivate=" + allowPrivate + ", delays=" + delays + "]";
    }
}
