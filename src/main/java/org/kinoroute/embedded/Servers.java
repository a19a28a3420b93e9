package org.kinoroute.embedded;

import java.net.URI;

/** Where the servers of a data folder are, and how to get in; one that is somebody's own is nowhere here. */
interface Servers {

    /** Empty: the database is somebody's own. */
    String jdbcUrl();

    /** Of the broker, on loopback; 0: it is somebody's own. */
    int amqpPort();

    /** Empty: the store is somebody's own. */
    URI store();

    /** The folder's password, the same for all three. */
    String password();
}
