package org.kinoroute.compose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kinoroute.store.FolderStore;
import org.kinoroute.video.Composition;
import org.kinoroute.video.Problem;

class BackgroundsTest {

    @TempDir
    Path folder;

    private FolderStore store;
    private TestVideo chat;
    private Backgrounds backgrounds;

    @BeforeEach
    void begin() {
        store = new FolderStore(folder.resolve("store"));
        chat = new TestVideo(store);
        backgrounds = new Backgrounds(store, CompositionTest.properties(20));
    }

    @Test
    void aVideoIsCroppedScaledAndKept() {
        chat.background = TestBackgrounds.movingBars(store, 640, 360, 1.5);
        Composition composition = chat.build();
        String key = backgrounds.normalise(composition, Progress.NONE);
        assertThat(key).startsWith("backgrounds/").endsWith(".mp4");
        Decoded decoded = Decoded.picture(store.fetch(key), 30, number -> number == 20);
        assertThat(decoded.frameNumbers).hasSize(45);
        assertThat(decoded.width).isEqualTo(270);
        assertThat(decoded.height).isEqualTo(480);
        CompositionTest.close(decoded.at(20, 100, 100), TestBackgrounds.bar(20));
        assertThat(backgrounds.normalise(composition, Progress.NONE)).isEqualTo(key);
    }

    @Test
    void aPictureBecomesOneFrameAndTheVideoIsStill() {
        BufferedImage image = TestVideo.image(301, 203);
        for (int x = 0; x < 301; x++) {
            for (int y = 0; y < 203; y++) {
                image.setRGB(x, y, (x < 90 || x >= 211 ? Color.RED : new Color(30, 90, 200)).getRGB());
            }
        }
        store.put("assets/picture", TestVideo.png(image), "image/png");
        chat.background = "assets/picture";
        chat.messages = 2;
        Composition composition = chat.build();
        Path video = Films.compose(composition, store, folder, ComposeProperties.defaults());
        Decoded decoded = Decoded.picture(video, 30, number -> true);
        assertThat(decoded.frameNumbers).hasSize(3);
        CompositionTest.close(decoded.at(0, 2, 240), new Color(30, 90, 200));
        CompositionTest.close(decoded.at(0, 267, 470), new Color(30, 90, 200));
    }

    @Test
    void whatCannotBeABackgroundIsRefusedInOneLine() throws Exception {
        Path empty = Files.createFile(folder.resolve("empty.mp4"));
        Path text = Files.writeString(folder.resolve("text.mp4"), "This is no video. ".repeat(500));
        Path playlist = Files.writeString(
                folder.resolve("list.m3u8"), "#EXTM3U\n#EXT-X-TARGETDURATION:9\n#EXTINF:9,\nfile:/etc/hostname\n");
        Path list = Files.writeString(folder.resolve("list.ffconcat"), "ffconcat version 1.0\nfile /etc/hostname\n");
        Path sound = Files.write(folder.resolve("sound.wav"), TestVideo.beep(4800, 48_000, 0.3));
        String key = TestBackgrounds.movingBars(store, 320, 240, 1.5);
        byte[] whole = Files.readAllBytes(store.fetch(key));
        Path cut = Files.write(folder.resolve("cut.mp4"), java.util.Arrays.copyOf(whole, 300));
        for (Path file : new Path[] {empty, text, playlist, list, sound, cut, folder.resolve("none.mp4")}) {
            assertThatThrownBy(() -> Backgrounds.probe(file))
                    .as(file.toString())
                    .isInstanceOf(Problem.class)
                    .hasMessageContaining(file.getFileName().toString())
                    .message()
                    .doesNotContain("\n");
        }
        assertThat(Backgrounds.probe(store.fetch(key))).isEqualTo(new Backgrounds.Info(320, 240, 1.5, false));
    }

    @Test
    void aBrokenBackgroundFailsTheCompositionWithAProblem() {
        store.put("assets/broken.mp4", new byte[5000], "video/mp4");
        chat.background = "assets/broken.mp4";
        Composition composition = chat.build();
        assertThatThrownBy(() -> backgrounds.normalise(composition, Progress.NONE))
                .isInstanceOf(Problem.class);
    }
}
