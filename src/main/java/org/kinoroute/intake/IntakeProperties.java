package org.kinoroute.intake;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Limits of what the API takes in.
 *
 * @param maxDataUri size of a file that stands in the JSON as a data URI
 */
@ConfigurationProperties("kinoroute.intake")
public record IntakeProperties(@DefaultValue("20MB") DataSize maxDataUri) {}
