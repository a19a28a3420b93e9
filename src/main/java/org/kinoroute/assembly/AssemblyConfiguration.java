package org.kinoroute.assembly;

import javax.sql.DataSource;
import org.apache.camel.processor.aggregate.jdbc.JdbcAggregationRepository;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.PlatformTransactionManager;

/** The Aggregator's memory, in PostgreSQL: it survives any process, and several may share it. */
@Configuration(proxyBeanMethods = false)
class AssemblyConfiguration {

    @Bean
    JdbcAggregationRepository assemblyRepository(PlatformTransactionManager transactions, DataSource dataSource) {
        JdbcAggregationRepository repository = new JdbcAggregationRepository(transactions, "assembly", dataSource);
        repository.setRecoveryInterval(60_000);
        repository.setMaximumRedeliveries(-1);
        return repository;
    }
}
