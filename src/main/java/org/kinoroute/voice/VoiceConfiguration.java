package org.kinoroute.voice;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
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

    /** On which speech servers are waited for: a hanging one must not hold up what else runs in the common pool. */
    @Bean(destroyMethod = "shutdownNow")
    ExecutorService voiceThreads() {
        return Executors.newCachedThreadPool(task -> {
            Thread thread = new Thread(task, "voice-service");
            thread.setDaemon(true);
            return thread;
        });
    }
}
