package org.kinoroute.jobber;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How voice jobs get their workers.
 *
 * @param launcher names the route that launches them, {@code direct:launch-<launcher>}: {@code route}, {@code process},
 *     {@code kubernetes}, or one that was added
 * @param workers folder with the manifest of each kind of worker
 * @param kubernetes the launcher {@code kubernetes}
 * @param process the launcher {@code process}
 */
@ConfigurationProperties("kinoroute.jobber")
record JobberProperties(
        @DefaultValue("route") String launcher,
        @DefaultValue("config/workers") String workers,
        @DefaultValue Kubernetes kubernetes,
        @DefaultValue Process process) {

    /**
     * Workers that are Kubernetes Jobs.
     *
     * @param namespace in which they run; empty: that of this process
     * @param image of a worker
     * @param secret with the environment variables that a worker needs: where database, broker and store are
     * @param installation label of the Jobs of this installation: no other one in the namespace sweeps them away
     * @param sweep how often it is looked for Jobs that nobody wants any more
     */
    record Kubernetes(
            @DefaultValue("") String namespace,
            @DefaultValue("kinoroute") String image,
            @DefaultValue("kinoroute") String secret,
            @DefaultValue("kinoroute") String installation,
            @DefaultValue("5s") Duration sweep) {}

    /**
     * Workers that are processes.
     *
     * @param memory that one may use, as Java writes it
     */
    record Process(@DefaultValue("512m") String memory) {}
}
