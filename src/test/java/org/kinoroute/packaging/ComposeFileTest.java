package org.kinoroute.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.kinoroute.helm.ApplicationSettings;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** The compose file without an engine: its form, its variables, and that nothing in it leads nowhere. */
class ComposeFileTest {

    private static final Set<String> TOP = Set.of("name", "services", "volumes");
    private static final Set<String> OF_A_SERVICE = Set.of(
            "image",
            "build",
            "restart",
            "stop_grace_period",
            "read_only",
            "tmpfs",
            "cap_drop",
            "security_opt",
            "depends_on",
            "environment",
            "ports",
            "command",
            "volumes",
            "healthcheck",
            "hostname");
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{([A-Z_]+)([^}]*)}");

    private final String text = Files.readString(Path.of("compose.yaml"));
    private final Map<String, Object> file;

    ComposeFileTest() throws IOException {
        LoaderOptions strict = new LoaderOptions();
        strict.setAllowDuplicateKeys(false);
        file = new Yaml(new SafeConstructor(strict)).load(text);
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> map(Object value) {
        return value == null ? Map.of() : (Map<String, Object>) value;
    }

    private Map<String, Object> services() {
        return map(file.get("services"));
    }

    @Test
    void itHasOnlyWhatComposeKnows() {
        assertThat(file.keySet()).allMatch(key -> TOP.contains(key) || key.startsWith("x-"));
        services()
                .forEach((name, service) ->
                        assertThat(map(service).keySet()).as(name).isSubsetOf(OF_A_SERVICE));
    }

    @Test
    void eachRoleIsAServiceAndSoIsEachServer() {
        List<String> roles = List.of("api", "script", "visual", "jobber", "voice", "assemble", "compose");
        assertThat(services().keySet()).containsAll(roles).contains("postgres", "rabbitmq", "minio");
        for (String role : roles) {
            Map<String, Object> service = map(services().get(role));
            assertThat(map(service.get("environment"))).containsEntry("KINOROUTE_ROLES", role);
            assertThat(service).containsEntry("read_only", true).containsEntry("cap_drop", List.of("ALL"));
            assertThat((List<?>) service.get("tmpfs"))
                    .asString()
                    .as("not noexec, Docker's default")
                    .contains("/tmp:exec");
            map(service.get("depends_on")).forEach((other, how) -> {
                assertThat(map(how)).containsEntry("condition", "service_healthy");
                assertThat(map(map(services().get(other)).get("healthcheck"))).containsKey("test");
            });
        }
    }

    @Test
    void everyVariableOfAPodIsASetting() {
        ApplicationSettings settings = new ApplicationSettings();
        map(map(services().get("voice")).get("environment"))
                .keySet()
                .forEach(name -> assertThat(settings.isVariable(name)).as(name).isTrue());
        assertThat(map(map(services().get("postgres")).get("environment")).get("POSTGRES_DB"))
                .isEqualTo(map(map(services().get("api")).get("environment")).get("DATABASE_NAME"));
    }

    @Test
    void everyVariableHasADefaultOrSaysWhatIsMissing() {
        assertThat(VARIABLE.matcher(text).results().map(MatchResult::group))
                .isNotEmpty()
                .allMatch(variable -> variable.matches("\\$\\{[A-Z_]+(:-[^}]*|:\\?.{10,})}"));
        assertThat(text).contains("${KINOROUTE_API_ADMINKEY:?");
    }

    @Test
    void nothingIsReachedFromOutsideButTheApi() {
        assertThat(services().values().stream()
                        .map(service -> map(service).get("ports"))
                        .filter(Objects::nonNull))
                .containsExactly(List.of("127.0.0.1:${KINOROUTE_PORT:-8080}:8080"));
    }

    @Test
    void everyVolumeIsDeclaredAndNoImageNamesAHost() {
        services().forEach((name, service) -> {
            if (map(service).get("volumes") instanceof List<?> volumes) {
                assertThat(volumes).allSatisfy(volume -> assertThat(map(file.get("volumes")))
                        .containsKey(volume.toString().split(":")[0]));
            }
            assertThat(map(service).get("image").toString().replaceAll("\\$\\{[A-Z_]+:-([^}]*)}", "$1"))
                    .matches("([a-z0-9]+/)?[a-z0-9]+(:[A-Za-z0-9.-]+)?");
        });
    }
}
