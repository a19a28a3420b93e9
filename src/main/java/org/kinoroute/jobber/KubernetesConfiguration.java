package org.kinoroute.jobber;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;

/** The cluster in which this process runs, or that its user's kubectl knows; looked for by the first Job. */
@Configuration(proxyBeanMethods = false)
class KubernetesConfiguration {

    @Bean
    @Lazy
    KubernetesClient kubernetesClient() {
        // One layer of retries, and it is Camel's.
        Config config = new ConfigBuilder().withRequestRetryBackoffLimit(0).build();
        return new KubernetesClientBuilder().withConfig(config).build();
    }
}
