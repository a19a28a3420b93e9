package org.kinoroute.visual;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlaceholderVisualTest {

    private static final PlaceholderVisual PLACEHOLDER = new PlaceholderVisual(Studio.BROWSER);

    @ParameterizedTest
    @CsvSource({"1080, 1920", "1920, 1080", "240, 240"})
    void itFillsTheFrameAndSaysWhy(int width, int height) {
        Path file = Studio.temporary().resolve("placeholder.png");
        PLACEHOLDER.render("diagram <b>", "The diagram's source has an error in line 2", width, height, file);

        BufferedImage image = ChatPicture.read(file);
        assertThat(image.getWidth()).isEqualTo(width);
        assertThat(image.getHeight()).isEqualTo(height);
        assertThat(Studio.isOpaque(image)).isTrue();
        assertThat(Studio.count(image, 0xf2f4f7))
                .as("the kind in light letters")
                .isGreaterThan(width / 4);
    }
}
