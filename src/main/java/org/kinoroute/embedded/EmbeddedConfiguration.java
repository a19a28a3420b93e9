package org.kinoroute.embedded;

import java.util.List;
import org.kinoroute.store.StoreConnection;
import org.springframework.boot.autoconfigure.amqp.RabbitConnectionDetails;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.jdbc.JdbcConnectionDetails;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Tells Spring where those servers are that are embedded; all else is the same as with servers of one's own. */
@Configuration(proxyBeanMethods = false)
class EmbeddedConfiguration {

    @Bean
    @ConditionalOnProperty(name = "kinoroute.embedded.postgres", havingValue = "true", matchIfMissing = true)
    JdbcConnectionDetails jdbcConnectionDetails(EmbeddedStack stack) {
        return new JdbcConnectionDetails() {
            @Override
            public String getJdbcUrl() {
                return stack.postgres().jdbcUrl();
            }

            @Override
            public String getUsername() {
                return stack.postgres().username();
            }

            @Override
            public String getPassword() {
                return stack.postgres().password();
            }
        };
    }

    @Bean
    @ConditionalOnProperty(name = "kinoroute.embedded.broker", havingValue = "true", matchIfMissing = true)
    RabbitConnectionDetails rabbitConnectionDetails(EmbeddedStack stack) {
        return new RabbitConnectionDetails() {
            @Override
            public List<Address> getAddresses() {
                return List.of(new Address("127.0.0.1", stack.amqp().port()));
            }

            @Override
            public String getUsername() {
                return stack.amqp().username();
            }

            @Override
            public String getPassword() {
                return stack.amqp().password();
            }

            @Override
            public String getVirtualHost() {
                return "kinoroute";
            }
        };
    }

    @Bean
    @ConditionalOnProperty(name = "kinoroute.embedded.store", havingValue = "true", matchIfMissing = true)
    StoreConnection storeConnection(EmbeddedStack stack) {
        return new StoreConnection(
                stack.s3().endpoint(),
                "us-east-1",
                stack.s3().accessKey(),
                stack.s3().secretKey(),
                true);
    }
}
