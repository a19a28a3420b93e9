/** The embedded stack: PostgreSQL, an AMQP broker and an S3 server under this one process, over one folder of data. */
package org.kinoroute.embedded;
