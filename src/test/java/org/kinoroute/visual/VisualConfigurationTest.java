package org.kinoroute.visual;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.kinoroute.store.ObjectStore;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

class VisualConfigurationTest {

    private final ApplicationContextRunner context = new ApplicationContextRunner()
            .withUserConfiguration(
                    VisualConfiguration.class,
                    Browser.class,
                    ChatVisual.class,
                    ChatPicture.class,
                    CaptionVisual.class,
                    PlaceholderVisual.class)
            .withBean(ObjectStore.class, () -> Studio.STORE);

    @Test
    void theBeansStandWithoutAnySettingAndWithoutStartingABrowser() {
        context.run(beans -> {
            assertThat(beans).hasNotFailed();
            assertThat(beans.getBean(VisualProperties.class)).isEqualTo(VisualProperties.defaults());
            assertThat(beans.getBean(Browser.class).process()).isEmpty();
        });
    }

    @Test
    void settingsAreRead() {
        context.withPropertyValues(
                        "kinoroute.visual.chromium=/opt/chromium",
                        "kinoroute.visual.driver=/app/playwright-driver",
                        "kinoroute.visual.timeout=5s",
                        "kinoroute.visual.sheet-height=2048")
                .run(beans -> {
                    VisualProperties properties = beans.getBean(VisualProperties.class);
                    assertThat(properties.chromium()).isEqualTo(Path.of("/opt/chromium"));
                    assertThat(properties.driver()).isEqualTo(Path.of("/app/playwright-driver"));
                    assertThat(properties.timeout()).hasSeconds(5);
                    assertThat(properties.sheetHeight()).isEqualTo(2048);
                });
    }
}
