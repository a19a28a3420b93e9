package org.kinoroute.embedded;

import com.zaxxer.hikari.HikariDataSource;
import java.util.List;
import org.kinoroute.store.StoreConnection;
import org.postgresql.Driver;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.autoconfigure.amqp.RabbitConnectionDetails;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.jdbc.JdbcConnectionDetails;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.datasource.SimpleDriverDataSource;

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

    /**
     * The pool asks PostgreSQL's driver itself. By a URL alone it would go through the DriverManager, and tell that how long
     * a login may take: for all of the process, so that the broker's database would be given up while it still recovers.
     */
    @Bean
    @ConditionalOnProperty(name = "kinoroute.embedded.broker", havingValue = "true", matchIfMissing = true)
    static BeanPostProcessor poolBesideTheBroker() {
        return new BeanPostProcessor() {
            @Override
            public Object postProcessBeforeInitialization(Object bean, String name) {
                if (bean instanceof HikariDataSource pool && pool.getJdbcUrl() != null) {
                    pool.setDataSource(new SimpleDriverDataSource(
                            new Driver(), pool.getJdbcUrl(), pool.getDataSourceProperties()));
                }
                return bean;
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
