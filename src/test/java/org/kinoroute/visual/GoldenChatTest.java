package org.kinoroute.visual;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.kinoroute.video.Chat;
import org.kinoroute.video.ChatLayout;
import org.kinoroute.visual.Studio.Drawn;

/**
 * Compares whole chats with pictures that a person has looked at. To renew them: {@code mvn test
 * -Dtest=GoldenChatTest -Dgolden.update=true}, then look at them.
 */
class GoldenChatTest {

    private static final Path GOLDEN = Path.of("src/test/resources/golden/chat");
    private static final Path FAILED = Path.of("target/golden-differences");

    @ParameterizedTest
    @CsvSource({
        "ANDROID, LIGHT, false",
        "ANDROID, DARK, true",
        "IOS, LIGHT, true",
        "IOS, DARK, false",
    })
    void theChatLooksAsItDid(Chat.Look look, Chat.Theme theme, boolean group) throws IOException {
        Drawn drawn = Studio.draw(Everything.chat(look, theme, group), Studio.frame(360, 640));
        int height = whole(drawn.layout());
        BufferedImage picture =
                Studio.PICTURE.image(drawn.layout(), drawn.layout().rows().size() - 1, height);
        String name = (look + "-" + theme + (group ? "-group" : "") + ".png").toLowerCase();
        if (Boolean.getBoolean("golden.update")) {
            Files.createDirectories(GOLDEN);
            ImageIO.write(picture, "png", GOLDEN.resolve(name).toFile());
        }
        BufferedImage golden = ImageIO.read(GOLDEN.resolve(name).toFile());

        assertThat(picture.getWidth()).isEqualTo(golden.getWidth());
        assertThat(picture.getHeight()).isEqualTo(golden.getHeight());
        BufferedImage difference = new BufferedImage(picture.getWidth(), height, BufferedImage.TYPE_INT_RGB);
        int different = 0;
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < picture.getWidth(); x++) {
                boolean same = Studio.distance(picture.getRGB(x, y), golden.getRGB(x, y)) < 40;
                different += same ? 0 : 1;
                difference.setRGB(x, y, same ? picture.getRGB(x, y) >> 2 & 0x3f3f3f : 0xff0040);
            }
        }
        double share = (double) different / (picture.getWidth() * height);
        if (share >= 0.002) {
            Files.createDirectories(FAILED);
            ImageIO.write(difference, "png", FAILED.resolve(name).toFile());
            ImageIO.write(picture, "png", FAILED.resolve("now-" + name).toFile());
        }
        assertThat(share)
                .as("share of pixels that differ; see " + FAILED.resolve(name))
                .isLessThan(0.002);
    }

    /** As high as it takes to show every row. */
    private static int whole(ChatLayout layout) {
        ChatLayout.Row last = layout.rows().get(layout.rows().size() - 1);
        return layout.top().height()
                + layout.paddingTop()
                + last.y()
                + last.sprite().height()
                + layout.paddingBottom()
                + layout.bottom().height();
    }
}
