package org.kinoroute.embedded;

import java.util.List;
import org.kinoroute.store.StoreConnection;
import org.springframework.boot.autoconfigure.amqp.RabbitConnectionDetails;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.jdbc.JdbcConnectionDetails;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Tells Spring where the embedded servers are; all else is the same as with servers of one's own. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty(name = "kinoroute.embedded.enabled", havingValue = "true", matchIfMissing = true)
class EmbeddedConfiguration {

    @Bean
    JdbcConnectionDetails jdbcConnectionDetails(Servers servers) {
        return new JdbcConnectionDetails() {
            @Override
            public String getJdbcUrl() {
                return servers.jdbcUrl();
            }

            @Override
            public String getUsername() {
                return "postgres";
            }

            @Override
            public String getPassword() {
                return servers.password();
            }
        };
    }

    @Bean
    RabbitConnectionDetails rabbitConnectionDetails(Servers servers) {
        return new RabbitConnectionDetails() {
            @Override
            public List<Address> getAddresses() {
                return List.of(new Address("127.0.0.1", servers.amqpPort()));
            }

            @Override
            public String getUsername() {
                return "kinoroute";
            }

            @Override
            public String getPassword() {
                return servers.password();
            }

            @Override
            public String getVirtualHost() {
                return "kinoroute";
            }
        };
    }

    @Bean
    StoreConnection storeConnection(Servers servers) {
        return new StoreConnection(servers.store(), "us-east-1", "kinoroute", servers.password(), true);
    }
}
