package org.kinoroute.store;

import org.kinoroute.video.Problem;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** A store of one's own. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty(name = "kinoroute.embedded.store", havingValue = "false")
class ExternalStoreConfiguration {

    @Bean
    StoreConnection externalStoreConnection(StoreAccess access) {
        if (access.accessKey() == null
                || access.accessKey().isBlank()
                || access.secretKey() == null
                || access.secretKey().isBlank()) {
            throw new Problem("the store needs keys: set kinoroute.store.access-key and kinoroute.store.secret-key, or"
                    + " R2_ACCESS_KEY_ID and R2_SECRET_ACCESS_KEY, or AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY");
        }
        return access.connection();
    }
}
