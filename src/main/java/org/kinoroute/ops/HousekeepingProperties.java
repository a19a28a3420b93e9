package org.kinoroute.ops;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Limits of what is kept.
 *
 * @param videoAge finished videos older than this are removed, rows and objects
 * @param videoSize so much may all finished videos take; the oldest go first
 * @param cacheAge cached voices, sheets, backgrounds and files older than this are removed
 * @param cacheSize so much may all caches take; the oldest go first
 */
@ConfigurationProperties("kinoroute.housekeeping")
public record HousekeepingProperties(
        @DefaultValue("30d") Duration videoAge,
        @DefaultValue("20GB") DataSize videoSize,
        @DefaultValue("30d") Duration cacheAge,
        @DefaultValue("10GB") DataSize cacheSize) {}
