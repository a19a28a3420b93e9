package org.kinoroute.helm;

import com.marcnuri.helm.Helm;
import com.marcnuri.helm.LintResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Helm over many sets of values, in a process of its own: once its library is loaded, a JVM no longer heeds SIGTERM.
 * Beside each {@code NAME.values.yaml} of a folder it writes {@code NAME.manifests.yaml} and {@code NAME.notes}, or
 * {@code NAME.error}; and {@code lint} for the chart.
 */
final class HelmRun {

    static final String RELEASE = "demo";
    static final String NAMESPACE = "studio";
    /** Of the cluster; the library's own idea of it is older than the chart allows. */
    private static final String KUBERNETES = "1.31.0";

    static final String VALUES = ".values.yaml";

    private HelmRun() {}

    /** Runs it in a process of its own, to the end. */
    static void over(Path chart, Path folder) throws IOException, InterruptedException {
        Path log = folder.resolve("helm.log");
        try (Cluster cluster = new Cluster()) {
            ProcessBuilder builder = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-XX:TieredStopAtLevel=1",
                            "-cp",
                            System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                            HelmRun.class.getName(),
                            chart.toString(),
                            folder.toString())
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile());
            builder.environment().put("KUBECONFIG", cluster.kubeconfig(folder).toString());
            Process process = builder.start();
            if (!process.waitFor(60, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
            if (process.exitValue() != 0) {
                throw new IllegalStateException("Helm failed: " + Files.readString(log));
            }
        }
    }

    public static void main(String[] args) throws IOException {
        Path folder = Path.of(args[1]);
        Helm helm = new Helm(Path.of(args[0]).toAbsolutePath());
        LintResult lint = helm.lint().strict().call();
        Files.writeString(folder.resolve("lint"), lint.isFailed() + "\n" + String.join("\n", lint.getMessages()));
        for (Path values : sets(folder)) {
            String name = values.getFileName().toString().replace(VALUES, "");
            try {
                Files.writeString(
                        folder.resolve(name + ".manifests.yaml"),
                        helm.template()
                                .withName(RELEASE)
                                .withNamespace(NAMESPACE)
                                .withKubeVersion(KUBERNETES)
                                .withValuesFile(values)
                                .call());
                Files.writeString(
                        folder.resolve(name + ".notes"),
                        helm.install()
                                .clientOnly()
                                .dryRun()
                                .withName(RELEASE)
                                .withNamespace(NAMESPACE)
                                .withKubeVersion(KUBERNETES)
                                .withValuesFile(values)
                                .call()
                                .getOutput());
            } catch (RuntimeException e) {
                Files.writeString(folder.resolve(name + ".error"), String.valueOf(e.getMessage()));
            }
        }
        System.exit(0);
    }

    private static List<Path> sets(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(VALUES))
                    .sorted()
                    .toList();
        }
    }
}
