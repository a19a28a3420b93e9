package org.kinoroute.api.access;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.kinoroute.video.Problem;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.servlet.server.ConfigurableServletWebServerFactory;
import org.springframework.stereotype.Component;

/** Where others can reach the server, there must be a key to keep them out: without one it does not start. */
@Component
class Doors implements WebServerFactoryCustomizer<ConfigurableServletWebServerFactory> {

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
        // Looked up here wherever it listens: requests ask what was known.
        boolean anyKey = keys.any();
        onLoopback = isLoopback();
        if (!onLoopback && !anyKey) {
            throw new Problem("--host: " + (address.isBlank() ? "every address" : address)
                    + " is reached by others, and there is no API key: make one with `./kinoroute keys add NAME --admin`,"
                    + " or set KINOROUTE_API_ADMINKEY to a long secret, or leave --host out");
        }
    }

    private boolean isLoopback() {
        try {
            return !address.isBlank() && InetAddress.getByName(address).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }

    /** Whether everybody who gets here may do all: without any key, and nobody but this machine gets here. */
    boolean areOpen() {
        return onLoopback && !keys.anyLately();
    }
}
