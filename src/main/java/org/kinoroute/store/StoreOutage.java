package org.kinoroute.store;

import java.io.IOException;
import org.kinoroute.video.OutageSign;
import org.springframework.stereotype.Component;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** The store is out of reach, or says that it cannot answer for now. */
@Component
final class StoreOutage implements OutageSign {

    private static final int BAD_GATEWAY = 502;
    private static final int UNAVAILABLE = 503;
    private static final int GATEWAY_TIMEOUT = 504;

    @Override
    public boolean isSeenIn(Throwable cause) {
        if (cause instanceof S3Exception answer) {
            int status = answer.statusCode();
            return status == BAD_GATEWAY || status == UNAVAILABLE || status == GATEWAY_TIMEOUT;
        }
        return cause instanceof SdkClientException && isOfTheNetwork(cause.getCause());
    }

    /** A file of ours that cannot be read is told by the same exception. */
    private static boolean isOfTheNetwork(Throwable cause) {
        return cause instanceof IOException && !(cause instanceof java.nio.file.FileSystemException);
    }
}
