package org.kinoroute.cli;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.kinoroute.embedded.OlderVariables;
import org.springframework.boot.context.config.ConfigDataEnvironmentPostProcessor;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;

/** The settings, without the application: enough to check a command line before anything is started. */
final class Surroundings {

    private final StandardEnvironment environment = new StandardEnvironment();

    Surroundings(Map<String, Object> overrides) {
        environment.getPropertySources().addFirst(new MapPropertySource("command line", new HashMap<>(overrides)));
        ConfigDataEnvironmentPostProcessor.applyTo(environment);
        new OlderVariables(Supplier::get).postProcessEnvironment(environment, null);
    }

    /**
     * The settings with a data folder, in which what is half-made lies, too: the next start clears it away.
     *
     * @param data null: as the settings say
     */
    static Surroundings over(Path data) {
        Surroundings surroundings = new Surroundings(
                data == null
                        ? Map.of()
                        : Map.of("kinoroute.data", data.toAbsolutePath().toString()));
        System.setProperty(
                "java.io.tmpdir",
                surroundings.path("kinoroute.data").resolve("tmp").toString());
        return surroundings;
    }

    <T> T bind(String prefix, Class<T> type) {
        return Binder.get(environment).bindOrCreate(prefix, Bindable.of(type));
    }

    ConfigurableEnvironment environment() {
        return environment;
    }

    boolean has(String key) {
        return environment.containsProperty(key);
    }

    Path path(String key) {
        return Path.of(environment.getRequiredProperty(key)).toAbsolutePath().normalize();
    }
}
