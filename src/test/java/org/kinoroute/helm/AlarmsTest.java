package org.kinoroute.helm;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Prometheus itself reads what the chart and the handbook ask it, and rings. */
class AlarmsTest {

    private static final Path CHART = Path.of("helm/kinoroute/files");

    @TempDir
    Path folder;

    @Test
    void eachAlarmRingsOnBadNumbersAndKeepsQuietOnGoodOnes() throws Exception {
        String alerts = Files.readString(CHART.resolve("alerts.yaml"))
                .replace("JOB", "demo-pods")
                .replace("RELEASE", "demo")
                .replace("NAMESPACE", "studio")
                .replace("SPENDING", "10");
        Files.writeString(folder.resolve("alerts.yaml"), alerts);
        String cases = Files.readString(Path.of("src/test/resources/helm/alarms.yaml"));
        Files.writeString(folder.resolve("alarms.yaml"), cases);

        assertThat(alerts.lines()
                        .filter(line -> line.contains("- alert: "))
                        .map(line -> line.substring(line.indexOf(": ") + 2)))
                .isNotEmpty()
                .allMatch(alarm -> cases.contains("alertname: " + alarm));
        promtool("test", "rules", "alarms.yaml");
    }

    @Test
    void panelsAndExamplesAreReadable() throws Exception {
        List<String> expressions = new ArrayList<>(new ObjectMapper()
                .readTree(CHART.resolve("dashboard.json").toFile())
                .path("panels")
                .findValuesAsText("expr"));
        String handbook = Files.readString(Path.of("docs/operations.md"));
        String examples = handbook.substring(handbook.indexOf("```promql\n") + 10);
        examples.substring(0, examples.indexOf("```"))
                .lines()
                .filter(line -> !line.startsWith("#"))
                .forEach(expressions::add);
        assertThat(expressions).hasSizeGreaterThan(20).anyMatch(expression -> expression.contains("[1d]"));

        List<Map<String, String>> rules = new ArrayList<>();
        expressions.forEach(expression -> rules.add(Map.of("record", "asked:" + rules.size(), "expr", expression)));
        new ObjectMapper()
                .writeValue(
                        folder.resolve("asked.yaml").toFile(),
                        Map.of("groups", List.of(Map.of("name", "asked", "rules", rules))));
        promtool("check", "rules", "asked.yaml");
    }

    private void promtool(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("promtool"));
        command.addAll(List.of(arguments));
        Path said = folder.resolve("said");
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(Files.readString(said)).isZero();
    }
}
