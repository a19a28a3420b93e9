package org.kinoroute.jobber;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobStatus;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.kinoroute.video.Causes;
import org.kinoroute.video.Problem;
import org.kinoroute.video.Videos;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The Kubernetes Jobs that workers are: made from their manifests, and known by their labels. */
@Component("kubernetesJobs")
public class KubernetesJobs {

    private static final String QUEUE = "CONSUMER_QUEUE_NAME";
    private static final String OWN = "kinoroute.org/";
    private static final Map<String, String> LABELS =
            Map.of("app.kubernetes.io/managed-by", "kinoroute", OWN + "worker", "true");
    private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{([^}]*)}");
    private static final int LONGEST_LABEL = 63;

    private final JobberProperties.Kubernetes properties;
    private final WorkerApps apps;
    private final Videos videos;
    private final JdbcClient jdbc;
    private final ObjectProvider<KubernetesClient> client;

    KubernetesJobs(
            JobberProperties properties,
            WorkerApps apps,
            Videos videos,
            JdbcClient jdbc,
            ObjectProvider<KubernetesClient> client) {
        this.properties = properties.kubernetes();
        this.apps = apps;
        this.videos = videos;
        this.jdbc = jdbc;
        this.client = client;
    }

    /**
     * The Job of a worker.
     *
     * @param app names its manifest
     * @param queue that it is to consume
     * @throws Problem if the manifest cannot be used
     */
    public Job job(String app, String queue, UUID video) {
        Path manifest = apps.manifest(app);
        Map<String, String> values = Map.of(
                "name", name(app, queue),
                "app", app,
                "queue", queue,
                "video", video.toString(),
                "owner", label(owner(video)),
                "image", properties.image(),
                "secret", properties.secret());
        Job job;
        try {
            JsonNode tree = Serialization.yamlMapper().readTree(Files.readString(manifest));
            job = Serialization.jsonMapper().convertValue(filled(tree, values, manifest), Job.class);
        } catch (IOException | IllegalArgumentException e) {
            throw new Problem(manifest + ": is no manifest of a Job: " + Causes.of(e), e);
        }
        return completed(job, values, manifest);
    }

    /** Only texts are filled in, after the manifest was read: no value becomes a part of its form. */
    private static JsonNode filled(JsonNode node, Map<String, String> values, Path manifest) {
        if (node instanceof ObjectNode object) {
            object.fieldNames().forEachRemaining(name -> object.set(name, filled(object.get(name), values, manifest)));
        } else if (node instanceof ArrayNode list) {
            for (int i = 0; i < list.size(); i++) {
                list.set(i, filled(list.get(i), values, manifest));
            }
        } else if (node != null && node.isTextual()) {
            return TextNode.valueOf(PLACEHOLDER.matcher(node.asText()).replaceAll(found -> {
                String value = values.get(found.group(1));
                if (value == null) {
                    throw new Problem(manifest + ": there is no " + found.group() + "; there are "
                            + values.keySet().stream()
                                    .sorted()
                                    .map(name -> "${" + name + "}")
                                    .toList());
                }
                return Matcher.quoteReplacement(value);
            }));
        }
        return node;
    }

    /** With all by which it is known, whatever the manifest says. */
    private Job completed(Job job, Map<String, String> values, Path manifest) {
        if (job == null
                || !"Job".equals(job.getKind())
                || job.getSpec() == null
                || job.getSpec().getTemplate() == null
                || job.getSpec().getTemplate().getSpec() == null
                || job.getSpec().getTemplate().getSpec().getContainers().isEmpty()) {
            throw new Problem(manifest + ": is no manifest of a Job; it needs kind: Job, and a container");
        }
        Job whole = job.edit()
                .editOrNewMetadata()
                .withName(values.get("name"))
                .withNamespace(namespace())
                .addToLabels(known(values))
                .addToAnnotations(OWN + "queue", values.get("queue"))
                .endMetadata()
                .editSpec()
                .editTemplate()
                .editOrNewMetadata()
                .addToLabels(known(values))
                .endMetadata()
                .endTemplate()
                .endSpec()
                .build();
        Container worker =
                whole.getSpec().getTemplate().getSpec().getContainers().get(0);
        if (worker.getEnv().stream().noneMatch(variable -> variable.getName().equals(QUEUE))) {
            worker.getEnv().add(new EnvVar(QUEUE, values.get("queue"), null));
        }
        return whole;
    }

    private Map<String, String> known(Map<String, String> values) {
        Map<String, String> labels = labels();
        List.of("app", "video", "owner").forEach(name -> labels.put(OWN + name, values.get(name)));
        return labels;
    }

    /** The labels by which those of this installation are found: of another one's videos nothing is known here. */
    public Map<String, String> labels() {
        Map<String, String> labels = new HashMap<>(LABELS);
        labels.put(OWN + "installation", label(properties.installation()));
        return labels;
    }

    /** Where they run. */
    public String namespace() {
        return properties.namespace().isBlank() ? client.getObject().getNamespace() : properties.namespace();
    }

    /** The same for the same queue: a job that is launched twice is one Job. */
    private static String name(String app, String queue) {
        String hash = hash(queue).substring(0, 16);
        String beginning = app.replace('_', '-');
        return "kinoroute-" + beginning.substring(0, Math.min(beginning.length(), 30)) + "-" + hash;
    }

    private String owner(UUID video) {
        return jdbc.sql("select owner from videos where id = :id")
                .param("id", video)
                .query(String.class)
                .optional()
                .orElse("");
    }

    /** Owners are free text, and labels are not. */
    private static String label(String text) {
        String plain = text.replaceAll("[^A-Za-z0-9._-]", "_");
        return plain.substring(0, Math.min(plain.length(), LONGEST_LABEL))
                .replaceAll("^[^A-Za-z0-9]+", "")
                .replaceAll("[^A-Za-z0-9]+$", "");
    }

    /** Whether a Job has come to its end, well or badly; or is gone. */
    public boolean isOver(Job job) {
        JobStatus status = job == null ? null : job.getStatus();
        return job == null
                || status != null
                        && status.getConditions().stream()
                                .anyMatch(condition ->
                                        List.of("Complete", "Failed").contains(condition.getType())
                                                && "True".equals(condition.getStatus()));
    }

    /** Those of Jobs that are at work on a video that was cancelled, has failed or is gone. */
    public List<Job> unwanted(List<Job> jobs) {
        return jobs.stream()
                .filter(job -> !isOver(job))
                .filter(job -> TemporaryQueues.video(queue(job))
                        .filter(this::isUnwanted)
                        .isPresent())
                .toList();
    }

    private boolean isUnwanted(UUID video) {
        return videos.find(video).map(state -> state.status().equals("failed")).orElse(true);
    }

    /** The queue that a Job consumes. */
    public String queue(Job job) {
        return Optional.ofNullable(job.getMetadata().getAnnotations())
                .map(annotations -> annotations.get(OWN + "queue"))
                .orElse("");
    }

    private static String hash(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
