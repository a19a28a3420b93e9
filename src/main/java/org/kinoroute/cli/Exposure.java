package org.kinoroute.cli;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.kinoroute.video.Problem;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Where others can reach the server, there must be a key to keep them out: without one it does not start. */
@Component
@ConditionalOnWebApplication
class Exposure {

    Exposure(Environment environment, JdbcClient jdbc) throws UnknownHostException {
        String address = environment.getProperty("server.address", "127.0.0.1");
        boolean alone = InetAddress.getByName(address).isLoopbackAddress();
        boolean locked = !environment.getProperty("kinoroute.api.admin-key", "").isBlank();
        if (!alone && !locked && !hasKeys(jdbc)) {
            throw new Problem("--host: " + address + " is reached by others, and no API key is configured: set"
                    + " KINOROUTE_API_ADMINKEY to a long secret, or leave --host out");
        }
    }

    private static boolean hasKeys(JdbcClient jdbc) {
        boolean there = jdbc.sql("select to_regclass('api_keys') is not null")
                .query(Boolean.class)
                .single();
        return there
                && jdbc.sql("select exists (select 1 from api_keys)")
                        .query(Boolean.class)
                        .single();
    }
}
