package org.kinoroute.ops;

import java.util.concurrent.Callable;
import org.kinoroute.store.ObjectStore;
import org.kinoroute.video.Causes;
import org.kinoroute.visual.Browser;
import org.kinoroute.voice.EspeakEngine;
import org.springframework.amqp.rabbit.core.RabbitTemplate;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.boot.autoconfigure.condition.ConditionalOnExpression;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Whether what this process needs is there: the three servers, and what only some roles use. A look at it takes two
 * seconds at most. Readiness depends on all of them, liveness on none: a restart would not bring a database back.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnWebApplication
class HealthConfiguration {

    @Bean
    HealthIndicator databaseHealthIndicator(JdbcClient jdbc) {
        return of(() -> jdbc.sql("select version()").query(String.class).single());
    }

    @Bean
    HealthIndicator brokerHealthIndicator(RabbitTemplate rabbit) {
        return of(() -> rabbit.execute(
                channel -> channel.getConnection().getServerProperties().get("product")));
    }

    @Bean
    HealthIndicator storeHealthIndicator(ObjectStore store) {
        return of(() -> {
            store.exists("health");
            return "S3";
        });
    }

    @Bean
    @ConditionalOnExpression("'${kinoroute.roles}'.contains('visual')")
    HealthIndicator browserHealthIndicator(Browser browser) {
        return of(() -> {
            browser.check();
            return "Chromium";
        });
    }

    @Bean
    @ConditionalOnExpression("'${kinoroute.roles}'.contains('voice')")
    HealthIndicator espeakHealthIndicator(EspeakEngine espeak) {
        return of(espeak::version);
    }

    /** @param question whose answer says what is there */
    private static HealthIndicator of(Callable<Object> question) {
        Glance<Health> glance = new Glance<>(
                () -> {
                    try {
                        return Health.up()
                                .withDetail("is", String.valueOf(question.call()))
                                .build();
                    } catch (Exception e) {
                        return Health.down().withDetail("cause", Causes.of(e)).build();
                    }
                },
                Health.down().withDetail("cause", "no answer in time").build());
        return glance::get;
    }
}
