package org.kinoroute.visual;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.kinoroute.video.OpenAiServer;
import org.kinoroute.video.Problem;
import org.kinoroute.video.VisualTask;
import org.springframework.mock.env.MockEnvironment;

class ImagesTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "10.1.2.3",
                "172.16.0.1",
                "192.168.1.1",
                "169.254.169.254",
                "0.0.0.0",
                "100.64.0.1",
                "192.0.0.1",
                "198.18.0.1",
                "224.0.0.1",
                "255.255.255.255",
                "::1",
                "::",
                "fe80::1",
                "fd00::1",
                "64:ff9b::7f00:1",
                "2002:7f00:1::",
                "::ffff:127.0.0.1"
            })
    void privateAddressesAreNotPublic(String address) throws UnknownHostException {
        assertThat(Images.isPublic(InetAddress.getByName(address))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.1.1.1", "93.184.216.34", "172.32.0.1", "2606:4700::1111"})
    void othersAre(String address) throws UnknownHostException {
        assertThat(Images.isPublic(InetAddress.getByName(address))).isTrue();
    }

    @Test
    void onlyTheImageServerItselfMayBeInAPrivateNetwork() {
        assertThat(images("m", "http://127.0.0.1:8080/v1", "").address("http://127.0.0.1:8080/made/1.png"))
                .isEqualTo("http://127.0.0.1:8080/made/1.png");
        for (String other : List.of("http://127.0.0.1:5432/", "http://127.0.0.1/", "https://127.0.0.1:8080/")) {
            assertThatThrownBy(() -> images("m", "http://127.0.0.1:8080/v1", "").address(other))
                    .isInstanceOf(Problem.class)
                    .hasMessageContaining("private network");
        }
    }

    @Test
    void withoutAModelTheSettingIsNamed() {
        assertThatThrownBy(() -> images("", "").order(task(Map.of("prompt", "x"))))
                .isInstanceOf(Problem.class)
                .hasMessageContaining("kinoroute.image.model")
                .hasMessageContaining("KINOROUTE_IMAGE_MODEL");
    }

    @Test
    void aPromptIsNeeded() {
        assertThatThrownBy(() -> images("m", "").order(task(Map.of())))
                .isInstanceOf(Problem.class)
                .hasMessageContaining("\"prompt\" is missing");
    }

    @Test
    void whatIsNotToBeSeenIsSaidInTheServersOwnFieldWhereItHasOne() {
        Map<String, Object> properties = Map.of("prompt", "a lighthouse", "negative", "people, \"text\"");

        assertThat(images("m", "").order(task(properties)).prompt()).contains("a lighthouse", "people, \"text\"");
        Images.Order order = images("m", "negative_prompt").order(task(properties));
        assertThat(order.prompt()).isEqualTo("a lighthouse");
        assertThat(order.fields()).containsExactly(Map.entry("negative_prompt", "\"people, \\\"text\\\"\""));
        assertThat(order.provider()).isEqualTo("api.openai.com");
    }

    private static VisualTask task(Map<String, Object> properties) {
        return new VisualTask(0, "image", "visuals/x.png", List.of(0), properties);
    }

    private static Images images(String model, String negativeField) {
        return images(model, "", negativeField);
    }

    private static Images images(String model, String url, String negativeField) {
        return new Images(
                Studio.BROWSER,
                new OpenAiServer(new MockEnvironment()),
                new ImageProperties(
                        model, url, "", "1024x1024", "", Duration.ofSeconds(1), 60, negativeField, 1 << 20));
    }
}
