package org.kinoroute.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.kinoroute.video.Outages;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.exception.ApiCallAttemptTimeoutException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** By which errors a store is known to be out of reach. */
class StoreOutageTest {

    private final Outages outages = new Outages(List.of(new StoreOutage()));

    @Test
    void nobodyListensAndAFileThatIsMissingIsNoOutage() throws Exception {
        int nobody;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            nobody = socket.getLocalPort();
        }
        try (S3Client client = S3Client.builder()
                .endpointOverride(URI.create("http://127.0.0.1:" + nobody))
                .region(Region.US_EAST_1)
                .forcePathStyle(true)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("any", "any")))
                .build()) {
            Throwable refused = catchThrowable(
                    () -> client.headObject(head -> head.bucket("any").key("any")));
            Throwable missing = catchThrowable(() -> client.putObject(
                    put -> put.bucket("any").key("any"), RequestBody.fromFile(Path.of("no-such-file"))));

            assertThat(outages.isOutage(refused)).isTrue();
            assertThat(outages.isOutage(missing)).isFalse();
        }
    }

    @Test
    void aCallThatTakesTooLongIsAnOutage() {
        assertThat(outages.isOutage(ApiCallTimeoutException.create(10))).isTrue();
        assertThat(outages.isOutage(ApiCallAttemptTimeoutException.create(10))).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"502, true", "503, true", "504, true", "403, false", "404, false", "429, true", "500, true"})
    void anAnswerIsKnownByItsStatus(int status, boolean outage) {
        assertThat(outages.isOutage(S3Exception.builder().statusCode(status).build()))
                .isEqualTo(outage);
    }
}
