package org.kinoroute.openai;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.camel.CamelContext;
import org.apache.camel.spring.boot.CamelAutoConfiguration;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.ConfigDataApplicationContextInitializer;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/** {@code camel.component.openai.*} reaches the component, and so do the environment variables behind it. */
class OpenAISpringConfigurationTest {

    private final ApplicationContextRunner application = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(CamelAutoConfiguration.class))
            .withUserConfiguration(OpenAISpringConfiguration.class);

    @Test
    void settingsReachTheComponent() {
        application
                .withPropertyValues(
                        "camel.component.openai.api-key=sk-1",
                        "camel.component.openai.base-url=http://localhost:9/v1",
                        "camel.component.openai.model=small",
                        "camel.component.openai.lazy-start-producer=true")
                .run(context -> {
                    OpenAIComponent component = component(context.getBean(CamelContext.class));
                    assertThat(component.getApiKey()).isEqualTo("sk-1");
                    assertThat(component.getBaseUrl()).isEqualTo("http://localhost:9/v1");
                    assertThat(component.getModel()).isEqualTo("small");
                    assertThat(component.isLazyStartProducer()).isTrue();
                });
    }

    @Test
    void theApplicationTakesThemFromTheEnvironment() {
        application
                .withInitializer(new ConfigDataApplicationContextInitializer())
                .withPropertyValues(
                        "OPENAI_API_KEY=sk-2", "OPENAI_BASE_URL=http://localhost:8/v1", "OPENAI_MODEL=writer")
                .run(context -> {
                    OpenAIComponent component = component(context.getBean(CamelContext.class));
                    assertThat(component.getApiKey()).isEqualTo("sk-2");
                    assertThat(component.getBaseUrl()).isEqualTo("http://localhost:8/v1");
                    assertThat(context.getEnvironment().getProperty("kinoroute.model.name"))
                            .isEqualTo("writer");
                });
    }

    private static OpenAIComponent component(CamelContext camel) {
        return camel.getComponent("openai", OpenAIComponent.class);
    }
}
