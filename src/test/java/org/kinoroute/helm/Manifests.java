package org.kinoroute.helm;

import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.PodTemplateSpecBuilder;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.fabric8.kubernetes.api.model.rbac.Role;
import io.fabric8.kubernetes.api.model.rbac.RoleBinding;
import io.fabric8.openshift.api.model.monitoring.v1.PrometheusRule;
import io.fabric8.openshift.api.model.monitoring.v1.ServiceMonitor;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a chart makes, read as strictly as a cluster reads it: a field that nobody knows is an error. */
final class Manifests {

    private static final ObjectMapper YAML = new ObjectMapper(YAMLFactory.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .setAnnotationIntrospector(new JacksonAnnotationIntrospector() {
                @Override
                public Boolean hasAnySetter(Annotated member) {
                    // Where these models put what they do not know.
                    return false;
                }
            });

    private static final Map<String, Class<? extends HasMetadata>> MODELS = Stream.<Class<? extends HasMetadata>>of(
                    ConfigMap.class,
                    Deployment.class,
                    Ingress.class,
                    NetworkPolicy.class,
                    Pod.class,
                    PodDisruptionBudget.class,
                    PrometheusRule.class,
                    Role.class,
                    RoleBinding.class,
                    Secret.class,
                    Service.class,
                    ServiceAccount.class,
                    ServiceMonitor.class,
                    StatefulSet.class)
            .collect(Collectors.toMap(
                    model -> HasMetadata.getApiVersion(model) + "/" + HasMetadata.getKind(model), Function.identity()));

    private final List<HasMetadata> known = new ArrayList<>();
    /** Those of KEDA, for which there is no model: by their kind. */
    private final Map<String, List<JsonNode>> others = new LinkedHashMap<>();

    private Manifests() {}

    static Manifests read(String text) throws IOException {
        Manifests manifests = new Manifests();
        JsonSchema keda;
        try (InputStream schema = Manifests.class.getResourceAsStream("/helm/keda.schema.json")) {
            keda = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V7).getSchema(schema);
        }
        try (MappingIterator<JsonNode> documents =
                YAML.readerFor(JsonNode.class).readValues(text)) {
            while (documents.hasNext()) {
                JsonNode document = documents.next();
                if (document == null || document.isNull() || document.isMissingNode()) {
                    continue;
                }
                String kind = document.path("apiVersion").asText() + "/"
                        + document.path("kind").asText();
                Class<? extends HasMetadata> model = MODELS.get(kind);
                if (model != null) {
                    manifests.known.add(YAML.treeToValue(document, model));
                } else {
                    var wrong = keda.validate(document);
                    if (!wrong.isEmpty()) {
                        throw new IllegalArgumentException(kind + ": " + wrong);
                    }
                    manifests
                            .others
                            .computeIfAbsent(document.path("kind").asText(), any -> new ArrayList<>())
                            .add(document);
                }
            }
        }
        return manifests;
    }

    static <T> T read(String text, Class<T> type) throws IOException {
        return YAML.readValue(text, type);
    }

    static String write(Object document) throws IOException {
        return YAML.writeValueAsString(document);
    }

    List<HasMetadata> all() {
        return known;
    }

    <T extends HasMetadata> List<T> all(Class<T> kind) {
        return known.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    <T extends HasMetadata> T one(Class<T> kind, String name) {
        return all(kind).stream()
                .filter(object -> object.getMetadata().getName().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("there is no " + kind.getSimpleName() + " " + name));
    }

    List<JsonNode> others(String kind) {
        return others.getOrDefault(kind, List.of());
    }

    /** The Jobs that the jobber makes of its manifests. */
    List<Job> workers() {
        return all(ConfigMap.class).stream()
                .filter(map -> map.getMetadata().getName().endsWith("-workers"))
                .flatMap(map -> map.getData().values().stream())
                .map(text -> {
                    try {
                        return YAML.readValue(text, Job.class);
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                })
                .toList();
    }

    /** All pods that the manifests lead to, by the name of who makes them. */
    Map<String, PodTemplateSpec> pods() {
        Map<String, PodTemplateSpec> pods = new LinkedHashMap<>();
        all(Deployment.class)
                .forEach(one ->
                        pods.put(one.getMetadata().getName(), one.getSpec().getTemplate()));
        all(StatefulSet.class)
                .forEach(one ->
                        pods.put(one.getMetadata().getName(), one.getSpec().getTemplate()));
        workers().forEach(one -> pods.put("worker", one.getSpec().getTemplate()));
        all(Pod.class)
                .forEach(one -> pods.put(
                        one.getMetadata().getName(),
                        new PodTemplateSpecBuilder()
                                .withMetadata(one.getMetadata())
                                .withSpec(one.getSpec())
                                .build()));
        return pods;
    }
}
