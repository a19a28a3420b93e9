package org.kinoroute.video;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.env.MockEnvironment;

class OpenAiServerTest {

    private final MockEnvironment environment =
            new MockEnvironment().withProperty("camel.component.openai.api-key", "sk-shared");
    private final OpenAiServer server = new OpenAiServer(environment);

    @Test
    void aPartAsksTheServerOfAllUnlessItHasItsOwn() {
        assertThat(server.url("")).isEqualTo("https://api.openai.com/v1");
        environment.setProperty("camel.component.openai.base-url", "http://models.lan:8000/v1");
        assertThat(server.url(" ")).isEqualTo("http://models.lan:8000/v1");
        assertThat(server.url("http://other/v1")).isEqualTo("http://other/v1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://127.0.0.1:8880/v1",
                "http://api.openai.com/v1",
                "https://api.openai.com:8443/v1",
                "https://api.openai.com.example/v1",
                "https://api.openai.com@example/v1"
            })
    void theKeyOfAllIsNotShownElsewhere(String url) {
        assertThat(server.key("", url)).isEqualTo(OpenAiServer.NO_KEY);
        assertThat(server.key("own", url)).isEqualTo("own");
    }

    @Test
    void theirServerIsShownTheKey() {
        assertThat(server.key("", "https://API.openai.com:443/v1/")).isEqualTo("sk-shared");
        environment.setProperty("camel.component.openai.base-url", "http://models.lan:8000/v1");
        assertThat(server.key("", "http://models.lan:8000/other")).isEqualTo("sk-shared");
        assertThat(server.key("", "https://api.openai.com/v1")).isEqualTo(OpenAiServer.NO_KEY);
    }
}
