package org.kinoroute.api.access;

import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Who may ask, and how much.
 *
 * @param adminKey a key that sees all, before there is any other; at least 20 characters
 * @param adminKeyFile a file that holds that key, as Docker and Kubernetes mount it
 * @param session how long a browser stays logged in
 * @param cors what pages of other servers may do
 * @param limits of each key
 */
@ConfigurationProperties("kinoroute.api")
public record AccessProperties(
        String adminKey,
        String adminKeyFile,
        @DefaultValue("30d") Duration session,
        @DefaultValue Cors cors,
        @DefaultValue Limits limits) {

    /**
     * What pages of other servers may do.
     *
     * @param origins whose scripts may call the API, such as {@code https://shop.example}; none by default
     */
    public record Cors(@DefaultValue List<String> origins) {}

    /**
     * How much each key may ask for; what comes from this machine without keys is free of all but the size.
     *
     * @param uploadSize of one request
     * @param rate requests in a minute; 0: no limit
     * @param logins failed attempts in a minute from one address, to log in, and with wrong keys
     */
    public record Limits(
            @DefaultValue("500MB") DataSize uploadSize,
            @DefaultValue("1200") int rate,
            @DefaultValue("10") int logins) {}

    /** Without the key: what is printed is read. */
    @Override
    public String toString() {
        return "AccessProperties[session=" + session + ", cors=" + cors + ", limits=" + limits + "]";
    }
}
