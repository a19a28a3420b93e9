package org.kinoroute.compose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kinoroute.store.FolderStore;
import org.kinoroute.video.Composition;
import org.kinoroute.video.Problem;
import org.kinoroute.video.Timeline.Cue;

/** The pictures that a video's links name: the chat at one message, as the video itself shows it. */
class ChatStillTest {

    @TempDir
    Path folder;

    @Test
    void aMessagesPictureIsWhatItsVideoShows() throws IOException {
        FolderStore store = new FolderStore(folder.resolve("store"));
        TestVideo chat = new TestVideo(store);
        chat.motion = true;
        // More than fit into the window.
        chat.messages = 14;
        chat.startBuffer = 0.2;
        chat.voice = 0.3;
        chat.pause = 0.2;
        Composition composition = chat.build();
        Path video = Films.compose(composition, store, folder.resolve("film"), ComposeProperties.defaults());
        for (int message : new int[] {0, 5, 13}) {
            BufferedImage still = still(store, composition, message);
            Cue cue = composition.timeline().cues().get(message);
            long frame = composition.timeline().frameAt(cue.start() + cue.voice(), chat.fps) - 1;
            // A still chat is stored once for each look: what is shown at a frame came with it, or before.
            Decoded decoded = Decoded.picture(video, chat.fps, number -> number <= frame);
            long last = decoded.pictures.keySet().stream().max(Long::compare).orElseThrow();
            BufferedImage shown = decoded.pictures.get(last);
            assertThat(still.getWidth()).isEqualTo(shown.getWidth());
            assertThat(still.getHeight()).isEqualTo(shown.getHeight());
            assertThat(difference(still, shown)).as("message %d", message).isLessThan(6);
        }
        assertThatThrownBy(() -> new ChatStill(store).png(composition, 14))
                .isInstanceOf(Problem.class)
                .hasMessage("The chat of this video has no message 14");
    }

    @Test
    void whereThereIsABackgroundThePanelStandsAlone() throws IOException {
        FolderStore store = new FolderStore(folder.resolve("store"));
        TestVideo chat = new TestVideo(store);
        chat.background = TestBackgrounds.movingBars(store, 160, 120, 1);
        Composition composition = chat.build();
        BufferedImage first = still(store, composition, 0);
        BufferedImage last = still(store, composition, 5);
        assertThat(first.getWidth()).isEqualTo(chat.panelWidth());
        // The panel grows with the chat, and its corners are round.
        assertThat(last.getHeight()).isGreaterThan(first.getHeight());
        assertThat(first.getRGB(0, 0) >>> 24).isZero();
        assertThat(new Color(first.getRGB(first.getWidth() / 2, 5))).isEqualTo(TestVideo.TOP);
    }

    private static BufferedImage still(FolderStore store, Composition composition, int message) throws IOException {
        return ImageIO.read(new ByteArrayInputStream(new ChatStill(store).png(composition, message)));
    }

    /** On average over all channels of all pixels. */
    private static double difference(BufferedImage one, BufferedImage other) {
        long sum = 0;
        for (int y = 0; y < one.getHeight(); y++) {
            for (int x = 0; x < one.getWidth(); x++) {
                Color a = new Color(one.getRGB(x, y));
                Color b = new Color(other.getRGB(x, y));
                sum += Math.abs(a.getRed() - b.getRed())
                        + Math.abs(a.getGreen() - b.getGreen())
                        + Math.abs(a.getBlue() - b.getBlue());
            }
        }
        return sum / (3.0 * one.getWidth() * one.getHeight());
    }
}
