package org.kinoroute.visual;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferInt;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;

/**
 * Pictures that a person has looked at. To renew them: {@code mvn test -Dtest='Golden*Test' -Dgolden.update=true}, then
 * look at them.
 */
final class Golden {

    private static final Path FOLDER = Path.of("src/test/resources/golden");
    private static final Path FAILED = Path.of("target/golden-differences");

    private Golden() {}

    /** @param name such as {@code chat/ios-dark.png} */
    static void compare(BufferedImage picture, String name) throws IOException {
        if (Boolean.getBoolean("golden.update")) {
            write(picture, FOLDER.resolve(name));
        }
        BufferedImage golden = ImageIO.read(FOLDER.resolve(name).toFile());

        assertThat(picture.getWidth()).isEqualTo(golden.getWidth());
        assertThat(picture.getHeight()).isEqualTo(golden.getHeight());
        BufferedImage difference =
                new BufferedImage(picture.getWidth(), picture.getHeight(), BufferedImage.TYPE_INT_RGB);
        int[] now = Studio.pixels(picture);
        int[] then = Studio.pixels(golden);
        int[] shown = ((DataBufferInt) difference.getRaster().getDataBuffer()).getData();
        int different = 0;
        for (int i = 0; i < now.length; i++) {
            boolean same = Studio.distance(now[i], then[i]) < 40;
            different += same ? 0 : 1;
            shown[i] = same ? now[i] >> 2 & 0x3f3f3f : 0xff0040;
        }
        double share = (double) different / (picture.getWidth() * picture.getHeight());
        if (share >= 0.002) {
            write(difference, FAILED.resolve(name));
            write(picture, FAILED.resolve(name.replaceFirst("\\.png$", "-now.png")));
        }
        assertThat(share)
                .as("share of pixels that differ; see " + FAILED.resolve(name))
                .isLessThan(0.002);
    }

    private static void write(BufferedImage picture, Path file) throws IOException {
        Files.createDirectories(file.getParent());
        ImageIO.write(picture, "png", file.toFile());
    }
}
