package org.kinoroute.openai;

import org.apache.camel.spi.ComponentCustomizer;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Makes {@code camel.component.openai.*} reach the component, as Camel's starters do for theirs. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(OpenAIProperties.class)
class OpenAISpringConfiguration {

    @Bean
    ComponentCustomizer openaiComponentCustomizer(OpenAIProperties properties) {
        return ComponentCustomizer.builder(OpenAIComponent.class).build(component -> {
            component.setApiKey(properties.apiKey());
            component.setBaseUrl(properties.baseUrl());
            component.setModel(properties.model());
            component.setLazyStartProducer(properties.lazyStartProducer());
        });
    }
}
