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
    JdbcConnectionDetails jdbcConnectionDetails(Servers servers) {
        return new JdbcConnectionDetails() {
            @Override
            public String getJdbcUrl() {
                return servers.jdbcUrl();
            }

            @Override
            public String getUsername() {
                return PostgresServer.USER;
            }

            @Override
            public String getPassword() {
                return servers.password();
            }
        };
    }

    @Bean
    @ConditionalOnProperty(name = "kinoroute.embedded.broker", havingValue = "true", matchIfMissing = true)
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
    @ConditionalOnProperty(name = "kinoroute.embedded.store", havingValue = "true", matchIfMissing = true)
    StoreConnection storeConnection(Servers servers) {
        return new StoreConnection(servers.store(), "us-east-1", "kinoroute", servers.password(), true);
    }
}
