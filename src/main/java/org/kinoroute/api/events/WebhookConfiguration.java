package org.kinoroute.api.events;

import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.apache.camel.component.http.HttpClientConfigurer;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManager;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.concurrent.Cancellable;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The connections that webhooks go by. */
@Configuration(proxyBeanMethods = false)
class WebhookConfiguration {

    private static final Timeout LONGEST = Timeout.ofSeconds(10);

    /** None is kept: the address is looked at anew each time. */
    @Bean
    PoolingHttpClientConnectionManager webhookConnections(CallbackUrls addresses) {
        return PoolingHttpClientConnectionManagerBuilder.create()
                .setDnsResolver(addresses)
                .setMaxConnTotal(50)
                .setMaxConnPerRoute(5)
                .setDefaultConnectionConfig(ConnectionConfig.custom()
                        .setConnectTimeout(Timeout.ofSeconds(5))
                        .setSocketTimeout(LONGEST)
                        .setTimeToLive(TimeValue.ofSeconds(10))
                        .build())
                .build();
    }

    /** Cuts an attempt off that takes too long as a whole: who answers drop by drop would never be late otherwise. */
    @Bean
    HttpClientConfigurer webhookDeadline(WebhookProperties properties) {
        ScheduledThreadPoolExecutor clock = new ScheduledThreadPoolExecutor(1, work -> {
            Thread thread = new Thread(work, "kinoroute-webhook-deadline");
            thread.setDaemon(true);
            return thread;
        });
        clock.setRemoveOnCancelPolicy(true);
        return client -> client.addExecInterceptorFirst("deadline", (request, scope, chain) -> {
            if (scope.execRuntime instanceof Cancellable attempt) {
                // Where it is over by then, nothing is left to be cut off.
                clock.schedule(attempt::cancel, properties.timeout().toMillis(), TimeUnit.MILLISECONDS);
            }
            return chain.proceed(request, scope);
        });
    }
}
