package org.kinoroute.jobber;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.fabric8.kubernetes.api.model.StatusBuilder;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.kinoroute.video.OutOfReach;
import org.kinoroute.video.Outages;
import org.kinoroute.video.Unavailable;

/** By which errors a cluster's API server, or a worker's services, are known to be out of reach. */
class KubernetesOutageTest {

    private final Outages outages = new Outages(List.of(new KubernetesOutage()));

    @Test
    void nobodyListens() throws Exception {
        int nobody;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            nobody = socket.getLocalPort();
        }
        try (KubernetesClient client = new KubernetesClientBuilder()
                .withConfig(new ConfigBuilder()
                        .withMasterUrl("http://127.0.0.1:" + nobody)
                        .withRequestRetryBackoffLimit(0)
                        .build())
                .build()) {
            Throwable refused = catchThrowable(
                    () -> client.batch().v1().jobs().inNamespace("any").list());

            assertThat(outages.isOutage(refused)).isTrue();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "429, true",
        "500, true",
        "502, true",
        "503, true",
        "504, true",
        "401, false",
        "403, false",
        "409, false",
        "422, false"
    })
    void anAnswerIsKnownByItsStatus(int status, boolean outage) {
        Throwable answer = new KubernetesClientException(
                new StatusBuilder().withCode(status).withMessage("so it is").build());
        assertThat(outages.isOutage(new IllegalStateException(answer))).isEqualTo(outage);
    }

    @Test
    void aWorkersProcessThatSaysSo() {
        assertThat(outages.isOutage(new OutOfReach("the database is away"))).isTrue();
        assertThat(outages.isOutage(new Unavailable("the worker has ended"))).isFalse();
    }
}
