package org.kinoroute.api.events;

import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManager;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
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
}
