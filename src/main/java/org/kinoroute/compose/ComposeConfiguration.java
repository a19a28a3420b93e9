package org.kinoroute.compose;

import org.kinoroute.store.ObjectStore;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The beans that the routes of composition call. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ComposeProperties.class)
public class ComposeConfiguration {

    @Bean
    Backgrounds backgrounds(ObjectStore store, ComposeProperties properties) {
        return new Backgrounds(store, properties);
    }

    @Bean
    Joiner joiner() {
        return new Joiner();
    }

    @Bean
    CaptionFiles captionFiles() {
        return new CaptionFiles();
    }
}
