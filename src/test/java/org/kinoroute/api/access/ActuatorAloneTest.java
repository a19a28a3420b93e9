package org.kinoroute.api.access;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.kinoroute.video.JsonConfiguration;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

/** What a process answers that has a web server, but not the role {@code api}. */
class ActuatorAloneTest {

    private final WebApplicationContextRunner processes = new WebApplicationContextRunner()
            .withUserConfiguration(JsonConfiguration.class, ProblemAnswer.class, ActuatorAlone.class);

    @ParameterizedTest
    @CsvSource({
        "/actuator/health, 200",
        "/actuator, 200",
        "/actuator/prometheus, 200",
        "/, 404",
        "/health, 404",
        "/api/health, 404",
        "/api/videos, 404",
        "/api/session, 404",
        "/api/keys, 404",
        "/download/x, 404",
        "/buckets, 404",
        "/webjars/x.js, 404",
        "/index.html, 404",
        "/actuatorx, 404"
    })
    void nothingButTheActuatorIsThere(String path, int status) {
        processes.withPropertyValues("kinoroute.roles=voice, jobber").run(process -> {
            MockHttpServletRequest request = new MockHttpServletRequest("GET", path);
            request.setServletPath(path);
            MockHttpServletResponse response = new MockHttpServletResponse();
            process.getBean(ActuatorAlone.class).doFilter(request, response, new MockFilterChain());

            assertThat(response.getStatus()).isEqualTo(status);
            if (status == 404) {
                assertThat(response.getContentType()).startsWith("application/problem+json");
                assertThat(response.getContentAsString()).contains("this process has not the role api");
            }
        });
    }

    @Test
    void withTheRoleAllIsThere() {
        processes.withPropertyValues("kinoroute.roles=api, voice").run(process -> assertThat(process)
                .doesNotHaveBean(ActuatorAlone.class));
    }
}
