package org.kinoroute.video;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.postgresql.Driver;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SimpleDriverDataSource;

/** By which errors a database is known to be out of reach. */
class DatabaseOutageTest {

    private final Outages outages = new Outages(List.of(new DatabaseOutage()));

    @Test
    void aPoolThatGetsNoConnection() throws Exception {
        int nobody;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            nobody = socket.getLocalPort();
        }
        HikariConfig settings = new HikariConfig();
        // Not by its URL: what the DriverManager is told then holds for the brokers of all other tests of this process.
        settings.setDataSource(
                new SimpleDriverDataSource(new Driver(), "jdbc:postgresql://127.0.0.1:" + nobody + "/any"));
        settings.setConnectionTimeout(250);
        settings.setInitializationFailTimeout(-1);
        try (HikariDataSource pool = new HikariDataSource(settings)) {
            Throwable error = catchThrowable(
                    () -> JdbcClient.create(pool).sql("select 1").query().singleValue());

            assertThat(outages.isOutage(new IllegalStateException("a route's", error)))
                    .isTrue();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "08006, true",
        "57P01, true",
        "57P03, true",
        "53300, true",
        "42P01, false",
        "23505, false",
        "57014, false"
    })
    void anErrorIsKnownByItsState(String state, boolean outage) {
        assertThat(outages.isOutage(new SQLException("said", state))).isEqualTo(outage);
    }

    @Test
    void aCircleOfCausesHasAnEnd() {
        Exception one = new Exception();
        one.initCause(new Exception(one));

        assertThat(outages.isOutage(one)).isFalse();
        assertThat(outages.isOutage(null)).isFalse();
    }
}
