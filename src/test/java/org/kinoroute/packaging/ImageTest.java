package org.kinoroute.packaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The Dockerfile without an engine: what can be known of the image before it is built. */
class ImageTest {

    private static final String SIMULATE = "apt-get install -s";

    static Dockerfile dockerfile() throws IOException {
        return new Dockerfile(Path.of("Dockerfile"));
    }

    static List<List<String>> packages() throws IOException {
        return dockerfile().packages();
    }

    @Test
    void thereAreTwoListsOfPackages() throws IOException {
        assertThat(packages()).hasSize(2).allSatisfy(list -> assertThat(list).isSorted());
    }

    /** Simulated: what a list asks for is there, and nothing in it is against anything else. */
    @ParameterizedTest
    @MethodSource("packages")
    void thePackagesCanBeInstalled(List<String> packages) throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/apt-get")), "not run: there is no apt-get");
        String system = Files.readString(Path.of("/etc/os-release"));
        assumeTrue(
                system.contains("VERSION_CODENAME=bookworm"),
                "not run: this is not the Debian that the image is made of");
        assumeTrue(listsAreFresh(), "not run: the lists of packages are missing or old; run apt-get update");
        List<String> command = new ArrayList<>(List.of(SIMULATE.split(" ")));
        command.add("--no-install-recommends");
        command.addAll(packages);
        Process apt = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(apt.getInputStream().readAllBytes());
        assertThat(apt.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(apt.exitValue()).as(said).isZero();
    }

    private static boolean listsAreFresh() throws IOException {
        Instant month = Instant.now().minus(Duration.ofDays(30));
        try (Stream<Path> lists = Files.list(Path.of("/var/lib/apt/lists"))) {
            return lists.filter(file -> file.toString().contains("_dists_bookworm"))
                    .anyMatch(file -> file.toFile().lastModified() > month.toEpochMilli());
        }
    }

    @Test
    void theImageHasAllThatTheCommandWouldInstall() throws IOException {
        List<String> parts = Files.readAllLines(Path.of("kinoroute")).stream()
                .filter(line -> line.matches("[^ |][^|]*\\|[^|]+\\|[a-z0-9-]+\\|.*"))
                .map(line -> line.split("\\|")[2])
                .toList();
        assertThat(parts).hasSizeGreaterThan(8);
        assertThat(parts.stream().filter(name -> !name.startsWith("openjdk") && !name.equals("maven")))
                .isSubsetOf(packages().get(1));
        assertThat(packages().get(1)).contains("openjdk-17-jre-headless");
    }

    @Test
    void allThatIsCopiedFromTheSourcesIsThereAndNotIgnored() throws IOException {
        List<String> rules = Files.readAllLines(Path.of(".dockerignore")).stream()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .toList();
        assertThat(rules).first().as("all but what is named is ignored").isEqualTo("*");
        assertThat(dockerfile().copies())
                .filteredOn(copy -> copy.from() == null)
                .hasSizeGreaterThan(3)
                .allSatisfy(copy -> {
                    assertThat(Path.of(copy.source())).exists();
                    assertThat(rules)
                            .anyMatch(rule ->
                                    rule.startsWith("!") && (copy.source() + "/").startsWith(rule.substring(1) + "/"));
                    assertThat(rules).noneMatch(rule -> (copy.source() + "/").startsWith(rule + "/"));
                });
    }

    @Test
    void theImageRunsAsTheUserThatTheChartNames() throws IOException {
        String values = Files.readString(Path.of("helm/kinoroute/values.yaml"));
        assertThat(dockerfile().last("USER")).isEqualTo("10001:10001");
        assertThat(values).contains("runAsUser: 10001", "runAsGroup: 10001", "fsGroup: 10001");
        assertThat(dockerfile().all("RUN").toList().toString()).contains("useradd --uid 10001 --gid 10001");
        assertThat(dockerfile().last("VOLUME")).isEqualTo("/data");
        assertThat(dockerfile().environment()).containsEntry("KINOROUTE_DATA", "/data/kinoroute");
    }

    @Test
    void theEntryPointIsAProgramAndNoShell() throws IOException {
        List<String> entry = Dockerfile.exec(dockerfile().last("ENTRYPOINT"));
        assertThat(entry).startsWith("tini", "--", "java").endsWith("-jar", "/opt/kinoroute/kinoroute.jar");
        assertThat(Dockerfile.exec(dockerfile().last("CMD"))).containsExactly("serve", "--host", "0.0.0.0");
        assertThat(dockerfile().last("HEALTHCHECK")).contains("http://127.0.0.1:8080/actuator/health/liveness");
        assertThat(packages().get(1)).contains("tini", "curl");
    }

    @Test
    void theArchiveOfClassesIsMadeAndUsedWithTheSameOptions() throws IOException {
        List<String> entry = Dockerfile.exec(dockerfile().last("ENTRYPOINT"));
        String training = dockerfile()
                .all("RUN")
                .filter(run -> run.contains("ArchiveClassesAtExit"))
                .findFirst()
                .orElseThrow();
        assertThat(entry).contains("-XX:SharedArchiveFile=/opt/kinoroute/serve.jsa");
        assertThat(training).contains("-XX:+UseSerialGC", "-jar /opt/kinoroute/kinoroute.jar");
        assertThat(dockerfile().copies()).contains(new Dockerfile.Copy("trained", "/tmp/serve.jsa", "serve.jsa"));
    }

    @Test
    void thePlatformsAreSettingsOfTheBuild() throws IOException {
        String pom = Files.readString(Path.of("pom.xml"));
        String build = dockerfile()
                .all("RUN")
                .filter(run -> run.contains("mvn "))
                .findFirst()
                .orElseThrow();
        assertThat(Pattern.compile("-D([a-z-]+\\.platform)=").matcher(build).results())
                .hasSize(4)
                .allSatisfy(property ->
                        assertThat(pom).contains("<" + property.group(1) + ">", "${" + property.group(1) + "}"));
    }
}
