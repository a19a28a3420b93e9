package org.kinoroute.jobber;

import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.IOException;
import java.util.Set;
import org.kinoroute.video.OutageSign;
import org.springframework.stereotype.Component;

/** The cluster's API server is out of reach, starting, or has too much to do. */
@Component
final class KubernetesOutage implements OutageSign {

    /** 0: there was no answer. */
    private static final Set<Integer> PASSING = Set.of(0, 429, 500, 502, 503, 504);

    @Override
    public boolean isSeenIn(Throwable cause) {
        return cause instanceof KubernetesClientException error
                && (error.getCause() instanceof IOException || PASSING.contains(error.getCode()));
    }
}
