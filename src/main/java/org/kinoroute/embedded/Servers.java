package org.kinoroute.embedded;

import java.net.URI;

/** Where the three servers of a data folder are, and how to get in. */
interface Servers {

    String jdbcUrl();

    /** Of the broker, on loopback. */
    int amqpPort();

    URI store();

    /** The folder's password, the same for all three. */
    String password();
}
