package org.kinoroute.api;

import java.nio.file.Path;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Settings of the API.
 *
 * @param maxBody a JSON body is no larger; files come as parts
 * @param idempotency how long an {@code Idempotency-Key} is remembered
 * @param captions folder of the caption styles, one {@code .css} each
 */
@ConfigurationProperties("kinoroute.api")
public record ApiProperties(
        @DefaultValue("64MB") DataSize maxBody,
        @DefaultValue("24h") Duration idempotency,
        @DefaultValue("config/captions") Path captions) {}
