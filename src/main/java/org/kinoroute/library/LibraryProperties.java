package org.kinoroute.library;

import java.nio.file.Path;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Settings of the libraries, and of files in buckets.
 *
 * @param folder with the folders {@code backgrounds} and {@code music}, for all
 * @param most how many items of a kind one owner may have
 * @param fileQuota so much may the files in buckets of one owner take, an admin's excepted; 0: no limit
 * @param fileAge files in buckets older than this are removed
 */
@ConfigurationProperties("kinoroute.library")
public record LibraryProperties(
        @DefaultValue("config") Path folder,
        @DefaultValue("200") int most,
        @DefaultValue("2GB") DataSize fileQuota,
        @DefaultValue("365d") Duration fileAge) {}
