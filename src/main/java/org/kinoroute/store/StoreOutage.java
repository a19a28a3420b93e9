package org.kinoroute.store;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.util.Set;
import org.kinoroute.video.OutageSign;
import org.springframework.stereotype.Component;
import software.amazon.awssdk.core.exception.ApiCallAttemptTimeoutException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkServiceException;

/** The store is out of reach, or says that it cannot answer for now. */
@Component
final class StoreOutage implements OutageSign {

    private static final Set<Integer> PASSING = Set.of(429, 500, 502, 503, 504);

    @Override
    public boolean isSeenIn(Throwable cause) {
        if (cause instanceof SdkServiceException answer) {
            return PASSING.contains(answer.statusCode());
        }
        return cause instanceof ApiCallTimeoutException
                || cause instanceof ApiCallAttemptTimeoutException
                // Nor could a file of ours be read at a second attempt, which is told by the same exception.
                || cause instanceof SdkClientException error
                        && !(error.getCause() instanceof FileSystemException)
                        && (error.retryable() || error.getCause() instanceof IOException);
    }
}
