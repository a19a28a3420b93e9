package org.kinoroute.embedded;

import java.net.URI;
import java.nio.file.Path;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.nio2blob.FilesystemNio2BlobStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A real S3 server (S3Proxy) in this process over a folder, on a free loopback port. */
final class S3Server implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(S3Server.class);

    private final S3Proxy proxy;

    private S3Server(S3Proxy proxy) {
        this.proxy = proxy;
    }

    static S3Server start(DataFolder folder, String password) {
        Path objects = folder.directory("store");
        S3Proxy proxy = S3Proxy.builder()
                .blobStore(new FilesystemNio2BlobStore(objects.toString()))
                .endpoint(URI.create("http://127.0.0.1:0"))
                .awsAuthentication(AuthenticationType.AWS_V2_OR_V4, "kinoroute", password)
                .ignoreUnknownHeaders(true)
                .stopTimeout(500)
                .build();
        try {
            proxy.start();
        } catch (Exception e) {
            throw new IllegalStateException("The S3 server did not start on " + objects + ": " + e, e);
        }
        return new S3Server(proxy);
    }

    URI endpoint() {
        return URI.create("http://127.0.0.1:" + proxy.getPort());
    }

    @Override
    public void close() {
        try {
            proxy.stop();
        } catch (Exception e) {
            LOG.warn("The S3 server did not stop cleanly: {}", e.getMessage());
        }
    }
}
