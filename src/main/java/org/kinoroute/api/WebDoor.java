package org.kinoroute.api;

import java.util.Set;
import org.apache.camel.component.platform.http.PlatformHttpConstants;
import org.apache.camel.component.platform.http.spi.PlatformHttpEngine;
import org.apache.camel.component.platform.http.springboot.SpringBootPlatformHttpEngine;
import org.apache.camel.spi.HeaderFilterStrategy;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * How requests come to routes. Routes answer on the thread that the request came on. On another, as is Camel's way, they
 * write the answer while Spring's filters write headers to it on their way out: some of it is lost then, such as that the
 * connection is closed, and with it the client's next request.
 */
@Configuration(proxyBeanMethods = false)
class WebDoor {

    @Bean(PlatformHttpConstants.PLATFORM_HTTP_ENGINE_NAME)
    PlatformHttpEngine platformHttpEngine(@Value("${server.port:8080}") int port) {
        return new SpringBootPlatformHttpEngine(port, Runnable::run);
    }

    @Bean
    HeaderFilterStrategy apiHeaders() {
        return new ApiHeaders(ApiHeaders.TRACE);
    }

    /** Of what anybody may ask: their traces are none of ours. */
    @Bean
    HeaderFilterStrategy publicHeaders() {
        return new ApiHeaders(Set.of());
    }
}
