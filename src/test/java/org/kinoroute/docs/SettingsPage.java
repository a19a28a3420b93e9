package org.kinoroute.docs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.io.ClassPathResource;

/** {@code docs/settings.md}: every setting with its environment variable, its default and its meaning. */
final class SettingsPage {

    private static final String PREFIX = "kinoroute.";

    private final Map<String, Setting> settings = new TreeMap<>();
    private final List<String> names = new ArrayList<>();
    private final EnumerablePropertySource<?> defaults;

    /**
     * A setting.
     *
     * @param value the default; empty: none
     */
    record Setting(String name, String value, String meaning) {

        /** The room; empty for all rooms. */
        String group() {
            String[] parts = name.split("\\.");
            return parts.length > 2 ? parts[1] : "";
        }

        /** As Spring binds it: upper case, dots as underscores, dashes left out. */
        String variable() {
            return name.replace("-", "").replace('.', '_').toUpperCase(Locale.ROOT);
        }
    }

    SettingsPage() throws IOException {
        defaults = (EnumerablePropertySource<?>) new YamlPropertySourceLoader()
                .load("defaults", new ClassPathResource("application.yaml"))
                .get(0);
        // What is written down of the records, and what is said by hand of the settings that no record holds.
        for (String file : List.of("spring-configuration-metadata", "additional-spring-configuration-metadata")) {
            JsonNode metadata = new ObjectMapper()
                    .readTree(new ClassPathResource("META-INF/" + file + ".json").getContentAsByteArray());
            for (JsonNode property : metadata.path("properties")) {
                String name = property.path("name").asText();
                names.add(file + " " + name);
                if (name.startsWith(PREFIX)) {
                    settings.put(name, new Setting(name, value(name, property), meaning(name, property)));
                }
                if (property.path("type").asText().startsWith("java.util.Map")) {
                    entries(name, meaning(name, property));
                }
            }
        }
    }

    /** The entries of a map that have a default. */
    private void entries(String map, String meaning) {
        for (String key : keysOfApplicationYaml()) {
            if (key.startsWith(map + ".")) {
                settings.put(key, new Setting(key, defaults.getProperty(key).toString(), meaning));
            }
        }
    }

    /** What application.yaml says comes before what the code says. */
    private String value(String name, JsonNode property) {
        return Optional.ofNullable(defaults.getProperty(name))
                .map(Object::toString)
                .orElse(property.path("defaultValue").asText(""));
    }

    /** The descriptions go on from the name: "engine" - "that speaks where no voice mapping names another". */
    private static String meaning(String name, JsonNode property) {
        String description = property.path("description").asText("").replaceAll("\\{@code ([^}]*)}", "`$1`");
        String own = name.substring(name.lastIndexOf('.') + 1).replace('-', ' ');
        String sentence = description.matches("(of|that|after (which|the)|before|between|in|where) .*")
                ? own + " " + description
                : description;
        return sentence.isEmpty() ? "" : sentence.substring(0, 1).toUpperCase(Locale.ROOT) + sentence.substring(1);
    }

    /** Each as often as it is said, with where. */
    List<String> names() {
        return names;
    }

    /** Those of all rooms first, then room by room. */
    List<Setting> settings() {
        return settings.values().stream()
                .sorted(Comparator.comparing(Setting::group).thenComparing(Setting::name))
                .toList();
    }

    /** The keys of Kinoroute's own that application.yaml gives a value. */
    List<String> keysOfApplicationYaml() {
        return List.of(defaults.getPropertyNames()).stream()
                .filter(name -> name.startsWith(PREFIX))
                .toList();
    }

    String text() {
        StringBuilder page = new StringBuilder(
                """
                # Settings

                <!-- Written by the build; do not edit. Renew it: mvn -Dtest=GeneratedDocsTest -Ddocs.update=true test -->

                A user's own values go to `config/application.yaml`, or into the environment; the environment wins.
                Everything that Spring Boot and Camel can be told (`spring.…`, `camel.…`, `logging.…`) works as well.
                """);
        String group = null;
        for (Setting setting : settings()) {
            if (!setting.group().equals(group)) {
                group = setting.group();
                page.append("\n## ").append(group.isEmpty() ? "all" : group).append("\n\n");
                page.append("| setting | environment variable | default | meaning |\n| --- | --- | --- | --- |\n");
            }
            page.append("| `%s` | `%s` | %s | %s |%n"
                    .formatted(
                            setting.name(),
                            setting.variable(),
                            setting.value().isEmpty() ? "" : "`" + setting.value() + "`",
                            setting.meaning().replace("|", "\\|")));
        }
        return page.toString();
    }
}
