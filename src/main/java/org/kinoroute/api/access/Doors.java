package org.kinoroute.api.access;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.servlet.server.ConfigurableServletWebServerFactory;
import org.springframework.core.Ordered;
import org.springframework.stereotype.Component;

/** Where the server listens: with keys, where it is told to; with none, on this machine alone. */
@Component
class Doors implements WebServerFactoryCustomizer<ConfigurableServletWebServerFactory>, Ordered {

    private static final Logger LOG = LoggerFactory.getLogger(Doors.class);

    private final ApiKeys keys;
    private final String address;
    private volatile boolean onLoopback;

    Doors(ApiKeys keys, @Value("${server.address:}") String address) {
        this.keys = keys;
        this.address = address;
    }

    @Override
    public void customize(ConfigurableServletWebServerFactory server) {
        // Hawtio's own login knows no keys; it reads this when its filters start, and no other kind of setting.
        System.setProperty("hawtio.authenticationEnabled", "false");
        onLoopback = !keys.any() || isLoopback();
        if (onLoopback && !isLoopback()) {
            if (!address.isBlank()) {
                LOG.warn(
                        "No key is configured: listening on 127.0.0.1, not on {}; add one with `./kinoroute keys add"
                                + " NAME --admin`",
                        address);
            }
            server.setAddress(InetAddress.getLoopbackAddress());
        }
    }

    private boolean isLoopback() {
        try {
            return !address.isBlank() && InetAddress.getByName(address).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }

    /** After Spring's own, which sets the address of the settings. */
    @Override
    public int getOrder() {
        return LOWEST_PRECEDENCE;
    }

    /** Whether everybody who gets here may do all: without any key, and nobody but this machine gets here. */
    boolean areOpen() {
        return onLoopback && !keys.any();
    }
}
