package org.kinoroute.helm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.HTTPGetAction;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import io.fabric8.kubernetes.api.model.rbac.Role;
import io.fabric8.kubernetes.api.model.rbac.RoleBinding;
import io.fabric8.openshift.api.model.monitoring.v1.PrometheusRule;
import io.fabric8.openshift.api.model.monitoring.v1.Rule;
import io.fabric8.openshift.api.model.monitoring.v1.ServiceMonitor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.util.FileSystemUtils;

/** The chart, made by Helm itself for each set of values in its folder {@code ci}, and for some that it must refuse. */
class ChartTest {

    private static final Path CHART = Path.of("helm/kinoroute");
    private static final String DISTRIBUTED = CHART + "/ci/distributed-values.yaml";
    private static final String COMPONENT = "app.kubernetes.io/component";

    /** Values that are refused, on top of the least that mode distributed needs, by the words of the refusal. */
    private static final Map<String, String> REFUSED = Map.ofEntries(
            Map.entry("replica: 3", "replica"),
            Map.entry("roles: {encoder: {replicas: 2}}", "encoder"),
            Map.entry("roles: {compose: {replica: 2}}", "replica"),
            Map.entry("roles: {compose: {replicas: -1}}", "/roles/compose/replicas"),
            Map.entry("roles: {compose: {replicas: two}}", "/roles/compose/replicas"),
            Map.entry("mode: cluster", "/mode"),
            Map.entry("service: {port: 70000}", "/service/port"),
            Map.entry("image: {digest: latest}", "/image/digest"),
            Map.entry("metrics: {serviceMonitor: {enabled: 'yes'}}", "/metrics/serviceMonitor/enabled"),
            Map.entry("embedded: {persistence: {size: much}}", "/embedded/persistence/size"),
            Map.entry("voices: {launcher: process}", "/voices/launcher"),
            Map.entry("env: [{key: A, value: b}]", "/env/0"),
            Map.entry("config: {files: {../evil: x}}", "../evil"),
            Map.entry("config: {workers: {House.yml: x}}", "House.yml"),
            Map.entry(
                    "{config: {workers: {house.yaml: x}}, voices: {launcher: route}}",
                    "config.workers: nobody launches"),
            Map.entry("config: {routes: {house.txt: x}}", "config.routes: the name house.txt of a route file must end"),
            Map.entry("postgresql: {host: ''}", "mode distributed needs postgresql.host"),
            Map.entry(
                    "rabbitmq: {existingSecret: ''}", "mode distributed needs rabbitmq.existingSecret, a Secret with"),
            Map.entry("store: {existingSecret: ''}", "mode distributed needs store.existingSecret, a Secret with"),
            Map.entry(
                    "roles: {visual: {autoscaling: {minReplicas: 9, maxReplicas: 2}}}",
                    "roles.visual.autoscaling: minReplicas is greater than maxReplicas"),
            Map.entry(
                    "roles: {jobber: {autoscaling: {enabled: true, minReplicas: 0}}}",
                    "roles.jobber.autoscaling.minReplicas"));

    /** Values on top of the least that mode distributed needs, each for one test. */
    private static final Map<String, String> MORE = Map.of(
            "ports",
            "{postgresql: {port: 6543}, rabbitmq: {port: 5673}, store: {endpoint: 'http://minio.data'},"
                    + " tracing: {endpoint: 'https://collector:4319/v1'},"
                    + " networkPolicy: {egress: {rabbitmq: {ports: [5672, 5673]}}}}",
            "workers",
            "config: {workers: {house.yaml: 'kind: Job', text-processor.yaml: 'kind: Job'}}",
            "own-voice",
            "config: {workers: {voice.yaml: 'kind: Job'}}",
            "drained",
            "roles: {api: {replicas: 1}, visual: {replicas: 2, minAvailable: 2}, compose: {replicas: 3, minAvailable: 2},"
                    + " script: {replicas: 3, minAvailable: 50%, autoscaling: {enabled: true}}}",
            "watched",
            "{ingress: {enabled: true}, metrics: {serviceMonitor: {enabled: true}}}");

    @TempDir
    static Path folder;

    private static final Map<String, Manifests> MANIFESTS = new HashMap<>();

    @BeforeAll
    static void runHelm() throws Exception {
        for (String set : sets()) {
            Files.copy(CHART.resolve("ci/" + set + "-values.yaml"), values(set));
        }
        Files.writeString(values("kept"), "fullnameOverride: kept\n");
        Files.writeString(values("changed"), "config: {prompts: {chat.en.md: Be brief.}}\n");
        int number = 0;
        for (String refused : REFUSED.keySet()) {
            distributed("refused-" + number++, refused);
        }
        for (Map.Entry<String, String> more : MORE.entrySet()) {
            distributed(more.getKey(), more.getValue());
        }
        HelmRun.over(withoutHooks(), folder);
    }

    private static void distributed(String set, String more) throws IOException {
        Map<String, Object> merged = new LinkedHashMap<>();
        merge(merged, Manifests.read(Files.readString(Path.of(DISTRIBUTED)), Map.class));
        merge(merged, Manifests.read(more, Map.class));
        Files.writeString(values(set), Manifests.write(merged));
    }

    /** The chart with its test among the manifests: Helm keeps hooks to itself. */
    private static Path withoutHooks() throws IOException {
        Path copy = folder.resolve("kinoroute");
        FileSystemUtils.copyRecursively(CHART, copy);
        Path test = copy.resolve("templates/tests/health.yaml");
        String text = Files.readString(test);
        assertThat(text).contains("    helm.sh/hook: test\n");
        Files.writeString(test, text.replace("helm.sh/hook", "kinoroute.org/hook"));
        return copy;
    }

    @SuppressWarnings("unchecked")
    private static void merge(Map<String, Object> into, Map<?, ?> from) {
        from.forEach((key, value) -> {
            if (value instanceof Map<?, ?> map && into.get(key) instanceof Map<?, ?> there) {
                Map<String, Object> both = new LinkedHashMap<>((Map<String, Object>) there);
                merge(both, map);
                into.put((String) key, both);
            } else {
                into.put((String) key, value);
            }
        });
    }

    private static Path values(String set) {
        return folder.resolve(set + HelmRun.VALUES);
    }

    static List<String> sets() throws IOException {
        try (Stream<Path> files = Files.list(CHART.resolve("ci"))) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith("-values.yaml"))
                    .map(name -> name.replace("-values.yaml", ""))
                    .sorted()
                    .toList();
        }
    }

    private static String text(String set) {
        try {
            Path error = folder.resolve(set + ".error");
            assertThat(error).as(() -> read(error)).doesNotExist();
            return Files.readString(folder.resolve(set + ".manifests.yaml"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.exists(file) ? Files.readString(file) : "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Manifests manifests(String set) {
        return MANIFESTS.computeIfAbsent(set, name -> {
            try {
                return Manifests.read(text(name));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    private static List<Container> containers(Manifests manifests) {
        return manifests.pods().values().stream()
                .flatMap(pod -> pod.getSpec().getContainers().stream())
                .toList();
    }

    private static Container application(PodTemplateSpec pod) {
        return pod.getSpec().getContainers().get(0);
    }

    private static String value(Container container, String name) {
        return container.getEnv().stream()
                .filter(variable -> variable.getName().equals(name))
                .map(EnvVar::getValue)
                .findFirst()
                .orElse(null);
    }

    // --- as a whole -------------------------------------------------------------------------------------------------

    @Test
    void lintFindsNothing() throws IOException {
        assertThat(Files.readAllLines(folder.resolve("lint")))
                .first()
                .as(read(folder.resolve("lint")))
                .isEqualTo("false");
        assertThat(read(folder.resolve("lint"))).doesNotContain("[WARNING]", "[ERROR]");
    }

    @ParameterizedTest
    @MethodSource("sets")
    void everyManifestIsWhatAClusterTakes(String set) {
        Manifests manifests = manifests(set);
        assertThat(manifests.pods()).isNotEmpty();
        assertThat(manifests.all())
                .allSatisfy(object -> assertThat(object.getMetadata().getLabels())
                        .containsEntry("app.kubernetes.io/instance", HelmRun.RELEASE));
        assertThat(manifests.all().stream()
                        .map(object ->
                                object.getKind() + "/" + object.getMetadata().getName())
                        .toList())
                .doesNotHaveDuplicates();
    }

    @Test
    void aFieldThatNobodyKnowsIsAnError() {
        assertThatThrownBy(() -> Manifests.read(text("default").replace("containerPort:", "containerport:")))
                .hasMessageContaining("containerport");
        assertThatThrownBy(() -> Manifests.read(text("default").replace("apps/v1", "apps/v1beta1")))
                .hasMessageContaining("apps/v1beta1/StatefulSet");
        assertThatThrownBy(() -> Manifests.read(text("distributed-full").replace("queueName:", "queue:")))
                .hasMessageContaining("ScaledObject");
    }

    @Test
    void whatIsWrongIsRefusedWithItsName() {
        int number = 0;
        for (Map.Entry<String, String> refused : REFUSED.entrySet()) {
            String set = "refused-" + number++;
            assertThat(folder.resolve(set + ".manifests.yaml"))
                    .as(refused.getKey())
                    .doesNotExist();
            // Helm's schema names a place as a path with slashes, or as one with dots, by its version.
            assertThat(read(folder.resolve(set + ".error")).replace('.', '/'))
                    .as(refused.getKey())
                    .contains(refused.getValue().replace('.', '/').replaceFirst("^/", ""));
        }
    }

    @Test
    void modeEmbeddedIsOnePodOnAVolume() {
        Manifests manifests = manifests("default");
        assertThat(manifests.all(Deployment.class)).isEmpty();
        StatefulSet set = manifests.one(StatefulSet.class, "demo-kinoroute");
        assertThat(set.getSpec().getReplicas()).isOne();
        assertThat(set.getSpec().getVolumeClaimTemplates()).hasSize(1);
        assertThat(value(application(set.getSpec().getTemplate()), "KINOROUTE_ROLES"))
                .isEqualTo("api,script,visual,jobber,voice,assemble,compose");
        assertThat(application(set.getSpec().getTemplate()).getEnv())
                .extracting(EnvVar::getName)
                .doesNotContain("POSTGRES_HOST", "RABBITMQ_HOST", "KINOROUTE_STORE_ENDPOINT");
    }

    @Test
    void modeDistributedIsADeploymentForEachRole() {
        assertThat(roles("distributed")).containsExactly("api", "script", "visual", "jobber", "assemble", "compose");
        assertThat(roles("distributed-full"))
                .containsExactly("api", "visual", "jobber", "voice", "assemble", "compose");
        assertThat(manifests("distributed-full").all(Deployment.class)).allSatisfy(deployment -> assertThat(
                        value(application(deployment.getSpec().getTemplate()), "KINOROUTE_ROLES"))
                .isEqualTo(deployment.getMetadata().getLabels().get(COMPONENT)));
        Deployment api = manifests("distributed-full").one(Deployment.class, "demo-kinoroute-api");
        assertThat(api.getSpec().getReplicas()).isEqualTo(3);
        // Values that all roles share, and those of one.
        Deployment visual = manifests("distributed-full").one(Deployment.class, "demo-kinoroute-visual");
        assertThat(visual.getSpec().getReplicas()).as("KEDA's to say").isNull();
        assertThat(visual.getSpec().getTemplate().getSpec().getTopologySpreadConstraints())
                .hasSize(1);
        assertThat(value(
                        application(manifests("distributed-full")
                                .one(Deployment.class, "demo-kinoroute-voice")
                                .getSpec()
                                .getTemplate()),
                        "KINOROUTE_VOICE_ATONCE"))
                .isEqualTo("8");
    }

    private static List<String> roles(String set) {
        return Stream.of("api", "script", "visual", "jobber", "voice", "assemble", "compose")
                .filter(role -> manifests(set).all(Deployment.class).stream()
                        .anyMatch(one -> one.getMetadata().getName().equals("demo-kinoroute-" + role)))
                .toList();
    }

    @Test
    void voicesHaveAJobOfWhichTheJobberFillsInNameAndQueue() {
        Job job = manifests("distributed-jobs").workers().get(0);
        assertThat(job.getMetadata().getName()).isEqualTo("${name}");
        assertThat(job.getSpec().getActiveDeadlineSeconds()).isEqualTo(600);
        assertThat(job.getSpec().getBackoffLimit()).isEqualTo(3);
        assertThat(job.getSpec().getTtlSecondsAfterFinished()).isEqualTo(300);
        String manifest = manifests("distributed-jobs")
                .one(ConfigMap.class, "demo-kinoroute-workers")
                .getData()
                .get("voice.yaml");
        assertThat(Pattern.compile("\\$\\{(\\w+)}").matcher(manifest).results().map(found -> found.group(1)))
                .containsOnly("name", "queue");
        PodSpec pod = job.getSpec().getTemplate().getSpec();
        assertThat(pod.getRestartPolicy()).isEqualTo("Never");
        Container worker = pod.getContainers().get(0);
        assertThat(worker.getArgs()).containsExactly("worker");
        assertThat(worker.getImage()).isEqualTo("kinoroute:1.2.3");
        assertThat(value(worker, "CONSUMER_QUEUE_NAME")).isEqualTo("${queue}");
        assertThat(worker.getEnv())
                .extracting(EnvVar::getName)
                .contains("POSTGRES_PASSWORD", "RABBITMQ_PASSWORD", "KINOROUTE_STORE_SECRETKEY", "OPENAI_BASE_URL")
                .doesNotContain("KINOROUTE_API_ADMINKEY", "KINOROUTE_ROLES");
        assertThat(worker.getEnvFrom().get(0).getSecretRef().getName()).isEqualTo("models");
        PodTemplateSpec jobber = manifests("distributed-jobs").pods().get("demo-kinoroute-jobber");
        String folder = value(application(jobber), "KINOROUTE_JOBBER_WORKERS");
        assertThat(application(jobber).getVolumeMounts())
                .anySatisfy(mount -> assertThat(mount.getMountPath()).isEqualTo(folder));
        // By it the jobber knows its own among those of other releases in the namespace.
        assertThat(value(application(jobber), "KINOROUTE_JOBBER_KUBERNETES_INSTALLATION"))
                .isEqualTo(HelmRun.RELEASE);
        assertThat(value(application(jobber), "KINOROUTE_JOBBER_KUBERNETES_IMAGE"))
                .isEqualTo(worker.getImage());
    }

    @Test
    void workersOfOnesOwnStandBesideThatOfVoicesOrInItsPlace() {
        Map<String, String> beside = manifests("workers")
                .one(ConfigMap.class, "demo-kinoroute-workers")
                .getData();
        assertThat(beside).containsOnlyKeys("voice.yaml", "house.yaml", "text-processor.yaml");
        assertThat(beside).containsEntry("house.yaml", "kind: Job");
        assertThat(beside.get("voice.yaml")).contains("args: [worker]");
        assertThat(manifests("own-voice")
                        .one(ConfigMap.class, "demo-kinoroute-workers")
                        .getData())
                .isEqualTo(Map.of("voice.yaml", "kind: Job"));
    }

    // --- safety -----------------------------------------------------------------------------------------------------

    @ParameterizedTest
    @MethodSource("sets")
    void noContainerHasMoreRightsThanItNeeds(String set) {
        Manifests manifests = manifests(set);
        manifests.pods().forEach((name, pod) -> {
            assertThat(pod.getSpec().getSecurityContext().getRunAsNonRoot())
                    .as(name)
                    .isTrue();
            assertThat(pod.getSpec().getSecurityContext().getSeccompProfile().getType())
                    .isEqualTo("RuntimeDefault");
            assertThat(pod.getSpec().getAutomountServiceAccountToken())
                    .as("a token for " + name)
                    .isEqualTo(name.endsWith("-jobber")
                            && "kubernetes".equals(value(application(pod), "KINOROUTE_JOBBER_LAUNCHER")));
        });
        assertThat(containers(manifests)).allSatisfy(container -> {
            assertThat(container.getSecurityContext().getReadOnlyRootFilesystem())
                    .isTrue();
            assertThat(container.getSecurityContext().getAllowPrivilegeEscalation())
                    .isFalse();
            assertThat(container.getSecurityContext().getCapabilities().getDrop())
                    .containsExactly("ALL");
            assertThat(container.getResources().getLimits()).containsKey("memory");
            assertThat(container.getResources().getRequests()).containsKeys("cpu", "memory");
        });
    }

    @ParameterizedTest
    @MethodSource("sets")
    void onlyTheJobberMayDoAnythingAndThatIsJobs(String set) {
        Manifests manifests = manifests(set);
        boolean launches = set.equals("distributed") || set.equals("distributed-jobs");
        assertThat(manifests.all(Role.class)).hasSize(launches ? 1 : 0);
        for (Role role : manifests.all(Role.class)) {
            assertThat(role.getRules()).hasSize(1);
            PolicyRule rule = role.getRules().get(0);
            assertThat(rule.getApiGroups()).containsExactly("batch");
            assertThat(rule.getResources()).containsExactly("jobs");
            assertThat(rule.getVerbs()).containsExactly("create", "get", "list", "delete");
            RoleBinding binding = manifests.one(RoleBinding.class, "demo-kinoroute-jobber");
            assertThat(binding.getRoleRef().getName())
                    .isEqualTo(role.getMetadata().getName());
            String account = binding.getSubjects().get(0).getName();
            manifests.one(ServiceAccount.class, account);
            assertThat(manifests.pods().entrySet().stream()
                            .filter(pod ->
                                    account.equals(pod.getValue().getSpec().getServiceAccountName()))
                            .map(Map.Entry::getKey))
                    .containsExactly("demo-kinoroute-jobber");
        }
    }

    @ParameterizedTest
    @MethodSource("sets")
    void secretsAreNowhereButInSecrets(String set) {
        Manifests manifests = manifests(set);
        assertThat(containers(manifests))
                .flatExtracting(Container::getEnv)
                .filteredOn(variable -> variable.getName().matches(".*(KEY|PASSWORD|SECRET|TOKEN|_USER)$"))
                .isNotEmpty()
                .allSatisfy(variable -> {
                    assertThat(variable.getValue()).as(variable.getName()).isNull();
                    assertThat(variable.getValueFrom().getSecretKeyRef().getKey())
                            .isNotBlank();
                });
        for (Secret secret : manifests.all(Secret.class)) {
            for (String value : secret.getData().values()) {
                String plain = new String(Base64.getDecoder().decode(value), StandardCharsets.UTF_8);
                assertThat(plain).hasSizeGreaterThan(40);
                assertThat(text(set)).doesNotContain(plain).containsOnlyOnce(value);
            }
        }
    }

    @Test
    void anUpgradeKeepsTheKeyAndAnInstallMakesItsOwn() {
        assertThat(manifests("kept").one(Secret.class, Cluster.SECRET).getData())
                .containsEntry(
                        "admin-key", Base64.getEncoder().encodeToString(Cluster.KEY.getBytes(StandardCharsets.UTF_8)));
        Map<String, String> made =
                manifests("default").one(Secret.class, "demo-kinoroute-auth").getData();
        Map<String, String> other = manifests("distributed")
                .one(Secret.class, "demo-kinoroute-auth")
                .getData();
        assertThat(made).isNotEqualTo(other);
        assertThat(manifests("embedded-full").all(Secret.class)).isEmpty();
    }

    @Test
    void theNotesSayWhereTheKeyIs() {
        assertThat(read(folder.resolve("default.notes")))
                .contains(
                        "kubectl -n studio get secret demo-kinoroute-auth -o jsonpath='{.data.admin-key}' | base64 -d");
        assertThat(read(folder.resolve("embedded-full.notes")))
                .contains("secret films-key -o jsonpath='{.data.admin\\.key}'", "https://films.example.org/")
                .doesNotContain("metricsFrom");
        assertThat(read(folder.resolve("watched.notes")))
                .contains("Metrics are read from this namespace alone", "networkPolicy.metricsFrom");
    }

    // --- nothing leads nowhere --------------------------------------------------------------------------------------

    @ParameterizedTest
    @MethodSource("sets")
    void everyVariableIsASettingOfTheApplication(String set) {
        ApplicationSettings settings = new ApplicationSettings();
        manifests(set).pods().values().stream()
                .map(ChartTest::application)
                .filter(container -> container.getName().equals("kinoroute"))
                .flatMap(container -> container.getEnv().stream())
                .map(EnvVar::getName)
                .distinct()
                .forEach(name -> assertThat(settings.isVariable(name)).as(name).isTrue());
    }

    @ParameterizedTest
    @MethodSource("sets")
    void everyPortPathAndVolumeIsThere(String set) {
        manifests(set).pods().forEach((name, pod) -> {
            PodSpec spec = pod.getSpec();
            Container container = application(pod);
            Set<String> volumes = Stream.concat(
                            spec.getVolumes().stream().map(Volume::getName),
                            manifests(set).all(StatefulSet.class).stream()
                                    .flatMap(one -> one.getSpec().getVolumeClaimTemplates().stream())
                                    .map(claim -> claim.getMetadata().getName()))
                    .collect(Collectors.toSet());
            assertThat(container.getVolumeMounts())
                    .allSatisfy(mount -> assertThat(volumes).as(name).contains(mount.getName()));
            assertThat(container.getVolumeMounts())
                    .extracting(VolumeMount::getMountPath)
                    .doesNotHaveDuplicates();
            if (!container.getName().equals("kinoroute") || container.getPorts().isEmpty()) {
                return;
            }
            assertThat(container.getArgs())
                    .containsExactly(
                            "serve",
                            "--host",
                            "0.0.0.0",
                            "--port",
                            container.getPorts().get(0).getContainerPort().toString());
            for (HTTPGetAction probe : List.of(
                    container.getStartupProbe().getHttpGet(),
                    container.getLivenessProbe().getHttpGet(),
                    container.getReadinessProbe().getHttpGet())) {
                assertThat(probe.getPort().getStrVal())
                        .isEqualTo(container.getPorts().get(0).getName());
                assertThat(probe.getPath()).matches("/actuator/health/(liveness|readiness)");
            }
        });
    }

    @ParameterizedTest
    @MethodSource("sets")
    void everySelectorSelectsSomething(String set) {
        Manifests manifests = manifests(set);
        for (Deployment one : manifests.all(Deployment.class)) {
            assertThat(one.getSpec().getTemplate().getMetadata().getLabels())
                    .containsAllEntriesOf(one.getSpec().getSelector().getMatchLabels());
        }
        for (StatefulSet one : manifests.all(StatefulSet.class)) {
            assertThat(one.getSpec().getTemplate().getMetadata().getLabels())
                    .containsAllEntriesOf(one.getSpec().getSelector().getMatchLabels());
            manifests.one(Service.class, one.getSpec().getServiceName());
        }
        for (Service one : manifests.all(Service.class)) {
            LabelSelector selector = new LabelSelector();
            selector.setMatchLabels(one.getSpec().getSelector());
            assertThat(selected(manifests, selector)).isNotEmpty();
            assertThat(one.getSpec().getPorts())
                    .allSatisfy(
                            port -> assertThat(port.getTargetPort().getStrVal()).isEqualTo("http"));
        }
        for (PodDisruptionBudget one : manifests.all(PodDisruptionBudget.class)) {
            assertThat(selected(manifests, one.getSpec().getSelector())).hasSize(1);
        }
        for (NetworkPolicy one : manifests.all(NetworkPolicy.class)) {
            assertThat(selected(manifests, one.getSpec().getPodSelector()))
                    .as(one.getMetadata().getName())
                    .isNotEmpty();
        }
        for (ServiceMonitor one : manifests.all(ServiceMonitor.class)) {
            assertThat(manifests.all(Service.class))
                    .filteredOn(service -> service.getMetadata()
                            .getLabels()
                            .entrySet()
                            .containsAll(
                                    one.getSpec().getSelector().getMatchLabels().entrySet()))
                    .hasSize(1);
        }
        manifests.pods().values().stream()
                .flatMap(pod -> pod.getSpec().getVolumes().stream())
                .filter(volume -> volume.getConfigMap() != null)
                .forEach(volume ->
                        manifests.one(ConfigMap.class, volume.getConfigMap().getName()));
    }

    private static List<String> selected(Manifests manifests, LabelSelector selector) {
        return manifests.pods().entrySet().stream()
                .filter(pod -> {
                    Map<String, String> labels = pod.getValue().getMetadata().getLabels();
                    boolean all = selector.getMatchLabels() == null
                            || labels.entrySet()
                                    .containsAll(selector.getMatchLabels().entrySet());
                    return all
                            && selector.getMatchExpressions().stream()
                                    .allMatch(expression ->
                                            expression.getValues().contains(labels.get(expression.getKey())));
                })
                .map(Map.Entry::getKey)
                .toList();
    }

    @ParameterizedTest
    @MethodSource("sets")
    void withPoliciesNothingIsOpen(String set) {
        Manifests manifests = manifests(set);
        if (set.equals("distributed-jobs")) {
            assertThat(manifests.all(NetworkPolicy.class)).isEmpty();
            return;
        }
        String name = set.equals("embedded-full") ? "films" : "demo-kinoroute";
        NetworkPolicy every = manifests.one(NetworkPolicy.class, name);
        assertThat(every.getSpec().getPolicyTypes()).containsExactly("Ingress", "Egress");
        assertThat(selected(manifests, every.getSpec().getPodSelector()))
                .containsExactlyElementsOf(manifests.pods().keySet());
        assertThat(manifests.all(NetworkPolicy.class)).allSatisfy(policy -> {
            assertThat(policy.getSpec().getEgress())
                    .allSatisfy(rule -> assertThat(rule.getPorts()).isNotEmpty());
            assertThat(policy.getSpec().getIngress())
                    .allSatisfy(rule -> assertThat(rule.getPorts()).isNotEmpty());
        });
        NetworkPolicy providers = manifests.one(NetworkPolicy.class, name + "-providers");
        List<String> askers = selected(manifests, providers.getSpec().getPodSelector());
        assertThat(askers).doesNotContain("demo-kinoroute-assemble", "demo-kinoroute-compose");
        if (set.startsWith("distributed")) {
            // The jobber itself speaks the single lines that a plain SQL client has inserted.
            assertThat(askers).contains("demo-kinoroute-api", "demo-kinoroute-visual", "demo-kinoroute-jobber");
        }
    }

    @Test
    void thePortsOfServersAreOpenWhereverTheyAre() {
        assertThat(waysOut("distributed")).containsExactly(List.of(53), List.of(5432), List.of(5672), List.of(9000));
        assertThat(waysOut("distributed-full"))
                .containsExactly(List.of(53), List.of(4318), List.of(6432), List.of(5671), List.of(443));
        assertThat(waysOut("ports"))
                .containsExactly(List.of(53), List.of(4319), List.of(6543), List.of(5673, 5672), List.of(80));
    }

    /** Of all pods. */
    private static List<List<Integer>> waysOut(String set) {
        return manifests(set).one(NetworkPolicy.class, "demo-kinoroute").getSpec().getEgress().stream()
                .map(rule -> rule.getPorts().stream()
                        .map(port -> port.getPort().getIntVal())
                        .distinct()
                        .toList())
                .toList();
    }

    @Test
    void behindAnIngressClientsHaveTheirOwnAddresses() {
        String variable = "SERVER_FORWARDHEADERSSTRATEGY";
        assertThat(value(application(manifests("watched").pods().get("demo-kinoroute-api")), variable))
                .isEqualTo("native");
        assertThat(value(application(manifests("embedded-full").pods().get("films")), variable))
                .isEqualTo("native");
        assertThat(value(application(manifests("distributed").pods().get("demo-kinoroute-api")), variable))
                .as("whoever comes directly says of itself what it likes")
                .isNull();
    }

    // --- scaling and ending -----------------------------------------------------------------------------------------

    @ParameterizedTest
    @CsvSource({
        "visual, films.visuals",
        "jobber, films.scenes",
        "voice, films.workers",
        "assemble, films.assembly",
        "compose, films.compose films.segments"
    })
    void kedaScalesByTheQueuesOfTheLane(String role, String queues) {
        String stages = read(Path.of("src/main/java/org/kinoroute/jobber/StageQueues.java"));
        assertThat(queues.split(" "))
                .allSatisfy(queue -> assertThat(stages).contains("\"" + queue.replace("films.", "") + "\""));
        JsonNode scaled = manifests("distributed-full").others("ScaledObject").stream()
                .filter(one -> one.at("/metadata/labels/app.kubernetes.io~1component")
                        .asText()
                        .equals(role))
                .findFirst()
                .orElseThrow();
        manifests("distributed-full")
                .one(Deployment.class, scaled.at("/spec/scaleTargetRef/name").asText());
        assertThat(scaled.at("/spec/triggers").findValuesAsText("queueName")).containsExactly(queues.split(" "));
        assertThat(manifests("distributed-full").others("TriggerAuthentication"))
                .hasSize(1)
                .allSatisfy(one -> assertThat(one.at("/metadata/name").asText())
                        .isEqualTo(scaled.at("/spec/triggers/0/authenticationRef/name")
                                .asText()));
        assertThat(manifests("distributed").others("ScaledObject")).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("sets")
    void podsAreGivenMoreTimeThanTheirLongestStepNeeds(String set) {
        ApplicationSettings settings = new ApplicationSettings();
        Map<String, Long> longest = Map.of(
                "all", settings.milliseconds("kinoroute.model.timeout"),
                "script", settings.milliseconds("kinoroute.model.timeout"),
                "visual", settings.milliseconds("kinoroute.image.timeout"),
                "voice", settings.milliseconds("kinoroute.voice.xtts.timeout"));
        manifests(set).pods().values().stream()
                .filter(pod -> !application(pod).getPorts().isEmpty())
                .forEach(pod -> {
                    String component = pod.getMetadata().getLabels().get(COMPONENT);
                    Container container = application(pod);
                    long camel = Long.parseLong(value(container, "CAMEL_MAIN_SHUTDOWNTIMEOUT"));
                    long spring = Long.parseLong(value(container, "SPRING_LIFECYCLE_TIMEOUTPERSHUTDOWNPHASE")
                            .replace("s", ""));
                    assertThat(camel).as(component).isGreaterThan(longest.getOrDefault(component, 60_000L) / 1000);
                    assertThat(spring).isGreaterThan(camel);
                    assertThat(pod.getSpec().getTerminationGracePeriodSeconds()).isGreaterThan(spring);
                });
    }

    @Test
    void aBudgetNeverKeepsANodeFromBeingDrained() {
        Map<String, String> budgets = new HashMap<>();
        for (PodDisruptionBudget one : manifests("drained").all(PodDisruptionBudget.class)) {
            IntOrString leaves = one.getSpec().getMinAvailable();
            IntOrString takes = one.getSpec().getMaxUnavailable();
            budgets.put(
                    one.getMetadata().getLabels().get(COMPONENT),
                    leaves == null ? "at a time goes " + takes.getValue() : "stay " + leaves.getValue());
        }
        assertThat(budgets)
                .isEqualTo(Map.of(
                        "api", "at a time goes 1",
                        "visual", "at a time goes 1",
                        "script", "at a time goes 1",
                        "compose", "stay 2"));
        assertThat(manifests("distributed-full")
                        .one(PodDisruptionBudget.class, "demo-kinoroute-api")
                        .getSpec()
                        .getMinAvailable()
                        .getStrVal())
                .isEqualTo("50%");
    }

    @Test
    void aChangedFileRestartsThePodsAndReachesThem() {
        PodTemplateSpec before = manifests("default").pods().get("demo-kinoroute");
        PodTemplateSpec after = manifests("changed").pods().get("demo-kinoroute");
        assertThat(after.getMetadata().getAnnotations().get("checksum/config"))
                .isNotEqualTo(before.getMetadata().getAnnotations().get("checksum/config"));
        assertThat(manifests("changed")
                        .one(ConfigMap.class, "demo-kinoroute-prompts")
                        .getData())
                .containsEntry("chat.en.md", "Be brief.");
        assertThat(application(after).getVolumeMounts())
                .filteredOn(mount -> mount.getName().equals("prompts"))
                .singleElement()
                .extracting(VolumeMount::getMountPath)
                .isEqualTo("/opt/kinoroute/config/prompts/chat.en.md");
    }

    // --- being watched ----------------------------------------------------------------------------------------------

    @Test
    void prometheusShowsTheAdminsKey() {
        ServiceMonitor monitor = manifests("embedded-full").one(ServiceMonitor.class, "films");
        var endpoint = monitor.getSpec().getEndpoints().get(0);
        assertThat(endpoint.getPath()).isEqualTo("/actuator/prometheus");
        assertThat(endpoint.getAuthorization().getCredentials().getName()).isEqualTo("films-key");
        assertThat(endpoint.getAuthorization().getCredentials().getKey()).isEqualTo("admin.key");
        assertThat(monitor.getMetadata().getLabels()).containsEntry("release", "prometheus");
    }

    @Test
    void theAlertsAreThoseOfTheHandbook() {
        PrometheusRule rule = manifests("embedded-full").one(PrometheusRule.class, "films");
        List<Rule> alerts = rule.getSpec().getGroups().get(0).getRules();
        assertThat(alerts.stream().map(Rule::getAlert).toList())
                .containsExactlyElementsOf(Pattern.compile("^\\| `(Kinoroute\\w+)` \\|", Pattern.MULTILINE)
                        .matcher(handbook())
                        .results()
                        .map(row -> row.group(1))
                        .toList());
        for (Rule alert : alerts) {
            String row = handbook()
                    .lines()
                    .filter(line -> line.startsWith("| `" + alert.getAlert() + "`"))
                    .findFirst()
                    .orElseThrow();
            if (alert.getFor() != null) {
                assertThat(row)
                        .as(alert.getAlert())
                        .contains("for " + alert.getFor().replaceAll("(\\d+)", "$1 "));
            }
            assertThat(alert.getExpr().getStrVal()).as("of this release").contains("films-");
            if (alert.getExpr().getStrVal().contains("kube_")) {
                assertThat(alert.getExpr().getStrVal())
                        .as("of its namespace, and of no Job that is done")
                        .contains("namespace=\"studio\"", "owner_kind=~\"ReplicaSet|StatefulSet\"");
            }
            assertThat(alert.getLabels().get("severity")).isIn("critical", "warning");
            assertThat(alert.getAnnotations()).containsKeys("summary", "runbook");
            // This one is told as a change of another.
            if (!alert.getAlert().equals("KinorouteVideosDegraded")) {
                assertThat(plain(row))
                        .as(alert.getAlert())
                        .contains(plain(alert.getExpr().getStrVal()));
            }
        }
    }

    /** An expression without what says whose metrics are meant. */
    private static String plain(String expression) {
        return expression
                .replaceAll("(job|pod|namespace)=~?\"[^\"]*\"", "")
                .replace("\\|", "|")
                .replaceAll("[\\s,]*,\\s*}", "}")
                .replaceAll("\\{,", "{")
                .replace("{}", "")
                .replaceAll("\\s+", " ")
                .strip();
    }

    @Test
    void alertsAndDashboardAskForMetricsThatThereAre() throws IOException {
        String dashboard = manifests("embedded-full")
                .one(ConfigMap.class, "films-dashboard")
                .getData()
                .get("kinoroute.json");
        JsonNode panels = new ObjectMapper().readTree(dashboard).path("panels");
        assertThat(panels).hasSizeGreaterThan(12);
        assertThat(panels.findValuesAsText("expr")).allMatch(expression -> expression.contains("job=~\"$job\""));
        Pattern metric = Pattern.compile("kinoroute_\\w+");
        assertThat(Stream.of(dashboard, read(CHART.resolve("files/alerts.yaml")))
                        .flatMap(text -> metric.matcher(text).results())
                        .map(found -> found.group().replaceAll("_(bucket|count|sum)$", ""))
                        .distinct())
                .hasSizeGreaterThan(12)
                .allSatisfy(name -> assertThat(handbook()).contains("`" + name));
    }

    private static String handbook() {
        return read(Path.of("docs/operations.md"));
    }
}
