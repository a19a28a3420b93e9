package org.kinoroute.voice;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(VoiceProperties.class)
class VoiceConfiguration {

    @Bean
    ChosenVoices chosenVoices(JdbcClient jdbc, VoiceServices services, VoiceProperties properties) {
        return new ChosenVoices(jdbc, services, properties);
    }

    @Bean(destroyMethod = "shutdownNow")
    VoiceThreads voiceThreads() {
        return new VoiceThreads();
    }
}
