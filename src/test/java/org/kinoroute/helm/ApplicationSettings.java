package org.kinoroute.helm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.boot.convert.DurationStyle;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.io.ClassPathResource;

/** What the application can be told by environment variables: its own settings, Spring's, Camel's, and the older names. */
public final class ApplicationSettings {

    private static final Set<String> VARIABLES = new HashSet<>();
    /** What the variables of settings that hold maps begin with. */
    private static final Set<String> PREFIXES = new HashSet<>();

    private static final EnumerablePropertySource<?> DEFAULTS;
    private static final String OLDER;

    static {
        try {
            for (String file : List.of("spring-configuration-metadata", "additional-spring-configuration-metadata")) {
                for (URL url : Collections.list(
                        ApplicationSettings.class.getClassLoader().getResources("META-INF/" + file + ".json"))) {
                    for (JsonNode property : new ObjectMapper().readTree(url).path("properties")) {
                        String variable = variable(property.path("name").asText());
                        if (property.path("type").asText().startsWith("java.util.Map")) {
                            PREFIXES.add(variable + "_");
                        }
                        VARIABLES.add(variable);
                    }
                }
            }
            DEFAULTS = (EnumerablePropertySource<?>) new YamlPropertySourceLoader()
                    .load("defaults", new ClassPathResource("application.yaml"))
                    .get(0);
            OLDER = sources() + Files.readString(Path.of("src/main/resources/application.yaml"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Those of the classes that read the environment by themselves. */
    private static String sources() throws IOException {
        StringBuilder text = new StringBuilder();
        for (String room : List.of("embedded", "cli")) {
            try (Stream<Path> files = Files.list(Path.of("src/main/java/org/kinoroute", room))) {
                for (Path file : files.toList()) {
                    text.append(Files.readString(file));
                }
            }
        }
        return text.toString();
    }

    private static String variable(String setting) {
        return setting.replace("-", "").replace('.', '_').toUpperCase(Locale.ROOT);
    }

    public boolean isVariable(String name) {
        return VARIABLES.contains(name)
                // Of OpenTelemetry's own SDK.
                || name.startsWith("OTEL_")
                || PREFIXES.stream().anyMatch(name::startsWith)
                || OLDER.contains("\"" + name + "\"")
                || OLDER.contains("${" + name + ":");
    }

    /** The default of a duration; a plain number is in milliseconds. */
    long milliseconds(String setting) {
        Duration duration = DurationStyle.detectAndParse(String.valueOf(DEFAULTS.getProperty(setting)));
        return duration.toMillis();
    }
}
