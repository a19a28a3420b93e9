package org.kinoroute.library;

import java.nio.file.Path;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of the libraries.
 *
 * @param folder with the folders {@code backgrounds} and {@code music}, for all
 * @param most how many items of a kind one owner may have
 */
@ConfigurationProperties("kinoroute.library")
public record LibraryProperties(@DefaultValue("config") Path folder, @DefaultValue("200") int most) {}
